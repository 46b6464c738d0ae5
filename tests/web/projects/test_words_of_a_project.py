"""What a project says about itself: in the reader's language, or honestly in another; by sign and sound too."""

import pytest

from engage.content.interface import INTERFACE
from engage.content.models import SITE
from engage.projects.models import Project
from engage.projects.words import units_of
from engage.questionnaires.definition import from_json
from tests.conftest import Clock
from tests.factories.projects import make_project
from tests.factories.questionnaires import Opened, drafted, opened
from tests.factories.saying import SAID, buttons, say
from tests.page import Document, Page, text_of
from tests.support.site import Site

WORDS = {
    "en": {"name": "Harbour Street", "welcome": "Choose what changes."},
    "ar": {"name": "هاربر ستريت", "area": "بورتويك", "welcome": "اختيار ما يتغيّر.", "contact": "غرفة المجتمع"},
}


def street(site: Site, *languages: str) -> Project:
    """A project that says what it is in these languages."""
    words = {code: WORDS[code] for code in languages}
    project: Project = site.save(
        make_project(name="Harbour Street", area="Portwick", contact="The community room", words=words)
    )
    return project


def marks(document: Document, words: str) -> list[str]:
    """The languages with which a page marks these words."""
    spans = [element.get("lang") for element in document.all("span") if text_of(element) == words]
    return [language for language in spans if language]


@pytest.fixture
def page(site: Site) -> Page:
    return Page(site)


def test_a_project_speaks_the_readers_language(site: Site, page: Page) -> None:
    project = street(site, "en", "ar")
    opened(site, project=project)
    assert "اختيار ما يتغيّر." in page.get(f"/ar/{project.slug}/").text
    assert "بورتويك" in page.get("/ar/").text
    assert "غرفة المجتمع" in page.get(f"/ar/{project.slug}/privacy").text


def test_no_title_tells_where_somebody_lives_or_what_they_are_asked(site: Site, page: Page) -> None:
    """A title stands in the list of pages that a shared phone has seen."""
    survey = opened(site, project=street(site, "en"))
    place, start = page.get(f"/en/{survey.project.slug}/"), page.get(survey.address())
    assert (place.title, place.heading) == ("What you can do – Engage", "Harbour Street")
    assert (start.title, start.heading) == ("Start – Engage", "How are things?")


def test_what_is_not_in_the_readers_language_is_marked(site: Site, page: Page) -> None:
    project = street(site, "en")
    opened(site, project=project)
    told = page.get(f"/ro/{project.slug}/")
    assert marks(told, "Choose what changes.") == ["en-GB"]
    assert marks(told, "How are things?") == ["en-GB"], "the activity is not in Romanian"
    assert marks(page.get("/ro/"), "Portwick") == ["en-GB"]
    assert marks(page.get(f"/ro/{project.slug}/privacy"), "The community room") == ["en-GB"]
    assert not marks(page.get(f"/bfi/{project.slug}/"), "Choose what changes."), "BSL is written in English"


def test_a_tile_tells_which_languages_it_is_in_where_the_readers_is_not_among_them(site: Site, page: Page) -> None:
    survey = opened(site)
    (told,) = page.get(f"/ro/{survey.project.slug}/").all(class_="instead")
    names = [(name.get("lang"), name.get("dir"), text_of(name)) for name in told.iter("bdi")]
    assert names == [("en-GB", "ltr", "English"), ("en-GB", "ltr", "British Sign Language"), ("ar", "rtl", "العربية")]
    for language in ("en", "bfi", "ar"):
        assert not list(page.get(f"/{language}/{survey.project.slug}/").all(class_="instead"))


def test_a_title_that_is_in_neither_the_readers_language_nor_english_is_there_and_marked(
    site: Site, page: Page
) -> None:
    survey = opened(site)
    survey.change(cover={"ar": {"title": "كيف الأحوال؟", "about": "", "minutes": 5}})
    for language in ("en", "ro", "bfi"):
        assert marks(page.get(f"/{language}/{survey.project.slug}/"), "كيف الأحوال؟") == ["ar"]


def test_signs_and_sounds_lead_to_the_activities(site: Site, page: Page) -> None:
    say(site, scope=SITE, units=INTERFACE)
    survey: Opened = drafted(site, waivers={"rmc": "a test"})
    say(site, scope=survey.activity.id, units=from_json(survey.activity.definition).units)
    survey.publish()
    survey.change(state="open")
    assert buttons(page.get("/")) == ["Listen: Romani čhib"]
    for language, _, _, label in SAID:
        tiles = buttons(page.get(f"/{language}/{survey.project.slug}/"))
        assert f"{label}How are things?" in tiles and len(tiles) == 2
    for tail in ("", "help", "privacy"):
        assert list(page.get(f"/bfi/{tail}").all("video")), "a page in BSL begins with its clip"
        spoken = page.get(f"/rmc/{tail}")
        headings = {f"Šunen: {text_of(heading)}" for level in ("h1", "h2") for heading in spoken.all(level)}
        assert buttons(spoken)[0] == f"Šunen: {spoken.heading}" and set(buttons(spoken)) == headings


