"""The start page: what a person reads and agrees to before the first question."""

from typing import Any

from flask import g, session, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from engage.content.shown import Shown
from engage.core import clock
from engage.core.errors import Closed, Rejected
from engage.projects.queries import takes_answers
from engage.questionnaires.answering import message
from engage.questionnaires.doors import lets_begin
from engage.questionnaires.drafts import ASSISTANCE, DraftState
from engage.questionnaires.editions import definition_of
from engage.questionnaires.visits import Visit
from engage.web.rendering import drawn_once
from engage.web.rendering import page as render


class StartForm:
    """Consent, and where they are needed a code and who is helping."""

    def __init__(self, here: Visit, token: str) -> None:
        self.here = here
        self.token = token
        self.preview = bool(token)
        self.consents: dict[str, bool] = {}
        self.code = ""
        self.typed_code = "" if token else here.landing.offered_code(here.activity)
        self.assistance = "unknown"
        self.errors: dict[str, Shown] = {}
        self.filled = False
        self.gathering_ended = False

    @property
    def gathering(self) -> dict[str, Any] | None:
        """The gathering that this browser joined, if it belongs to this project and is not long over."""
        joined = session.get("gathering")
        if not joined or joined["project"] != self.here.project.id:
            return None
        return joined if joined.get("until", 0) > clock.now().timestamp() else None

    def leave_ended_gathering(self) -> bool:
        """Whether the gathering that this browser joined has ended: nothing new begins with it, so it is forgotten."""
        joined = self.gathering
        self.gathering_ended = bool(joined) and not lets_begin("gathering", joined or {})
        if self.gathering_ended:
            session.pop("gathering")
        return self.gathering_ended

    @property
    def wants_code(self) -> bool:
        return not self.preview and self.here.landing.wants_code(self.here.activity)

    @property
    def served(self) -> bool:
        """Whether anybody can begin in this language."""
        return self.preview or self.here.is_served

    @property
    def is_over(self) -> bool:
        """Whether it has closed, and not only waits to be opened."""
        return not self.preview and self.here.activity.standing == "closed"

    def require_open(self) -> None:
        """Closed where a person cannot begin now."""
        if not self.preview and not takes_answers(self.here.activity):
            raise Closed()

    def fill(self, form: MultiDict[str, str]) -> None:
        """Show what was sent as it is, unchecked; it is stored nowhere."""
        self.filled = True
        self.consents = {key: form.get(f"consent-{key}") == "yes" for key in self._purposes()}
        if form.get("assistance") in ASSISTANCE:
            self.assistance = form["assistance"]
        if self.wants_code:
            self.typed_code = form.get("code", "")

    def read(self, form: MultiDict[str, str]) -> bool:
        """Read what was sent; whether the person can go on."""
        self.fill(form)
        for key, required in self._purposes().items():
            if required and not self.consents[key]:
                self.errors[f"consent-{key}"] = message(Rejected("consent-needed"))
        if self.wants_code:
            self._check_code()
        return not self.errors

    def _purposes(self) -> dict[str, bool]:
        """{what can be agreed to: whether taking part needs it}."""
        return {consent.key: consent.required for consent in definition_of(self.here.wording_id).consents}

    def _check_code(self) -> None:
        try:
            self.code = self.here.landing.check_code(self.here.activity, self.typed_code)
        except Rejected as refusal:
            self.errors["code"] = message(refusal)

    def new_draft(self, draft_id: str) -> DraftState:
        """The draft of somebody who agreed."""
        here = self.here
        return DraftState(
            id=draft_id,
            wording_id=here.wording_id,
            consents={
                "given": self.consents,
                "wording": here.wording_id,
                "set": here.set_id,
                "language": here.language.code,
                "day": clock.today(here.project.time_zone).isoformat(),
            },
            gathering_id=self.gathering["id"] if self.gathering else None,
            assistance=self.assistance,
            preview=self.preview,
            code=self.code,
        )

    def helpers(self) -> list[tuple[str, str]]:
        """The ways in which a questionnaire can be filled in at a gathering."""
        return [
            ("self", _("I do it by myself")),
            ("read", _("Somebody reads it to me")),
            ("tapped", _("Somebody presses the buttons for me")),
            ("interpreter", _("With an interpreter")),
        ]

    def page(self) -> str:
        """The start page in its state: open, closed, in error, or with a draft to go on with."""
        here = self.here
        told = {
            "state": here.activity.standing,
            "open": self.preview or takes_answers(here.activity),
            "served": self.served,
            "told_in": tuple(here.activity.sets.get(here.wording_id) or ()),
            "facts": tuple(here.landing.facts(here.activity)),
            "signed": here.activity.cover.get(here.language.code, {}).get("signed"),
            "links": tuple(here.landing.links(here.activity, here.address)),
        }
        if self.preview or here.draft or self.filled or self.typed_code:
            return self._drawn(told)
        state = (self.wants_code, bool(self.gathering), repr(told))
        return drawn_once(lambda: self._drawn(told), here.wording_id, here.set_id, *state)

    def _drawn(self, told: dict[str, Any]) -> str:
        here = self.here
        agreed = [consent.unit for consent in here.definition.consents]
        g.least_checked = here.words.least_checked(["title", "about", "privacy", "next", *agreed])
        return render(
            "questionnaires/start.html",
            title=_("Start"),
            error=bool(self.errors),
            here=here,
            form=self,
            errors=list(self.errors.items()),
            consents=[(consent, here.words[consent.unit]) for consent in here.definition.consents],
            resume=url_for("questionnaires.check", **here.address) if here.draft else None,
            preview=self.preview,
            language_form="start" if told["open"] and told["served"] else None,
            **told,
        )
