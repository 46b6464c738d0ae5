"""Every action of staff that is logged: its stable key, what the log says, and which facts belong to it.

A new one is one line in ACTIONS. Its sentence follows the person's name and may use each fact as %(fact)s.
Facts are roles, states, counts, languages and formats: never an answer, never a name or an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engage.accounts.members import ROLE_LABELS
from engage.core.registry import Registry
from engage.core.roles import Role

LONGEST_FACT = 200
Fact = str | int | bool


@dataclass(frozen=True)
class Action:
    """One kind of entry, with the names of the facts that each entry of it carries."""

    key: str
    sentence: LazyString
    facts: tuple[str, ...] = ()

    def check(self, facts: Mapping[str, object]) -> None:
        """ValueError if a fact is missing, is not declared, or is long enough to hold what a resident wrote."""
        if set(facts) != set(self.facts):
            raise ValueError(f"{self.key} is logged with the facts {self.facts}, not with {tuple(facts)}")
        for name, value in facts.items():
            if not isinstance(value, Fact) or len(str(value)) > LONGEST_FACT:
                raise ValueError(f"{self.key}: {name} must be a short text, a whole number, or true or false")


ACTIONS: Registry[Action] = Registry(
    "logged action",
    (
        Action("staff.signed-in", _l("signed in")),
        Action("staff.signed-out", _l("signed out")),
        Action("staff.added", _l("added a person as %(role)s"), ("role",)),
        Action("staff.role-changed", _l("changed a person’s role to %(role)s"), ("role",)),
        Action("staff.role-removed", _l("took away a person’s role (%(role)s)"), ("role",)),
        Action("staff.disabled", _l("disabled an account")),
        Action("staff.enabled", _l("enabled an account again")),
        Action("staff.link-made", _l("made a one-time sign-in link")),
        Action("staff.link-used", _l("used a one-time sign-in link")),
        Action("staff.password-set", _l("set a password")),
        # Translators: what staff do with a resident's voice note, photo or film
        Action("recording.opened", _l("opened a resident’s recording (%(kind)s)"), ("kind",)),
        Action("project.created", _l("began a project")),
        Action("project.changed", _l("changed the project’s facts")),
        Action("project.translated", _l("changed the project’s name in other languages")),
        Action("project.ordered", _l("changed the order of a project’s activities")),
        Action("activity.created", _l("began an activity (%(kind)s)"), ("kind",)),
        Action("activity.changed", _l("changed an activity’s draft")),
        Action("activity.deleted", _l("deleted an activity that was never published (%(kind)s)"), ("kind",)),
        Action("activity.waiver", _l("recorded why %(language)s is shown unchecked"), ("language",)),
        Action("activity.waiver-away", _l("took back that %(language)s is shown unchecked"), ("language",)),
        Action("activity.previewed", _l("previewed an activity in %(language)s"), ("language",)),
        Action("activity.published", _l("published an activity")),
        Action("activity.discarded", _l("discarded the changes in an activity’s draft")),
        Action("activity.opened", _l("opened an activity")),
        Action("activity.last-day", _l("changed an activity’s last day")),
        Action("activity.closed", _l("closed an activity")),
        # Translators: rule is the way of counting, entry is who may vote
        Action("vote.declared", _l("said how a vote is counted (%(rule)s, %(entry)s)"), ("rule", "entry")),
        Action("vote.codes-made", _l("made %(codes)s voting codes (sheet %(sheet)s)"), ("codes", "sheet")),
        Action("vote.codes-voided", _l("voided the unused voting codes of a sheet (sheet %(sheet)s)"), ("sheet",)),
        Action("vote.counted", _l("opened the box and counted %(ballots)s ballots"), ("ballots",)),
        Action("vote.published", _l("published the outcome of a vote")),
        Action("vote.shredded", _l("destroyed the ballots of a vote")),
        Action("vote.log-emptied", _l("wiped what the database still held of the ballots of a vote")),
        Action(
            "rendition.put", _l("gave words or a recording to a text (%(language)s, %(form)s)"), ("language", "form")
        ),
        Action(
            "rendition.checked",
            _l("checked %(count)s translations or recordings (%(language)s, %(form)s)"),
            ("language", "form", "count"),
        ),
        Action(
            "rendition.kept",
            # Translators: staff say that it is right although the English words were changed
            _l("said that a translation or a recording is still right (%(language)s, %(form)s)"),
            ("language", "form"),
        ),
        Action("rendition.removed", _l("took a recording away (%(language)s, %(form)s)"), ("language", "form")),
        Action("moderation.mapped", _l("said which questions make an entry on a list")),
        Action("moderation.accepted", _l("accepted what a resident sent")),
        Action("moderation.mended", _l("mended the words of an entry on a public list")),
        Action("moderation.declined", _l("declined what a resident sent (%(reason)s)"), ("reason",)),
        Action("moderation.undone", _l("took back a decision about what a resident sent")),
        Action("moderation.taken-off", _l("took an entry off a public list")),
        Action("moderation.offered", _l("made an option of a vote from what a resident sent")),
        Action("gathering.opened", _l("opened a gathering")),
        Action("gathering.changed", _l("corrected the record of a gathering")),
        Action("gathering.closed", _l("closed a gathering")),
        Action("gathering.reopened", _l("opened a gathering again")),
        Action("results.exported", _l("exported %(source)s as %(format)s"), ("source", "format")),
        Action("results.published", _l("published results")),
    ),
)


def sentence(action: str, facts: Mapping[str, Fact]) -> str:
    """What an entry says, in the language of the page."""
    shown = {name: ROLE_LABELS[Role(str(value))] if name == "role" else value for name, value in facts.items()}
    return str(ACTIONS.get(action).sentence) % shown
