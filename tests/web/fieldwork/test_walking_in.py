"""People at a gathering: on their own phones by the code on the wall, and one after another on one tablet."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import inspect, select

from engage.accounts.attempts import Attempts
from engage.core.roles import Role
from engage.fieldwork.models import Gathering
from engage.questionnaires.models import Submission
from tests.conftest import Clock
from tests.factories import votes
from tests.factories.projects import make_project
from tests.factories.questionnaires import Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
SignIn = Callable[..., Page]
RECORD = {"kind_of_place": "worship", "area": "Dock ward", "held_on": "2026-03-02", "languages": ["ar", "bfi"]}


@pytest.fixture
def survey(site: Site) -> Opened:
    site.app.extensions["engage.wrong_codes"] = Attempts()
    return opened(site)


@pytest.fixture
def researcher(survey: Opened, sign_in: SignIn) -> Page:
    return sign_in(Role.RESEARCHER, survey.project)


def begin_gathering(researcher: Page, survey: Opened, **facts: str) -> Document:
    """Open one; its page."""
    form = researcher.get(f"/staff/{survey.project.slug}/gatherings/new")
    return researcher.follow(researcher.submit(form, **RECORD | facts))


@pytest.fixture
def gathering(researcher: Page, survey: Opened, clock: object) -> Document:
    return begin_gathering(researcher, survey)


def code_on(shown: Document) -> str:
    return text_of(next(shown.all(class_="code")))


def join(page: Page, code: str, language: str = "en") -> Document:
    """Type the code from the wall; where it leads."""
    return page.follow(page.submit(page.get(f"/{language}/join"), code=code))


def next_person(page: Page, shown: Document) -> Document:
    """Press the button; an unfinished form is thrown away."""
    asked = page.follow(press_next(page, shown))
    return page.follow(page.submit(asked)) if asked.path.partition("?")[0].endswith("/unfinished") else asked


def press_next(page: Page, shown: Document) -> Document:
    """Press the button, wherever it stands."""
    if next(iter(shown.all("button", name="_to", value="next")), None) is not None:
        return page.submit(shown, press=("_to", "next"))
    return page.send(next(form for form in shown.forms if form.action.endswith("/next")))


def end(researcher: Page, gathering: Document) -> Document:
    return researcher.follow(researcher.submit(researcher.get(f"{gathering.path}/close")))


def take_part(survey: Opened, page: Page, **given: str) -> Document:
    """Answer and send on this device; the page with the receipt."""
    _page, document = survey.begin(page, **given)
    return page.follow(page.submit(survey.answer(page, document, {"way": {"way": "walk"}})))


def test_it_records_the_place_and_nobody(researcher: Page, gathering: Document, site: Site) -> None:
    assert "A place of worship" in gathering.text and "العربية" in gathering.text
    (held,) = site.read(select(Gathering))
    assert (held.area, held.languages, held.interpreter, held.head_count) == ("Dock ward", ["ar", "bfi"], False, None)
    edit = researcher.get(f"{gathering.path}/edit")
    later = researcher.follow(researcher.submit(edit, head_count="12", interpreter="y"))
    assert "12 people" in later.text and "with an interpreter" in later.text
    with site.writing() as session:
        columns = {column["name"] for column in inspect(session.connection()).get_columns("gatherings")}
    assert not [name for name in columns if re.search("name|who|person|people|note", name)]


def test_the_screen_shows_the_way_in_and_nothing_else(researcher: Page, gathering: Document, survey: Opened) -> None:
    screen = researcher.get(f"{gathering.path}/screen")
    code = code_on(gathering)
    assert screen.text == f"{survey.project.name} localhost/en/join {code}"
    assert len(list(screen.all(class_="qr"))) == 1
    back = [link.get("href") for folded in screen.all("details") for link in folded.iter("a")]
    assert back == screen.links == [gathering.path], "the way back takes two taps"
    scanned = Page(survey.site).get(f"/j/{code.replace(' ', '')}")
    assert sum("/join/" in link for link in scanned.links) == 5


def test_joining_says_where_one_is_once(gathering: Document, survey: Opened, site: Site) -> None:
    phone = Page(site)
    assert "You are at: Dock ward" in join(phone, code_on(gathering)).text
    assert "You are at" not in phone.get(survey.address().rpartition("/")[0].rpartition("/")[0] + "/").text


def test_thirty_phones_behind_one_address_are_one_gathering(gathering: Document, survey: Opened, site: Site) -> None:
    code = code_on(gathering)
    for number in range(30):
        phone = Page(site)
        phone.submit(phone.get("/en/join"), 422, code="222222")  # everybody mistypes it once
        join(phone, code.lower() if number % 2 else code.replace(" ", ""))
        take_part(survey, phone)
    (held,) = site.read(select(Gathering))
    assert site.read(select(Submission.gathering_id)) == [held.id] * 30


def test_one_tablet_goes_round_and_each_answer_says_how_it_was_given(
    researcher: Page, gathering: Document, survey: Opened, site: Site
) -> None:
    tablet = Page(site)
    shown = join(tablet, code_on(gathering))
    ways = ["self", "read", "tapped", "interpreter", None]
    for way in ways:
        done = take_part(survey, tablet, **({"assistance": way} if way else {}))
        shown = next_person(tablet, done)
        assert "Nothing of the person before is on this screen any more." in shown.text
        assert tablet.get(survey.address("done"), 303).location == "/en/receipt"
    told = site.read(select(Submission.assistance))
    assert sorted(told) == sorted(way or "unknown" for way in ways)
    table = researcher.get(gathering.path).one("tbody")
    assert [text_of(row).split(maxsplit=3)[-1][-1] for row in table.iter("tr")] == ["1"] * len(ways)


def test_the_thanks_page_hands_the_tablet_on(gathering: Document, survey: Opened, site: Site) -> None:
    tablet, phone = Page(site), Page(site)
    join(tablet, code_on(gathering))
    there, elsewhere = take_part(survey, tablet), take_part(survey, phone)
    (form,) = (form for form in there.forms if form.action.endswith("/next"))
    assert [button.get("class") for button in form.buttons] == ["go"], "it is the one large button of the page"
    assert form.element in list(there.one("main").iter("form"))
    assert "Choose “Leave”" in elsewhere.text and "Choose “Leave”" not in there.text
    _page, asked = survey.begin(tablet)
    back = asked.path + "?begun=1"
    next_person(tablet, tablet.get(asked.path))
    assert tablet.get(back, 303).location == survey.address(), "Back is told nothing of cookies"


def test_next_person_forgets_a_draft_and_a_ballot_and_keeps_the_gathering(
    gathering: Document, survey: Opened, site: Site
) -> None:
    vote = votes.open_vote(site, survey.project)
    (code,) = votes.make_codes(site, vote)
    at = votes.address(site, vote)
    tablet = Page(site)
    join(tablet, code_on(gathering))
    _page, asked = survey.begin(tablet)
    tablet.submit(asked, way="walk")
    ballot = votes.begin(tablet, at, code)
    tablet.submit(ballot, first=[votes.CLINIC])
    check = tablet.get(f"/en/{at}/check")
    assert "Its code stays unused" in tablet.follow(press_next(tablet, check)).text
    ready = next_person(tablet, check)
    assert ready.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert {cookie.key for cookie in tablet.client._cookies.values()} == {"engage"}
    for gone in (survey.address("way"), survey.address("check"), f"/en/{at}/first", f"/en/{at}/check"):
        assert tablet.get(gone, 303).location == gone.rpartition("/")[0] + "/"
    tablet.follow(tablet.submit(votes.begin(tablet, at, code), first=[votes.BUS]))
    assert votes.box(site, vote).ballots_cast == 0


def test_an_unfinished_form_is_not_thrown_away_at_one_tap(gathering: Document, survey: Opened, site: Site) -> None:
    tablet = Page(site)
    ready = tablet.follow(press_next(tablet, join(tablet, code_on(gathering))))
    assert ready.path == "/en/next", "nothing is begun, so nothing is asked"
    tablet.follow(tablet.submit(tablet.get("/en/join"), code=code_on(gathering)))
    _page, asked = survey.begin(tablet)
    question = tablet.submit(asked, press=("_to", "next"), way="walk")
    sure = tablet.follow(question)
    assert sure.heading == "Throw these answers away?" and asked.path in sure.links
    assert tablet.get(asked.path).answer_form.values()["way"] == "walk", "what was chosen is kept until then"
    assert tablet.get(sure.path).heading == sure.heading
    home = tablet.get(survey.address())
    assert tablet.follow(press_next(tablet, home)).heading == sure.heading, "asked on every page, not only on a form"
    assert tablet.follow(tablet.submit(sure)).path == "/en/next"
    assert tablet.get(asked.path, 303).location == survey.address()


def test_a_ballot_does_not_say_where_it_was_cast(
    researcher: Page, gathering: Document, survey: Opened, site: Site
) -> None:
    vote = votes.open_vote(site, survey.project)
    (code,) = votes.make_codes(site, vote)
    tablet = Page(site)
    join(tablet, code_on(gathering))
    before = researcher.get(gathering.path).text
    votes.vote(tablet, votes.address(site, vote), [votes.CLINIC], code)
    assert researcher.get(gathering.path).text == before
    assert "Nothing has been sent from here." in before


def test_ended_it_lets_nobody_in_and_whoever_answers_goes_on(
    researcher: Page, gathering: Document, survey: Opened, site: Site
) -> None:
    inside, code = Page(site), code_on(gathering)
    join(inside, code)
    _page, asked = survey.begin(inside)
    ended = end(researcher, gathering)
    assert "Show the code on the whole screen" not in ended.text
    researcher.get(f"{gathering.path}/screen", 410)
    late = Page(site)
    assert late.submit(late.get("/en/join"), 422, code=code).errors == ["This code is no longer open."]
    inside.submit(survey.answer(inside, asked, {"way": {"way": "walk"}}))
    assert len(site.read(select(Submission.gathering_id))) == 1
    handed_on = next_person(inside, inside.get(survey.address("done")))
    assert "/en/join" in handed_on.links, "the tablet has left with the person before"
    inside.submit(survey.answer(*survey.begin(inside), {"way": {"way": "bus"}}))
    kept = site.read(select(Submission.gathering_id))
    assert len(kept) == 2 and None in kept


def test_ended_it_is_left_with_the_next_person(
    researcher: Page, gathering: Document, survey: Opened, site: Site
) -> None:
    tablet = Page(site)
    join(tablet, code_on(gathering))
    done = take_part(survey, tablet)
    end(researcher, gathering)
    ready = next_person(tablet, done)
    assert "This gathering has ended." in ready.text and "/en/join" in ready.links
    take_part(survey, tablet)
    assert sorted(site.read(select(Submission.gathering_id)), key=bool)[0] is None


def test_ended_it_is_left_with_a_new_start(researcher: Page, gathering: Document, survey: Opened, site: Site) -> None:
    tablet = Page(site)
    join(tablet, code_on(gathering))
    end(researcher, gathering)
    told = tablet.submit(tablet.get(survey.address()), 409, **{"consent-take-part": "yes"})
    assert "The gathering has ended." in told.text and "Next person" not in told.html
    asked = tablet.follow(tablet.submit(told))
    tablet.submit(survey.answer(tablet, asked, {"way": {"way": "walk"}}))
    assert site.read(select(Submission.gathering_id)) == [None]


def test_what_is_sent_the_next_morning_was_not_given_there(
    gathering: Document, survey: Opened, site: Site, clock: Clock
) -> None:
    phone = Page(site)
    join(phone, code_on(gathering))
    clock.advance(hours=13)
    take_part(survey, phone)
    assert site.read(select(Submission.gathering_id)) == [None]


def test_answers_in_another_project_do_not_belong_to_it(gathering: Document, site: Site) -> None:
    elsewhere = opened(site, project=site.save(make_project()))
    phone = Page(site)
    join(phone, code_on(gathering))
    take_part(elsewhere, phone)
    assert site.read(select(Submission.gathering_id)) == [None]


def test_the_export_says_where_and_how(gathering: Document, survey: Opened, site: Site, sign_in: SignIn) -> None:
    phone = Page(site)
    join(phone, code_on(gathering))
    take_part(survey, phone, assistance="interpreter")
    (held,) = site.read(select(Gathering))
    lead = sign_in(Role.LEAD, survey.project)
    results = lead.get(survey.staff("results"))
    form = next(form for form in results.forms if form.action.endswith("/export"))
    file = lead.send(form, 200, source="responses", format="csv").response.get_data(as_text=True)
    assert held.id in file and "interpreter" in file
