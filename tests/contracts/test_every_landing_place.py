"""What every landing place promises, tried on each that is registered.

A new kind of activity is tried at once, with the questions of a survey. One that needs other questions, or settings, or
a code to take part, gets a sample in landing_samples.py, and nothing else.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from config import LANGUAGES
from engage.assembly import bind_landing_places
from engage.core.errors import Conflict as Clash
from engage.core.identifiers import new_id
from engage.core.roles import Role
from engage.extensions import db
from engage.projects.models import Activity, Project
from engage.questionnaires.actions import Envelope
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.landing import LandingPlace
from engage.questionnaires.models import Conflict, Submission
from engage.questionnaires.questions import QUESTION_TYPES
from tests.contracts.landing_samples import sample_of
from tests.factories.questionnaires import Opened, code_of, drafted
from tests.page import Document, Page
from tests.support.site import Site

SOURCE, *OTHERS = LANGUAGES
CODES = [language.code for language in LANGUAGES]
UNCHECKED = {"waivers": {code: "a test" for code in CODES}}
AGREED = {"consent-take-part": "yes"}
SignIn = Callable[..., Page]


def registered() -> list[LandingPlace]:
    """Every landing place that the site knows."""
    app = Flask(__name__)
    bind_landing_places(app)
    return list(app.extensions["engage.landing_places"])


PLACES = registered()
every_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
whose_drafts_are_submissions = pytest.mark.parametrize(
    "place", [place for place in PLACES if place.keeps_drafts], ids=lambda place: place.key
)
one_database = pytest.mark.one_database


def made(site: Site, place: LandingPlace) -> Opened:
    """An activity of this kind in draft, with the questions of its sample."""
    sample = sample_of(place)
    settings = {**place.first_settings(), **(sample.settings or {})}
    return drafted(site, *sample.questions, kind=place.key, settings=settings, **UNCHECKED)


def opened(site: Site, place: LandingPlace) -> Opened:
    """The same, open in every language."""
    activity = made(site, place)
    activity.publish()
    activity.change(state="open")
    return activity


def ready(activity: Opened, place: LandingPlace, language: str = "en") -> tuple[Page, Document]:
    """Somebody who has answered everything and sees it once more."""
    sample = sample_of(place)
    code = sample.code(activity.site, activity.activity)
    page, document = activity.begin(language=language, **({"code": code} if code else {}))
    return page, activity.answer(page, document, sample.given)


def everything(site: Site) -> dict[str, int]:
    """How many rows there are, by table."""
    tables = db.metadata.tables.values()
    return {table.name: site.read(select(func.count()).select_from(table))[0] for table in tables}


def staff_addresses(activity: Opened, place: LandingPlace) -> list[str]:
    with activity.site.app.test_request_context("/staff/"), activity.site.writing() as session:
        held = session.get_one(Activity, activity.activity.id)
        address = {"project": activity.project.slug, "activity": held.slug}
        return [link.url for link in place.staff_links(held, address)]


def public_addresses(activity: Opened, place: LandingPlace, language: str) -> list[str]:
    with activity.site.app.test_request_context(f"/{language}/"), activity.site.writing() as session:
        held = session.get_one(Activity, activity.activity.id)
        address = {"language": language, "project": activity.project.slug, "activity": held.slug}
        return [link.url for link in place.links(held, address)]


def press(lead: Page, activity: Opened, button: str, status: int = 303, **fields: Any) -> Document:
    """Press one of the lead's buttons: publish or open on the activity's page, close on its own."""
    forms = lead.get(activity.staff("close" if button == "close" else "")).forms
    return lead.send(next(form for form in forms if form.action.endswith(f"/{button}")), status, **fields)


@every_place
def test_it_says_what_it_is(place: LandingPlace, house: Flask) -> None:
    assert place.key.replace("-", "").isalnum() and place.label
    assert set(place.question_types or ()) <= set(QUESTION_TYPES.keys())
    assert any(place.may_ask(question_type) for question_type in QUESTION_TYPES)
    assert house.extensions["engage.landing_places"].get(place.key).key == place.key
    assert place.about.endswith(".") and len(place.about.split()) <= 20


@every_place
@one_database
def test_its_words_are_in_every_language(place: LandingPlace, site: Site) -> None:
    activity = opened(site, place)

    def told(code: str) -> list[str]:
        with site.app.test_request_context(f"/{code}/"):
            site.app.preprocess_request()
            held = db.session.get_one(Activity, activity.activity.id)
            words = place.send_words()
            address = {"language": code, "project": activity.project.slug, "activity": held.slug}
            links = [link.words for link in place.links(held, address)]
            facts = [fact.words for fact in place.facts(held)]
            return [words.check, words.send, words.keep, place.thanks({}), *facts, *links]  # type: ignore[arg-type]

    english = told(SOURCE.code)
    assert all(english)
    for language in OTHERS:
        if language.text_code == SOURCE.code:
            assert told(language.code) == english
        else:
            shared = set(told(language.code)) & set(english)
            assert len(told(language.code)) == len(english) and not shared, f"{language.code}: {shared}"


@every_place
@one_database
def test_a_lead_makes_publishes_opens_and_closes_it(place: LandingPlace, site: Site, sign_in: SignIn) -> None:
    activity = made(site, place)
    lead, person = sign_in(Role.LEAD, activity.project), Page(site)
    new = lead.get(f"/staff/{activity.project.slug}/new")
    begun = lead.follow(lead.submit(new, kind=place.key, title="One more"))
    with site.app.test_request_context("/en/"):
        is_ready = bool(place.first_words().get("questions"))
    assert ("Add at least one question." in begun.text) is not is_ready
    person.get(activity.address(), 404)
    for button, is_open in (("publish", False), ("open", True), ("close", False), ("open", True)):
        press(lead, activity, button)
        for address in [activity.staff(), *staff_addresses(activity, place)]:
            lead.get(address)
        for code in CODES:
            start = person.get(activity.address(language=code), 410 if button == "close" else 200)
            assert any(form.element.get("id") == "start" for form in start.forms) is is_open
            for address in public_addresses(activity, place, code):
                person.get(address)


@every_place
@one_database
@pytest.mark.parametrize("language", CODES)
def test_the_whole_way_ends_at_a_receipt_that_is_found_again(place: LandingPlace, site: Site, language: str) -> None:
    activity = opened(site, place)
    page, check = ready(activity, place, language)
    assert sample_of(place).said in check.text
    done = page.follow(page.submit(check))
    assert done.path == activity.address("done", language)
    elsewhere = Page(site)
    answer = elsewhere.submit(elsewhere.get(f"/{language}/receipt"), status=found(place), code=code_of(done))
    shown = elsewhere.follow(answer) if place.keeps_drafts else answer
    assert (sample_of(place).said in shown.text) is place.keeps_drafts


def found(place: LandingPlace) -> int:
    """What typing a receipt answers: the way to what was said, or the proof alone."""
    return 303 if place.keeps_drafts else 200


@every_place
def test_the_same_sent_again_is_one(place: LandingPlace, site: Site) -> None:
    """By somebody who presses twice, and by somebody who never saw the answer, also after closing."""
    activity = opened(site, place)
    page, check = ready(activity, place)
    before, cookies = everything(site), dict(page.client._cookies)
    code = code_of(page.follow(page.submit(check)))
    kept = everything(site)
    assert kept != before
    for state, has_seen_it in (("open", True), ("open", False), ("closed", False)):
        activity.change(state=state)
        if not has_seen_it:
            page.client._cookies = dict(cookies)
        again = page.submit(check)
        assert again.location == activity.address("done")
        assert code_of(page.follow(again)) == code
        assert everything(site) == kept


@every_place
def test_other_content_under_the_same_id_overwrites_nothing(place: LandingPlace, site: Site) -> None:
    """Where drafts are submissions both are kept and a person is asked; elsewhere the first stands, and it is told."""
    activity = opened(site, place)
    sample = sample_of(place)
    _page, check = ready(activity, place)
    assert check.status == 200
    first = {key: value for fields in sample.given.values() for key, value in fields.items()}
    code = sample.code(site, activity.activity)
    draft = DraftState(new_id(), activity.activity.wording_id or "", consents={"given": {}}, code=code)
    envelope = Envelope(activity_id=activity.activity.id, set_id=None, language="en")

    def send(answers: Mapping[str, Any]) -> bool:
        with site.app.test_request_context("/en/"), site.writing() as session:
            held = session.get_one(Activity, activity.activity.id)
            project = session.get_one(Project, activity.project.id)
            try:
                return place.send(project, held, draft, dict(answers), envelope).is_new
            except Clash:
                session.commit()
                raise

    assert send(first)
    assert not send(first)
    kept = everything(site)
    if place.keeps_drafts:
        with pytest.raises(Clash):
            send(sample.other)
        assert [row.answers for row in site.read(select(Submission))] == [first]
        assert [row.answers for row in site.read(select(Conflict))] == [sample.other]
    else:
        assert not send(sample.other)
        assert everything(site) == kept
    with site.writing():
        assert place.was_sent(activity.activity, draft.id)
        assert not place.was_sent(activity.activity, new_id())


@every_place
@one_database
def test_closed_it_takes_nothing_more(place: LandingPlace, site: Site, sign_in: SignIn) -> None:
    activity = opened(site, place)
    page, check = ready(activity, place)
    start = Page(site).get(activity.address())
    press(sign_in(Role.LEAD, activity.project), activity, "close")
    before = everything(site)
    page.submit(check, 410)
    page.get(check.path, 410)
    page.get(activity.address(next(iter(sample_of(place).given))), 410)
    Page(site).submit(start, 410, **AGREED)
    assert everything(site) == before


@every_place
@one_database
def test_a_preview_never_counts(place: LandingPlace, site: Site, sign_in: SignIn) -> None:
    activity = made(site, place)
    lead, page = sign_in(Role.LEAD, activity.project), Page(site)
    address = press(lead, activity, "preview/ar").location
    before = everything(site)
    document = page.follow(page.submit(page.get(address), **AGREED))
    check = activity.answer(page, document, sample_of(place).given)
    end = page.follow(page.submit(check))
    assert not list(end.all(id="receipt-code"))
    assert everything(site) == before


@every_place
@one_database
def test_taking_back_leaves_no_word_anywhere(place: LandingPlace, site: Site, sign_in: SignIn) -> None:
    """What cannot be taken back says so beforehand, by its proof, and its receipt offers no way to."""
    activity = opened(site, place)
    page, check = ready(activity, place)
    code = code_of(page.follow(page.submit(check)))
    answer = page.submit(page.get("/en/receipt"), status=found(place), code=code)
    if not place.keeps_drafts:
        assert not any("withdraw" in link or "change" in link for link in answer.links)
        return
    taken = page.follow(page.submit(page.get("/en/receipt/withdraw")))
    assert "You took your answers back." in taken.text
    lead = sign_in(Role.LEAD, activity.project)
    pages = [lead.get(address) for address in staff_addresses(activity, place)]
    pages += [page.get(address) for address in public_addresses(activity, place, "en")]
    assert not [shown.path for shown in [taken, *pages] if sample_of(place).said in shown.html]
    assert [row.answers for row in site.read(select(Submission))] == [{}]


@whose_drafts_are_submissions
@one_database
def test_a_change_is_a_revision_under_the_same_receipt(place: LandingPlace, site: Site) -> None:
    activity = opened(site, place)
    page, check = ready(activity, place)
    code = code_of(page.follow(page.submit(check)))
    opened_again = page.follow(page.submit(page.get("/en/receipt"), code=code))
    check = page.follow(page.submit(opened_again))
    asked = next(iter(sample_of(place).other))
    changed = page.submit(page.get(activity.address(asked) + "?then=check"), **sample_of(place).other)
    done = page.follow(page.submit(page.follow(changed)))
    assert code_of(done) == code
    assert [row.revision for row in site.read(select(Submission).order_by(Submission.revision))] == [1, 2]
