"""What a vote does with the engine: a ballot is no submission. It is kept by its voter's browser until it is cast."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from flask import current_app, session, url_for
from flask_babel import gettext as _

from engage.content.shown import Words
from engage.core.errors import Rejected
from engage.priorities.votes import actions, ballot_cookie, codes, paper, queries, rules_told
from engage.priorities.votes.settings import CODES, VoteSettings, ballot_problems, from_settings, own_problems
from engage.projects.models import Activity, Project
from engage.projects.queries import takes_answers
from engage.questionnaires.actions import Accepted, Envelope
from engage.questionnaires.definition import Definition, Option, Question, from_json
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.guessing import count_wrong_code, refuse_guessers
from engage.questionnaires.keys import code_key
from engage.questionnaires.landing import Address, Fact, LandingPlace, Link, Proof, SendWords, StaffAddress
from engage.questionnaires.models import Draft
from engage.questionnaires.moderation.moderated import taken_back
from engage.questionnaires.obstacles import Obstacle, among_questions, in_question
from engage.questionnaires.previews import is_kept
from engage.questionnaires.receipts import receipt_code, receipt_hash

FIRST_WORDS: dict[str, Any] = {
    "privacy": (
        "Your vote is secret. It is locked before it is stored, and nobody on the team can see what you chose.\n\n"
        "Your receipt says that your vote is in the box. It never says what you chose.\n\n"
        "A vote that was sent cannot be taken back, because nobody can tell which one is yours."
    ),
    "next": "When the vote has closed, the votes are counted. You see here what was chosen and why.",
    "minutes": 3,
    "consents": [
        {
            "key": "take-part",
            "text": "I understand that my vote is secret and cannot be taken back, and I want to vote.",
            "required": True,
        }
    ],
}


class Vote(LandingPlace):
    key = "vote"
    label = "Vote"
    about = "People choose from a list in secret. The votes are counted by a rule that you name beforehand."
    question_types = ("approve",)
    keeps_drafts = False
    facts_unit = "interface.facts-ballot"

    def load_draft(self, activity: Activity, row: Draft | None) -> DraftState | None:
        ballot = ballot_cookie.held(activity.id)
        if ballot is None or (ballot["preview"] and not is_kept(ballot["wording"])):
            return None
        question = actions.the_question(ballot["wording"])
        draft = DraftState(
            id=ballot["id"], wording_id=ballot["wording"], preview=ballot["preview"], code=ballot["code"]
        )
        if ballot["marks"] is not None:
            draft.answers = {question.key: _keys(question, ballot["marks"])}
        if ballot["typed"] is not None:
            page = question.page or question.key
            draft.typed = {page: {question.key: _keys(question, ballot["typed"])}}
        return draft

    def begin(self, activity: Activity, draft: DraftState) -> None:
        self.save(activity, draft)

    def save(self, activity: Activity, draft: DraftState) -> None:
        """The browser keeps it. What was typed is kept as far as it is on the ballot."""
        question = actions.the_question(draft.wording_id)
        typed = draft.typed.get(question.page or question.key)
        ballot = {
            "id": draft.id,
            "wording": draft.wording_id,
            "preview": draft.preview,
            "code": draft.code,
            "marks": _marks(question, draft.answers.get(question.key)),
            "typed": _marks(question, typed.get(question.key)) if typed else None,
        }
        ballot_cookie.keep(activity.id, ballot)

    def discard(self, activity: Activity, draft: DraftState) -> None:
        ballot_cookie.erase()

    def wants_code(self, activity: Activity) -> bool:
        return _settings(activity).entry == CODES

    def check_code(self, activity: Activity, typed: str) -> str:
        """The code as it was made; it is not spent before the ballot is cast. TooMany after many wrong ones."""
        refuse_guessers()
        # A slip of the finger is seen by the check sign, and not counted as a guess.
        code = codes.read_code(typed)
        found = queries.code_with(codes.code_mac(code_key(), code)) if code else None
        if code is None or found is None or found.activity.id != activity.id:
            if code:
                count_wrong_code()
            raise Rejected("code-unknown")
        if found.refusal:
            raise Rejected(found.refusal)
        return code

    def offered_code(self, activity: Activity) -> str:
        return codes.shown(session.get("code", ""))

    def send(
        self,
        project: Project,
        activity: Activity,
        draft: DraftState,
        answers: dict[str, Any],
        envelope: Envelope,
    ) -> Accepted:
        question = actions.the_question(draft.wording_id)
        chosen = answers.get(question.key) or []
        is_new = actions.cast(
            activity.id,
            receipt=_receipt(draft.id),
            mac=codes.code_mac(code_key(), draft.code) if self.wants_code(activity) else None,
            filled=paper.fill(draft.wording_id, [option.key for option in question.options], chosen),
        )
        ballot_cookie.erase()
        session.pop("code", None)
        return Accepted(draft.id, is_new)

    def was_sent(self, activity: Activity, draft_id: str) -> bool:
        return queries.in_the_box(_receipt(draft_id))

    def proof(self, receipt: str) -> Proof | None:
        vote = queries.vote_of_receipt(receipt)
        return Proof(_("Your ballot is in the box. The team cannot see what you chose."), *vote) if vote else None

    def problems(self, definition: Definition, settings: Mapping[str, Any]) -> list[Obstacle]:
        found = [] if len(definition.questions) == 1 else [among_questions("Ask one question: the ballot.")]
        told = "Take the condition away: everybody gets the same ballot."
        found += [in_question(question.key, told, "when") for question in definition.questions if question.when]
        declared = from_settings(settings)
        found += [Obstacle(told, "votes_manage.declare") for told in own_problems(declared)]
        for ballot in definition.questions[:1]:
            found += [in_question(ballot.key, told) for told in ballot_problems(declared, ballot.options)]
        return found

    def change_problems(self, activity: Activity, definition: Definition) -> list[Obstacle]:
        """Once people can vote, what they vote on stays: a ballot in the box is a mark beside these very words.

        What was taken back before goes on no ballot.
        """
        if activity.state in {"draft", "published"}:
            return _no_longer_given(activity, definition)
        if activity.state != "open" or activity.wording_id is None:
            return []
        before = {option.key: option for option in actions.the_question(activity.wording_id).options}
        after = {option.key: option for question in definition.questions for option in question.options}
        told = "The vote is open: what stands on the ballot must stay."
        found = [] if before.keys() == after.keys() else [among_questions(told)]
        again = "put its words, hint and cost back. The vote is open, and people voted on these words."
        return found + [
            among_questions(f"{option.text}: {again}")
            for key, option in before.items()
            if key in after and _voted_on(after[key]) != _voted_on(option)
        ]

    def first_settings(self) -> dict[str, Any]:
        return VoteSettings().to_json()

    def first_words(self) -> dict[str, Any]:
        return deepcopy(FIRST_WORDS)

    def may_open(self, activity: Activity) -> bool:
        return queries.takes_ballots(activity.id)

    def after_publishing(self, activity: Activity) -> None:
        actions.make_box(activity.id, current_app.config["ENGAGE_KEYS"]["seals"])

    def links(self, activity: Activity, address: Address) -> Sequence[Link]:
        if takes_answers(activity) or queries.published_outcome(activity.id) is None:
            return ()
        return (Link(url_for("votes.results", **address), _("What you chose together")),)

    def staff_links(self, activity: Activity, address: StaffAddress) -> Sequence[Link]:
        return (Link(url_for("votes_manage.vote", **address), _("Codes, turnout, count and outcome")),)

    def facts(self, activity: Activity) -> Sequence[Fact]:
        settings = _settings(activity)
        return [] if own_problems(settings) else rules_told.declared(settings)

    def send_words(self) -> SendWords:
        return SendWords(
            check=_("Check your ballot"),
            send=_("Put my ballot in the box"),
            keep=_("Keep this code. It proves that your ballot is in the box. It never shows what you chose."),
            what="ballot",
        )

    def thanks(self, words: Words) -> str:
        return _("Your ballot is in the box. The team cannot see what you chose.")


def ballot_question(activity: Activity) -> Question | None:
    """The question of the lead's draft, if it has one yet."""
    return next(iter(from_json(activity.definition).questions), None)


def _no_longer_given(activity: Activity, definition: Definition) -> list[Obstacle]:
    options = [(one.key, option) for one in definition.questions for option in one.options if option.origin]
    origins = taken_back(activity.project_id) if options else set()
    return [
        in_question(key, f"“{option.text}” was taken back by its sender. Take it off the ballot.")
        for key, option in options
        if option.origin in origins
    ]


def _voted_on(option: Option) -> tuple[str, str, int | None]:
    return option.text, option.hint, option.cost


def _settings(activity: Activity) -> VoteSettings:
    return from_settings(activity.settings)


def _receipt(draft_id: str) -> str:
    return receipt_hash(code_key(), receipt_code(code_key(), draft_id))


def _marks(question: Question, chosen: Sequence[str] | None) -> str | None:
    options = [option.key for option in question.options]
    return None if chosen is None else paper.marks(options, [key for key in chosen if key in options]).hex()


def _keys(question: Question, marks: str) -> list[str]:
    return paper.marked([option.key for option in question.options], bytes.fromhex(marks))
