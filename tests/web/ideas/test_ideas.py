"""The public list of ideas."""

import pytest
from sqlalchemy import select, update

from engage.priorities.ideas.models import Idea
from engage.projects.models import Activity, Project
from tests.factories.moderation import open_activity, send
from tests.page import Document, Page, text_of
from tests.support.site import Site


class List:
    """An open list of ideas and somebody who reads it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.project: Project
        self.activity: Activity
        self.project, self.activity = open_activity(site, "ideas")
        self.reader = Page(site)

    def add(self, name: str, *, shown: int = 1) -> None:
        root_id = send(self.site, self.project, self.activity).root_id
        words = {"name": name, "description": f"To rest, said by {root_id}.", "accepted_revision": 1}
        state = "accepted" if shown else "waiting"
        with self.site.writing() as session:
            session.execute(update(Idea).where(Idea.root_id == root_id).values(state=state, shown=shown, **words))

    def read(self, query: str = "", language: str = "en", status: int = 200) -> Document:
        return self.reader.get(f"/{language}/{self.project.slug}/{self.activity.slug}/ideas{query}", status)

    def names(self, query: str = "") -> list[str]:
        return [text_of(name) for name in self.read(query).one("ol", class_="assets").iter("h2")]


@pytest.fixture
def ideas(site: Site) -> List:
    return List(site)


def test_an_empty_list_says_so_and_asks(ideas: List) -> None:
    page = ideas.read()
    assert "No idea is on the list yet" in page.text
    assert f"/en/{ideas.project.slug}/{ideas.activity.slug}/" in page.links


def test_only_what_is_shown_is_there(ideas: List) -> None:
    ideas.add("Seen")
    ideas.add("Waiting", shown=0)
    assert ideas.names() == ["Seen"]


@pytest.mark.parametrize("language", ["en", "ar", "bfi", "ro", "rmc"])
def test_the_list_keeps_the_contract_in_every_language(ideas: List, language: str) -> None:
    ideas.add("مقعد عند الموقف")
    assert "مقعد عند الموقف" in ideas.read(language=language).text


def test_pages_hold_everything_once_and_always_the_same(ideas: List) -> None:
    for _number in range(14):
        ideas.add("The same name")
    pages = [ideas.read(f"?page={number}") for number in (1, 2)]
    numbers = [text_of(number) for page in pages for number in page.all("b", class_="number")]
    assert numbers == [str(number) for number in range(1, 15)]
    assert [page.html for page in pages] == [ideas.read(f"?page={number}").html for number in (1, 2)]
    ideas.read("?page=3", status=404)


def test_a_page_costs_one_read(ideas: List) -> None:
    for number in range(3):
        ideas.add(f"Idea {number}")
    ideas.read()
    ideas.site.statements.clear()
    ideas.read()
    assert len([one for one in ideas.site.statements if one.lstrip().startswith("SELECT")]) == 1


def test_drafts_have_no_list(ideas: List) -> None:
    with ideas.site.writing() as session:
        session.execute(update(Activity).where(Activity.id == ideas.activity.id).values(state="draft"))
    ideas.read(status=404)
    assert ideas.site.read(select(Idea)) == []
