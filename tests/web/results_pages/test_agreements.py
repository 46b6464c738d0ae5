"""What people agreed to reaches those who work with their answers: on the page of a response, and in every file."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.questionnaires.editing import blank
from engage.questionnaires.models import Submission
from tests.factories.moderation import moderated_definition, new_draft, open_activity, send, send_other
from tests.factories.questionnaires import CHANGE, WAY, Opened, opened
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
SignIn = Callable[..., Page]
TAKE_PART = blank("")["consents"][0]
QUOTE = {"key": "quote", "text": "You may quote my words."}
ASK = {"key": "ask", "text": "You may ask me again."}
SAID = {"way": {"way": "bus"}, "change": {"change": "lights"}}


@pytest.fixture
def survey(site: Site) -> Opened:
    """It asks for two things beside taking part."""
    made = opened(site, WAY, CHANGE)
    made.publish(WAY, CHANGE, consents=[TAKE_PART, QUOTE, ASK])
    return made


def agree(survey: Opened, **given: str) -> str:
    """Take part and tick these; the digits of the receipt."""
    page, document = survey.begin(**given)
    done = page.follow(page.submit(survey.answer(page, document, SAID)))
    return done.one(id="receipt-code").text or ""


def exported(lead: Page, address: str, source: str) -> dict[str, Any]:
    form = next(form for form in lead.get(f"{address}results").forms if form.action.endswith("/export"))
    document: dict[str, Any] = json.loads(lead.send(form, 200, source=source, format="json").response.get_data())
    return document


def test_the_page_of_a_response_says_what_the_person_agreed_to(survey: Opened, site: Site, sign_in: SignIn) -> None:
    agree(survey, **{"consent-quote": "yes"})
    (root,) = site.read(select(Submission.id))
    shown = sign_in(Role.LEAD, survey.project).get(survey.staff(f"responses/{root}")).text
    assert "What the person agreed to" in shown
    assert f"{QUOTE['text']} yes" in shown and f"{ASK['text']} no" in shown


def test_what_a_receipt_takes_back_is_taken_back_in_the_newest_row(survey: Opened, sign_in: SignIn, page: Page) -> None:
    page.submit(page.get("/en/receipt"), code=agree(survey, **{"consent-quote": "yes"}))
    receipt = page.get("/en/receipt/answers")
    quote = next(form for form in receipt.forms if form.values().get("agreement") == "quote")
    page.send(quote, press=("given", "no"))
    rows = exported(sign_in(Role.LEAD, survey.project), survey.staff(), "responses")["rows"]
    assert [(row["newest"], row["consent.given.quote"]) for row in rows] == [(False, True), (True, False)]


def test_each_thing_to_agree_to_has_a_column_over_every_wording(survey: Opened, sign_in: SignIn) -> None:
    agree(survey, **{"consent-quote": "yes"})
    other = {**QUOTE, "text": "You may print my words."}
    survey.publish(WAY, CHANGE, consents=[TAKE_PART, other])
    agree(survey)
    document = exported(sign_in(Role.LEAD, survey.project), survey.staff(), "responses")
    keys = [column["key"] for column in document["columns"] if column["key"].startswith("consent.")]
    assert keys == ["consent.given.take-part", "consent.given.quote", "consent.given.quote.2", "consent.given.ask"]
    rows = {tuple(row[key] for key in keys) for row in document["rows"]}
    assert rows == {(True, False, None, None), (True, None, True, False)}
    codebook = {line["column"]: line for line in document["further_tables"][-1]["rows"]}
    assert codebook[keys[1]]["heading"] == "Agreed to: You may print my words."
    assert codebook[keys[2]]["heading"] == "Agreed to: You may quote my words."


def test_nothing_is_left_of_it_after_a_withdrawal(survey: Opened, site: Site, sign_in: SignIn) -> None:
    code = agree(survey, **{"consent-quote": "yes"})
    person = Page(site)
    person.follow(person.submit(person.get("/en/receipt"), code=code))
    person.submit(person.get("/en/receipt/withdraw"))
    (row,) = exported(sign_in(Role.LEAD, survey.project), survey.staff(), "responses")["rows"]
    assert row["state"] == "withdrawn" and row["consent.given.quote"] is None


@pytest.mark.parametrize("known", [True, False])
def test_another_version_keeps_what_it_was_agreed_to_with(
    survey: Opened, site: Site, sign_in: SignIn, known: bool
) -> None:
    agree(survey)
    (kept,) = site.read(select(Submission))
    consents = {"given": {"take-part": True, "quote": True}} if known else {}
    draft = new_draft(survey.activity, id=kept.id, consents=consents)
    send_other(site, survey.project, survey.activity, draft, change="More lights")
    lead = sign_in(Role.LEAD, survey.project)
    shown = lead.get(survey.staff(f"responses/{kept.id}")).text
    assert (f"{QUOTE['text']} yes" in shown) == known and shown.count("What the person agreed to") == 1 + known
    (row,) = exported(lead, survey.staff(), "conflicts")["rows"]
    cells = [row[f"consent.given.{key}"] for key in ("take-part", "quote", "ask")]
    assert cells == ([True, True, False] if known else [None, None, None])


@pytest.mark.parametrize("kind", ["nominations", "ideas"])
def test_what_is_moderated_has_the_columns_too(site: Site, sign_in: SignIn, kind: str) -> None:
    asking = {**moderated_definition(kind), "consents": [TAKE_PART, {**QUOTE, "key": "list"}]}
    project, activity = open_activity(site, kind, definition=asking)
    send(site, project, activity, new_draft(activity, consents={"given": {"take-part": True, "list": True}}))
    document = exported(sign_in(Role.LEAD, project), f"/staff/{project.slug}/{activity.slug}/", kind)
    (row,) = document["rows"]
    assert (row["consent.given.take-part"], row["consent.given.list"]) == (True, True)
