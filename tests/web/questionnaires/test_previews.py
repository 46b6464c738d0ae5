"""Leads look at a draft as residents would; nothing of it is ever mixed with what counts."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.questionnaires.models import Draft, Submission, Wording
from tests.factories.questionnaires import CHANGE, WAY, Opened, drafted, opened
from tests.page import Document, Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
MARK = "This is a preview. Nothing you answer here is counted."
SignIn = Callable[..., Page]


def preview_address(activity: Opened, sign_in: SignIn, language: str = "en") -> str:
    """Press the lead's button; the address that it leads to."""
    lead = sign_in(Role.LEAD, activity.project)
    forms = lead.get(activity.staff()).forms
    return lead.send(next(form for form in forms if form.action.endswith(f"/preview/{language}"))).location


def begin(page: Page, address: str) -> Document:
    """Agree on the start page of a preview."""
    return page.follow(page.submit(page.get(address), **{"consent-take-part": "yes"}))


@pytest.mark.parametrize("language", ["en", "ar", "bfi", "ro", "rmc"])
def test_a_draft_can_be_gone_through_in_every_language(site: Site, sign_in: SignIn, page: Page, language: str) -> None:
    activity = drafted(site)
    address = preview_address(activity, sign_in, language)
    page.get(activity.address(language=language), 404)
    document = begin(page, address)
    assert document.path == activity.address("way", language)
    pages = [document]
    while not pages[-1].path.endswith("/check"):
        pages.append(page.follow(page.submit(pages[-1], way="walk")))
    if language == "en":
        assert all(MARK in shown.html for shown in pages)
    end = page.follow(page.submit(pages[-1]))
    assert end.status == 200 and not list(end.all(id="receipt-code"))
    assert site.read(select(Submission.id)) == [] and site.read(select(Draft.id)) == []
    page.get(activity.address("way", language), 404)


def test_a_preview_goes_on_in_another_language_and_back_to_its_start(site: Site, sign_in: SignIn, page: Page) -> None:
    activity = drafted(site)
    start = page.get(preview_address(activity, sign_in))
    for code in ("bfi", "ar", "ro", "rmc"):
        sent = start.answer_form.values() | {"_to": f"language:{code}"}
        other = page.post(page.post(start.path, sent, 307).location, sent, 200)
        assert other.path == activity.address(language=code) and other.answer_form.values()["preview"]
    first = page.follow(page.submit(other, **{"consent-take-part": "yes"}))
    back = page.follow(page.submit(first, press=("_to", "back")))
    assert back.path == activity.address(language="rmc")
    assert begin(page, f"{back.path}?preview={back.answer_form.values()['preview']}").path == first.path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_preview_leads_back_to_the_editor(site: Site, page: Page, language: str) -> None:
    activity = drafted(site)
    page.get(activity.address("done?preview=1", language), 404)  # nobody else learns that there is a draft
    with page.client.session_transaction() as held:
        held["previewed"] = f"{activity.project.slug}/{activity.activity.slug}"
    end = page.get(activity.address("done?preview=1", language))
    assert activity.staff() in end.links
    for link in end.one("nav", class_="menu").iter("a"):
        assert activity.staff() in page.get(link.get("href", "")).links


def test_a_preview_shows_the_draft_and_residents_read_what_is_published(
    site: Site, sign_in: SignIn, page: Page
) -> None:
    activity = opened(site)
    activity.change(definition={**activity.activity.definition, "title": "A new title"})
    assert page.get(preview_address(activity, sign_in)).heading == "A new title"
    assert Page(site).get(activity.address()).heading == "How are things?"
    assert site.read(select(Wording.id).where(Wording.published)) == [activity.activity.wording_id]


def test_a_preview_and_an_answer_are_never_gone_on_with_as_one_another(site: Site, sign_in: SignIn, page: Page) -> None:
    activity = opened(site)
    _page, document = activity.begin(page)
    page.submit(document, way="bus")
    shown = begin(page, preview_address(activity, sign_in))
    assert "way" not in shown.answer_form.values(), "the preview begins anew"
    start = page.get(activity.address())
    assert MARK not in start.html and "Go on where you stopped" not in start.text
    _page, document = activity.begin(page)
    page.submit(activity.answer(page, document, {"way": {"way": "lift"}}))
    assert site.read(select(Submission.answers)) == [{"way": "lift"}]