def test_the_frame_of_an_activity_is_signed_and_spoken(site: Site, page: Page) -> None:
    say(site, scope=SITE, units=INTERFACE)
    question = {"key": "damp", "type": "yes-no", "text": "Is it damp?", "hint": "Where you live.", "required": True}
    survey = drafted(site, question, waivers={"rmc": "a test"})
    say(site, scope=survey.activity.id, units=from_json(survey.activity.definition).units)
    survey.publish()
    survey.change(state="open")
    for language, _, _, label in SAID:
        browser, asked = survey.begin(Page(site), language)
        words = {"bfi": ["Yes", "No", "Continue"], "rmc": ["He", "Na", "Dureder"]}[language]
        assert {f"{label}{word}" for word in (*words, "Where you live.")} <= set(buttons(asked))
        wrong = browser.submit(asked, 422)
        assert (
            wrong.status == 422
            and f"{label}{'Choose one answer.' if language == 'bfi' else 'Kiden avri jekh.'}" in buttons(wrong)
        )


def test_the_words_of_the_site_are_read_once_a_minute(site: Site, page: Page, clock: Clock) -> None:
    opened(site, project=street(site, "en"))
    for path in ("/bfi/", "/"):
        page.get(path)
    site.statements.clear()
    for path in ("/bfi/", "/bfi/help", "/"):
        page.get(path)
    assert len(reads(site)) == 1, "the open projects"
    say(site, scope=SITE, units=INTERFACE)
    assert not list(page.get("/bfi/help").all("video"))
    clock.advance(minutes=2)
    assert list(page.get("/bfi/help").all("video"))


def said_by_project(site: Site) -> Project:
    """A project in which something is open, with a clip in BSL and a sound in Romani for all it says."""
    project = street(site, "en")
    opened(site, project=project)
    with site.app.test_request_context("/en/"):
        units = units_of(project)
    assert [unit.key for unit in units] == ["project.name", "project.area", "project.welcome", "project.contact"]
    say(site, scope=project.id, units=units)
    return project


def test_a_project_is_signed_and_spoken(site: Site, page: Page) -> None:
    project = said_by_project(site)
    name, area, welcome, contact = "Harbour Street", "Portwick", "Choose what changes.", "The community room"
    for language, _, _, label in SAID:
        assert buttons(page.get(f"/{language}/")) == [f"{label}{name}", f"{label}{area}"]
        own = page.get(f"/{language}/{project.slug}/")
        assert buttons(own)[0] == f"{label}{name}"
        assert buttons(page.get(f"/{language}/{project.slug}/privacy")) == [f"{label}{contact}"]
        signed = language == "bfi"
        assert (f"{label}{welcome}" in buttons(own)) is not signed
        films = [film.get("aria-label", "") for film in own.all("video")]
        assert [film.endswith(f": {welcome}") for film in films] == ([True] if signed else [])
        parts = [part for part in own.one("main").iter() if part.tag == "video" or text_of(part) == welcome]
        assert (parts[0].tag == "video") is signed, "the clip is first"
    assert not buttons(page.get(f"/en/{project.slug}/"))


def test_a_clip_of_other_words_is_not_shown(site: Site, page: Page) -> None:
    """Not even while the clips of a project are held in memory."""
    project = said_by_project(site)
    assert list(page.get(f"/bfi/{project.slug}/").all("video"))
    with site.writing() as session:
        held = session.get_one(Project, project.id)
        held.words = {"en": {"name": "Harbour Street", "welcome": "Choose, what changes."}}
    told = page.get(f"/bfi/{project.slug}/")
    assert not list(told.all("video")) and buttons(told) == ["Watch: Harbour Street"]


def test_what_projects_say_costs_no_read_of_its_own(site: Site, page: Page, clock: Clock) -> None:
    for _number in range(3):
        project = said_by_project(site)
    tails = ("", f"{project.slug}/", f"{project.slug}/privacy")
    for tail in tails:
        page.get(f"/bfi/{tail}")
    site.statements.clear()
    for tail in tails:
        page.get(f"/bfi/{tail}")
    assert len(reads(site)) == len(tails)
    clock.advance(minutes=2)
    site.statements.clear()
    page.get("/bfi/")
    assert len(reads(site)) == 4, "the projects, what they say with its files, what the site says"


def reads(site: Site) -> list[str]:
    """What was asked of the database since it was last forgotten."""
    return [statement for statement in site.statements if "SELECT" in statement]
