"""A vote, from its published ballot to what is in its box."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import current_app

from engage.core.identifiers import new_id
from engage.core.roles import Role
from engage.priorities.votes import actions, codes, paper
from engage.priorities.votes.models import VoteBox
from engage.projects.models import Activity, Project
from engage.questionnaires.editing import blank
from engage.questionnaires.landing import landing_place
from engage.questionnaires.publishing import publish
from engage.questionnaires.receipts import receipt_code, receipt_hash
from tests.factories.projects import make_activity, make_project
from tests.page import Document, Page
from tests.support.site import Site
from tests.support.staff import sign_in_as

CLINIC, BUS, BENCH, KITCHEN = OPTIONS = ("clinic", "bus", "bench", "kitchen")
BALLOT: dict[str, Any] = {
    "key": "first",
    "type": "approve",
    "text": "What should happen first?",
    "options": [
        {"key": CLINIC, "text": "Saturday clinic", "cost": 4000},
        {"key": BUS, "text": "Evening bus", "cost": 6000},
        {"key": BENCH, "text": "Benches in the park", "cost": 4000},
        {"key": KITCHEN, "text": "Shared kitchen", "cost": 3000},
    ],
}
DECLARED = {"rule": "equal-shares", "completion": "add1", "budget": 10000, "seats": None, "entry": "codes"}


def make_vote(project: Project, **fields: Any) -> Activity:
    """A vote in draft with four options and £10,000."""
    made = {"kind": "vote", "definition": {**blank("A vote"), "questions": [BALLOT]}, "settings": DECLARED}
    return make_activity(project, **made | {"waivers": dict.fromkeys(["ar", "ro", "rmc"], "a test")} | fields)


def open_vote(
    site: Site,
    project: Project | None = None,
    *,
    state: str = "open",
    most: int | None = None,
    options: Sequence[Any] = BALLOT["options"],
    after: str = "",
    **settings: Any,
) -> Activity:
    """A published vote in this state; settings replace those of DECLARED. most: how many one person may choose.

    after: what happens next, in words of the lead's own.
    """
    place = project or site.save(make_project())
    ballot = {**BALLOT, "options": options} | ({} if most is None else {"settings": {"most": most}})
    definition = {**blank("A vote"), "questions": [ballot]} | ({"next": after} if after else {})
    activity = make_vote(place, settings=DECLARED | settings, definition=definition)
    site.save(activity)
    with site.app.test_request_context("/en/"), site.writing() as session:
        held = session.get_one(Activity, activity.id)
        publish(
            session.get_one(Project, place.id),
            held,
            landing_place("vote"),
            current_app.extensions["engage.languages"],
        )
        held.state = state
        session.commit()
        session.refresh(held)
        session.expunge_all()
    return held


def address(site: Site, activity: Activity) -> str:
    """The first part of a vote's addresses behind the language: `street-1/survey-2`."""
    with site.writing() as session:
        return f"{session.get_one(Project, activity.project_id).slug}/{activity.slug}"


def lead(site: Site, activity: Activity) -> Page:
    """The browser of somebody who leads the vote's project."""
    return sign_in_as(site, Role.LEAD, activity.project_id)


def code_key(site: Site) -> bytes:
    """The key that codes and receipts are made with."""
    return bytes(site.app.config["ENGAGE_KEYS"]["codes"])


def seals_key(site: Site) -> bytes:
    """The key that wraps the private keys of votes."""
    return bytes(site.app.config["ENGAGE_KEYS"]["seals"])


def make_codes(site: Site, activity: Activity, size: int = 1, batch: int = 1) -> list[str]:
    """Codes of one sheet."""
    with site.writing():
        return actions.make_codes(activity.id, batch=batch, size=size, key=code_key(site))


def cast(site: Site, activity: Activity, chosen: Iterable[str] = (), code: str = "", draft_id: str = "") -> bool:
    """Put a ballot into the box, as the last button does, in a transaction of its own."""
    receipt = receipt_hash(code_key(site), receipt_code(code_key(site), draft_id or new_id()))
    with site.writing():
        return actions.cast(
            activity.id,
            receipt=receipt,
            mac=codes.code_mac(code_key(site), code) if code else None,
            filled=paper.fill(activity.wording_id or "", OPTIONS, list(chosen)),
        )


def publish_again(site: Site, activity: Activity, text: str = "", /, **bench: Any) -> None:
    """Publish the vote with other words for its question; `bench` replaces parts of the option of that name."""
    with site.app.test_request_context("/en/"), site.writing() as session:
        held = session.get_one(Activity, activity.id)
        options = [{**option, **(bench if option["key"] == BENCH else {})} for option in BALLOT["options"]]
        ballot = {**BALLOT, "text": text or BALLOT["text"], "options": options}
        held.definition = {**held.definition, "questions": [ballot]}
        publish(
            session.get_one(Project, activity.project_id),
            held,
            landing_place("vote"),
            current_app.extensions["engage.languages"],
        )
        activity.wording_id = held.wording_id


def set_state(site: Site, activity: Activity, state: str) -> None:
    """Close or open a vote."""
    with site.writing() as session:
        session.get_one(Activity, activity.id).state = state


def count(site: Site, activity: Activity) -> Any:
    """Close the vote and count it."""
    set_state(site, activity, "closed")
    with site.writing() as session:
        return actions.count(session.get_one(Activity, activity.id), seals_key(site))


def published(site: Site, activity: Activity) -> Any:
    """Close the vote, count it and publish the outcome."""
    result = count(site, activity)
    with site.writing():
        actions.publish(activity.id)
    return result


def box(site: Site, activity: Activity) -> VoteBox:
    """The vote's box as it is now."""
    with site.writing() as session:
        found = session.get_one(VoteBox, activity.id)
        session.expunge(found)
    return found


def begin(page: Page, at: str, code: str = "", language: str = "en") -> Document:
    """Agree on the start page; the ballot."""
    start = page.get(f"/{language}/{at}/")
    given = {"code": code} if code else {}
    return page.follow(page.submit(start, **{"consent-take-part": "yes"}, **given))


def vote(page: Page, at: str, chosen: list[str], code: str = "") -> Document:
    """Fill a ballot in and put it into the box; the page with the receipt."""
    check = page.follow(page.submit(begin(page, at, code), first=chosen))
    return page.follow(page.submit(check))
