"""The public list of what people nominated, and its map."""

from typing import Any

import pytest
from sqlalchemy import update

from engage.core.identifiers import new_id
from engage.nominations.categories import CATEGORIES
from engage.nominations.models import Asset
from engage.projects.models import Activity, Project
from tests.factories.moderation import open_activity
from tests.factories.projects import make_project
from tests.page import Document, Page, text_of
from tests.support.site import Site

MAP_BYTES = 4096
SVG_LINK = "{http://www.w3.org/2000/svg}a"
HOSTILE = "'\"<script>alert(1)</script>&" * 7


class Places:
    """An open list and somebody who reads it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.project: Project
        self.activity: Activity
        self.project, self.activity = open_activity(site, "nominations")
        self.reader = Page(site)

    def add(self, name: str, **fields: Any) -> Asset:
        values: dict[str, Any] = {
            "id": new_id(),
            "project_id": self.project.id,
            "activity_id": self.activity.id,
            "revision": 0,
            "name": name,
            "kind": "place",
            "place_key": "",
            "place": "",
            "description": "",
            "published": True,
        }
        return self.site.save(Asset(**values | fields))

    def read(self, query: str = "", language: str = "en", status: int = 200) -> Document:
        return self.reader.get(f"/{language}/{self.project.slug}/{self.activity.slug}/places{query}", status)

    def names(self, query: str = "") -> list[str]:
        return [text_of(name) for name in self.read(query).one("ol", class_="assets").iter("h2")]


@pytest.fixture
def places(site: Site) -> Places:
    return Places(site)


def test_an_empty_list_says_so_and_asks(places: Places) -> None:
    page = places.read()
    assert "Nothing is on the list yet" in page.text
    assert f"/en/{places.project.slug}/{places.activity.slug}/" in page.links


def test_what_is_not_published_is_not_there(places: Places) -> None:
    places.add("Seen")
    places.add("Hidden", published=False)
    assert places.names() == ["Seen"]


def test_lists_of_other_activities_are_not_mixed(places: Places) -> None:
    other = Places(places.site)
    places.add("Here")
    other.add("There")
    assert (places.names(), other.names()) == (["Here"], ["There"])


def test_words_keep_their_own_direction_and_claim_no_language(places: Places) -> None:
    places.add("مكتبة الحي", place="خلف السوق", description="دافئة وهادئة")
    page = places.read()
    for words in ("مكتبة الحي", "دافئة وهادئة"):
        (held,) = (e for e in page.all() if e.text == words)
        assert held.get("lang") == ""
        assert held.tag == "bdi" or held.get("dir") == "auto"


def test_a_listed_place_and_a_kind_stand_in_the_words_of_the_site(places: Places) -> None:
    places.add("The bike shed", place_key="park", place="by the gate")
    assert "A place · \u2068The park\u2069 · \u2068by the gate\u2069" in places.read().text


@pytest.mark.parametrize("language", ["en", "ar", "bfi", "ro", "rmc"])
def test_the_list_keeps_the_contract_in_every_language(places: Places, language: str) -> None:
    places.add("The bike shed", latitude=53.48, longitude=-2.29)
    assert "The bike shed" in places.read(language=language).text


def test_one_kind_can_be_chosen_when_the_list_is_long(places: Places) -> None:
    for number in range(13):
        places.add(f"Tree {number:02}", kind="nature")
    places.add("A club", kind="group")
    (form,) = (form for form in places.read().forms if form.method == "get")
    shown = places.reader.send(form, 200, kind="group")
    assert [text_of(name) for name in shown.one("ol", class_="assets").iter("h2")] == ["A club"]
    assert "nothing of this kind" in places.read("?kind=business").text
    assert "?kind=nature&page=2" in places.read("?kind=nature").html.replace("&amp;", "&")


def test_pages_hold_everything_once_and_always_the_same(places: Places) -> None:
    for number in range(30):
        places.add("The same name" if number % 2 else f"Name {number:02}", description=f"Words {number:02}.")
    pages = [places.read(f"?page={number}").text for number in (1, 2, 3)]
    assert all(sum(f"Words {number:02}." in page for page in pages) == 1 for number in range(30))
    assert pages == [places.read(f"?page={number}").text for number in (1, 2, 3)]
    numbers = [text_of(e) for n in (1, 2, 3) for e in places.read(f"?page={n}").all("b", class_="number")]
    assert numbers == [str(number) for number in range(1, 31)]


def test_a_page_costs_one_read(places: Places) -> None:
    for number in range(12):
        places.add(f"Name {number}", latitude=53.48 + number / 1000, longitude=-2.29)
    places.read()
    places.site.statements.clear()
    places.read()
    assert len([one for one in places.site.statements if one.lstrip().startswith("SELECT")]) == 1


NO_PAGES = ("2", "0", "-1", "x", "9" * 40, "0000000" + "1" + "9" * 20, "0" * 40 + "1", "1" * 5000, "٩" * 40, "²", "")


@pytest.mark.parametrize("query", [*(f"?page={number}" for number in NO_PAGES), "?kind=what"])
def test_pages_that_there_are_not(places: Places, query: str) -> None:
    places.add("Alone")
    places.read(query, status=404)


def test_the_map_is_light_numbered_and_leads_to_the_list(places: Places) -> None:
    for number in range(12):
        places.add(f"{number:02}" + HOSTILE, latitude=53.48 + number / 1000, longitude=-2.29)
    page = places.read()
    drawn = page.html[page.html.index('<svg class="map"') :].partition("</svg>")[0] + "</svg>"
    assert len(drawn.encode()) <= MAP_BYTES
    assert drawn.count("<a ") == 12
    assert "<script" not in drawn
    pins = [link for link in page.all() if link.tag == SVG_LINK]
    assert [pin.get("href") for pin in pins] == [f"#entry-{number}" for number in range(1, 13)]
    assert all(pin.get("aria-label", "").startswith(f"{number}: ") for number, pin in enumerate(pins, start=1))
    assert page.html.index('class="assets"') < page.html.index('class="map"'), "the list comes first"


def test_without_pins_there_is_no_map(places: Places) -> None:
    places.add("Somewhere")
    assert "<h2>Map" not in places.read().html


def test_a_demonstration_says_so(places: Places) -> None:
    assert "demonstration" not in places.read().text
    with places.site.writing() as session:
        session.execute(update(Project).where(Project.id == places.project.id).values(demonstration=True))
    assert "This is a demonstration" in places.read().text


def test_only_published_activities_of_this_kind_have_a_list(places: Places) -> None:
    site, reader = places.site, places.reader
    project, ideas = open_activity(site, "ideas")
    reader.get(f"/en/{project.slug}/{ideas.slug}/places", 404)
    reader.get(f"/en/{places.project.slug}/{places.activity.slug}/ideas", 404)
    reader.get(f"/en/{site.save(make_project()).slug}/{places.activity.slug}/places", 404)
    with site.writing() as session:
        session.execute(update(Activity).where(Activity.id == places.activity.id).values(state="draft"))
    places.read(status=404)


def test_every_category_is_named_on_the_list(places: Places) -> None:
    for category in CATEGORIES:
        agreed = places.activity.created_at.date() if category.asks_permission else None
        places.add(f"One {category.key}", kind=category.key, permission_on=agreed)
    assert all(str(category.label) in places.read().text for category in CATEGORIES)
