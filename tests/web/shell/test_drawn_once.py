"""A page that nobody has touched is drawn once for everyone, and nobody can tell that it was not drawn for them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import current_app, template_rendered

from engage.core.identifiers import new_id
from engage.projects.models import Project
from engage.questionnaires.models import RenditionSet
from engage.web import rendering
from tests.factories import fieldwork
from tests.factories.questionnaires import Opened, opened
from tests.page import Document, Page
from tests.support.site import Site

WALK = {"key": "walk", "type": "yes-no", "text": "Do you walk?", "page": "both"}
WORDS = {"key": "words", "type": "short-text", "text": "How is the way?", "page": "both"}
WHY = {"key": "why", "type": "short-text", "text": "Why not?", "page": "both", "when": "${walk} = 'no'"}
LAST = {"key": "last", "type": "short-text", "text": "What else?", "page": "end"}
HILLS = {"key": "hills", "type": "yes-no", "text": "Are there hills?", "page": "end", "when": "${walk} = 'yes'"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def survey(site: Site) -> Opened:
    """Two pages; what was answered on the first decides what stands on both."""
    return opened(site, WALK, WORDS, WHY, LAST, HILLS)


@pytest.fixture
def drawn(site: Site) -> Iterator[list[str]]:
    """Every start page and page of questions that was drawn since."""
    names: list[str] = []

    def note(sender: Any, template: Any, context: Any, **rest: Any) -> None:
        if template.name in ("questionnaires/start.html", "questionnaires/question.html"):
            names.append(context["request"].path)

    with template_rendered.connected_to(note, site.app):
        yield names


def begun(survey: Opened, language: str = "en", before: Callable[[Page], Any] | None = None) -> tuple[Page, Document]:
    """Somebody on the first page."""
    page = Page(survey.site)
    if before:
        before(page)
    return survey.begin(page, language=language)


def token(document: Document) -> str:
    found = TOKEN.search(document.html)
    assert found
    return found[1]


def test_many_people_one_drawing(survey: Opened, drawn: list[str]) -> None:
    people = [begun(survey) for _ in range(4)]
    assert drawn == [survey.address(), survey.address("both")]
    pages = {TOKEN.sub("", document.html) for _page, document in people}
    assert len(pages) == 1


def test_each_reader_has_a_token_of_their_own_and_it_is_good(survey: Opened) -> None:
    people = [begun(survey) for _ in range(3)]
    assert len({token(document) for _page, document in people}) == 3
    for page, document in people:
        page.submit(document, walk="yes")
    (page, _own), (_other, others) = people[:2]
    page.post(survey.address("both"), {"csrf_token": token(others), "walk": "yes"}, status=400)


def test_what_one_person_wrote_is_never_in_the_page_of_another(survey: Opened) -> None:
    first, document = begun(survey)
    first.submit(document, walk="yes", words="The hill is steep")
    assert "The hill is steep" in first.get(survey.address("both")).html
    _second, untouched = begun(survey)
    assert "The hill is steep" not in untouched.html


def test_what_was_typed_and_refused_is_for_its_writer_alone(survey: Opened) -> None:
    first, document = begun(survey)
    first.submit(document, 422, walk="perhaps", words="The lift is broken")
    assert "The lift is broken" not in begun(survey)[1].html
    assert "The lift is broken" in first.get(survey.address("both")).html


def test_the_questions_that_apply_decide(survey: Opened) -> None:
    """Nobody has touched the second page; what was answered on the first decides what stands on it."""
    for walk in ("yes", "no", "yes"):
        page, document = begun(survey)
        page.submit(document, walk=walk)
        assert ("Are there hills?" in page.get(survey.address("end")).text) == (walk == "yes")


def test_every_fact_of_the_frame_is_part_of_it(site: Site, survey: Opened) -> None:
    """Whoever comes with other facts gets what would have been drawn for them, whatever was drawn before."""

    gathering = fieldwork.gathering(site, survey.project)

    def joined(page: Page) -> None:
        with page.client.session_transaction() as session:
            session["gathering"] = {"id": gathering, "project": survey.project.id, "until": 2**33}

    def rename(page: Page) -> None:
        with site.writing() as session:
            session.get_one(Project, survey.project.id).name = "Another name"

    held = site.app.extensions["engage.drawn"]
    for language, before in (("ar", None), ("bfi", None), ("en", joined), ("en", rename), ("en", None)):
        begun(survey, language)
        warm = begun(survey, language, before)[1]
        held.clear()
        fresh = begun(survey, language, before)[1]
        assert TOKEN.sub("", warm.html) == TOKEN.sub("", fresh.html), (language, before)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "closed"},
        {"cover": {"en": {"signed": {"done": 1, "total": 3}}}},
        {"settings": {"heard": {"day": "2026-01-01"}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_fact_of_the_start_page_is_part_of_it(survey: Opened, change: dict[str, Any]) -> None:
    before = Page(survey.site).get(survey.address()).html
    survey.change(**change)
    status = 410 if "state" in change else 200
    warm = Page(survey.site).get(survey.address(), status).html
    survey.site.app.extensions["engage.drawn"].clear()
    assert warm == Page(survey.site).get(survey.address(), status).html != before


def test_a_start_page_with_an_error_is_for_its_reader_alone(survey: Opened) -> None:
    wrong = Page(survey.site)
    wrong.submit(wrong.get(survey.address()), 422)
    assert not Page(survey.site).get(survey.address()).errors


def test_a_language_that_is_finished_later_is_shown_at_once(survey: Opened) -> None:
    before = begun(survey, "ar")[1]
    with survey.site.writing() as session:
        old = survey.activity.sets[survey.activity.wording_id]["ar"]
        made = RenditionSet(
            id=new_id(),
            wording_id=survey.activity.wording_id,
            language="ar",
            content={"question.walk": {"text": "هل تمشي؟", "state": "reviewed"}},
            created_on=session.get_one(RenditionSet, old).created_on,
        )
        session.add(made)
        session.flush()
        sets = survey.activity.sets[survey.activity.wording_id] | {"ar": made.id}
    survey.change(sets=survey.activity.sets | {survey.activity.wording_id: sets})
    after = begun(survey, "ar")[1]
    assert "هل تمشي؟" in after.text and "هل تمشي؟" not in before.text


def test_only_so_many_are_held(survey: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MOST_DRAWN", 2)
    with survey.site.app.app_context():
        held = current_app.extensions["engage.drawn"]
    held.clear()
    for language in ("en", "ar", "bfi"):
        begun(survey, language)
        assert len(held) <= 2