def test_a_preview_ends_as_one_although_this_browser_has_sent_before(site: Site, sign_in: SignIn) -> None:
    activity = opened(site)
    page, _code = activity.take_part({"way": {"way": "bus"}})
    document = begin(page, preview_address(activity, sign_in))
    while not document.path.endswith("/check"):
        document = page.follow(page.submit(document, way="walk"))
    end = page.follow(page.submit(document))
    assert "This was a preview" in end.title and not list(end.all(id="receipt-code"))
    assert len(site.read(select(Submission.id))) == 1


def test_each_preview_shows_the_draft_of_its_moment(site: Site, sign_in: SignIn, page: Page) -> None:
    activity = drafted(site)
    begin(page, preview_address(activity, sign_in))
    activity.change(definition={**activity.activity.definition, "questions": [CHANGE]})
    assert begin(page, preview_address(activity, sign_in)).path == activity.address("change")


def test_a_preview_can_be_begun_for_two_hours(site: Site, sign_in: SignIn, page: Page, clock: Any) -> None:
    activity = drafted(site)
    address = preview_address(activity, sign_in)
    clock.advance(hours=2)
    document = begin(page, address)
    clock.advance(seconds=1)
    Page(site).get(address, 403)
    page.submit(document, way="walk")


@pytest.mark.parametrize("change", [lambda token: token + "x", lambda token: token[1:], lambda token: "x"])
def test_a_made_up_token_shows_nothing(site: Site, sign_in: SignIn, page: Page, change: Callable[[str], str]) -> None:
    address, _mark, token = preview_address(drafted(site), sign_in).partition("?preview=")
    page.get(f"{address}?preview={change(token)}", 403)


def test_a_token_opens_its_own_activity_only(site: Site, sign_in: SignIn, page: Page) -> None:
    activity, other = drafted(site), opened(site)
    token = preview_address(activity, sign_in).partition("?preview=")[2]
    page.get(other.address(f"?preview={token}"), 404)
    page.post(other.address(), {"preview": token, "consent-take-part": "yes"}, 404)


def test_what_cannot_be_published_cannot_be_previewed(site: Site, sign_in: SignIn) -> None:
    activity = drafted(site, definition={**drafted(site).activity.definition, "questions": []})
    lead = sign_in(Role.LEAD, activity.project)
    form = next(form for form in lead.get(activity.staff()).forms if form.action.endswith("/preview/en"))
    assert "Add at least one question." in lead.send(form, 422).text


def test_an_open_activity_can_be_previewed_while_it_is_closed(site: Site, sign_in: SignIn, page: Page) -> None:
    activity = opened(site, WAY)
    activity.change(state="closed")
    document = begin(page, preview_address(activity, sign_in))
    assert page.submit(document, way="bus").location == activity.address("check")


def test_the_sets_of_a_preview_go_with_the_next_one_unless_somebody_is_in_it(
    site: Site, sign_in: SignIn, page: Page
) -> None:
    """Every page of questions reads them, so they must not grow with each look at a draft."""
    activity = opened(site)

    def previewed(title: str) -> tuple[str, set[str]]:
        """The address of a preview under this title, and the wordings that have sets then."""
        activity.change(definition={**activity.activity.definition, "title": title})
        return preview_address(activity, sign_in, "ar"), set(activity.renew().sets)

    published = set(activity.activity.sets)
    first, with_first = previewed("First")
    document = begin(page, first)
    _second, with_second = previewed("Second")
    _third, with_third = previewed("Third")
    assert with_first < with_second and published < with_first
    assert with_first < with_third and len(with_third) == len(with_second) == len(with_first) + 1
    while not document.path.endswith("/check"):
        document = page.follow(page.submit(document, way="walk"))
    page.submit(document)
    _fourth, with_fourth = previewed("Fourth")
    assert published < with_fourth and len(with_fourth) == len(published) + 1
