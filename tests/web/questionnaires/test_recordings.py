"""Recordings given through a page: asked for once, kept with the draft, gone with the answer."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.media import sweeping
from engage.media.models import Media
from engage.questionnaires import uploads
from engage.questionnaires.actions import KEPT_FOR, expire_drafts
from engage.questionnaires.models import Draft, Submission
from tests.factories.media import SECRET, photo, sample  # noqa: F401
from tests.factories.questionnaires import CHANGE, Opened, code_of, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
VOICE = {"key": "voice", "type": "recording", "text": "Say it, sign it or show it", "page": "both"}
QUESTIONS = (VOICE, {**CHANGE, "page": "both"}, {"key": "last", "type": "number", "text": "How many?"})


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey with a recording and words on one page."""
    return opened(site, *QUESTIONS)


def picture(name: str = "IMG_0001.JPG") -> tuple[io.BytesIO, str]:
    """A photo as a phone sends it, with a place and a name inside."""
    return io.BytesIO(photo()), name


def lines(document: Document) -> list[str]:
    """The first answer of a list of answers, line by line."""
    return [text_of(line) for line in next(document.all("dd")).iter("p")]


def files(site: Site) -> list[bytes]:
    """Everything that lies in the storage."""
    return [path.read_bytes() for path in (site.folder / "media").rglob("*") if path.is_file()]


@pytest.fixture
def spoken(survey: Opened) -> Iterator[tuple[Page, Document]]:
    """A person who has given a photo and is on the next page."""
    page, document = survey.begin()
    yield page, page.follow(page.submit(document, voice=picture(), voice__consents=["translate"]))


def test_it_lands_with_the_answer_clean_and_for_good(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    page, document = spoken
    (loose,) = site.read(select(Media))
    assert not loose.attached
    page.submit(page.follow(page.submit(document)))
    (kept,) = site.read(select(Media))
    (answers,) = site.read(select(Submission.answers))
    assert kept.attached and kept.expires_at is None and kept.project_id == survey.project.id
    assert answers == {"voice": {"media": kept.id, "kind": "photo", "seconds": 0, "consents": ["translate"]}}
    (stored,) = files(site)
    assert SECRET.encode() not in stored and b"IMG_0001" not in stored


def test_a_voice_and_a_film_are_taken_too(survey: Opened, site: Site, sample: Callable[[str], Path]) -> None:  # noqa: F811
    for name, kind in (("voice.m4a", "voice"), ("phone.mp4", "video")):
        page, document = survey.begin()
        page.submit(document, voice=(io.BytesIO(sample(name).read_bytes()), name))
        (draft,) = site.read(select(Draft.answers))
        assert (draft["voice"]["kind"], draft["voice"]["consents"]) == (kind, [])
        page.client.get("/en/leave")
        with site.writing() as session:
            session.query(Draft).delete()


def test_what_may_be_done_with_it_stands_on_the_check_page_and_the_receipt(survey: Opened, site: Site) -> None:
    for uses, told in (
        (["reports", "public"], ["A photo", "You agree to this:", "Use it in reports", "Show it to everybody"]),
        ([], ["A photo", "Only the team sees it."]),
    ):
        page, document = survey.begin()
        last = page.follow(page.submit(document, voice=picture(), voice__consents=uses or None))
        check = page.follow(page.submit(last))
        assert lines(check) == told
        code = code_of(page.follow(page.submit(check)))
        other = Page(site)
        assert lines(other.follow(other.submit(other.get("/en/receipt"), code=code))) == told


def test_an_error_beside_it_does_not_ask_for_it_again(survey: Opened, site: Site) -> None:
    page, document = survey.begin()
    wrong = page.submit(document, 422, voice=picture(), voice__consents="public", change="x" * 201)
    assert wrong.answer_form.values()["voice__consents"] == "public"
    reloaded = page.get(survey.address("both"))
    for shown in (wrong, reloaded):
        assert "We have your recording." in shown.text
    page.submit(wrong, change="shorter")
    (draft,) = site.read(select(Draft.answers))
    assert (draft["voice"]["kind"], draft["change"]) == ("photo", "shorter")
    assert len(site.read(select(Media.id))) == 1


@pytest.mark.parametrize("through", ["continue", "language:ar", "back"])
def test_it_is_kept_whichever_button_is_pressed(survey: Opened, site: Site, through: str) -> None:
    page, document = survey.begin()
    page.submit(document, press=None if through == "continue" else ("_to", through), voice=picture())
    page.submit(page.get(survey.address("both")), change="words")
    (draft,) = site.read(select(Draft.answers))
    assert draft["voice"]["kind"] == "photo" and draft["change"] == "words"


def test_a_page_from_before_does_not_undo_it(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    """The browser's own Back shows the page without the recording; Continue must not lose it."""
    page, _next = spoken
    token = page.get(survey.address("both")).answer_form.values()["csrf_token"]
    page.post(survey.address("both"), {"csrf_token": token, "change": "words"})
    (draft,) = site.read(select(Draft.answers))
    assert draft["voice"]["kind"] == "photo"


def test_another_one_takes_its_place_and_the_first_is_gone(
    survey: Opened, spoken: tuple[Page, Document], site: Site
) -> None:
    page, _next = spoken
    (first,) = site.read(select(Media.id))
    page.submit(page.get(survey.address("both")), voice=picture("another.jpg"))
    (second,) = site.read(select(Media.id))
    assert second != first and len(files(site)) == 1


def test_it_can_be_taken_away(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    page, _next = spoken
    page.submit(page.get(survey.address("both")), voice__away="yes", change="words only")
    (draft,) = site.read(select(Draft.answers))
    assert (draft["voice"], draft["change"]) == (None, "words only")
    assert site.read(select(Media.id)) == [] and files(site) == []
    assert "We have your recording." not in page.get(survey.address("both")).text


@pytest.mark.parametrize(
    ("content", "name", "advice"),
    [
        (b"", "empty.jpg", "Choose another file. This one is empty."),
        (
            b"<svg onload=alert(1)>",
            "x.svg",
            "Choose a video, a sound recording or a photo. This file is something else.",
        ),
        (photo()[:2000], "half.jpg", "Record again, or choose another file. We could not open this one."),
    ],
)
def test_what_is_no_recording_is_refused_and_the_words_beside_it_stay(
    survey: Opened, site: Site, content: bytes, name: str, advice: str
) -> None:
    page, document = survey.begin()
    wrong = page.submit(document, 422, voice=(io.BytesIO(content), name), change="words")
    assert wrong.errors == [advice]
    assert wrong.answer_form.values()["change"] == "words"
    assert site.read(select(Media.id)) == [] and files(site) == []


def test_more_files_than_a_page_asks_for_are_not_looked_at(
    survey: Opened, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, document = survey.begin()
    looked_at: list[Any] = []
    monkeypatch.setattr(uploads, "received", looked_at.append)
    many = {f"voice-{number}": picture() for number in range(6)}
    refused = page.submit(document, 400, change="words", **many)
    assert refused.heading == "This page could not be read" and looked_at == []
    assert site.read(select(Draft.answers)) == [{}]


def test_a_refused_file_does_not_cost_the_one_before(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    page, _next = spoken
    wrong = page.submit(page.get(survey.address("both")), 422, voice=(io.BytesIO(b"nothing"), "x"))
    page.submit(wrong)
    (draft,) = site.read(select(Draft.answers))
    assert draft["voice"]["kind"] == "photo"


def test_it_waits_as_long_as_its_draft(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    page, document = spoken
    (draft,), (media,) = site.read(select(Draft)), site.read(select(Media))
    assert media.expires_at >= draft.expires_at - timedelta(seconds=5)
    page.submit(page.follow(page.submit(document)))


def test_a_draft_that_nobody_sends_takes_it_along(survey: Opened, site: Site, clock: Any) -> None:
    page, document = survey.begin()
    clock.advance(days=13)
    page.submit(document, voice=picture())
    clock.advance(days=1, seconds=-1)
    with site.writing():
        assert (expire_drafts(), sweeping.remove_expired()) == (0, 0)
    clock.advance(seconds=KEPT_FOR.total_seconds())
    with site.writing():
        assert (expire_drafts(), sweeping.remove_expired()) == (1, 1)
    assert files(site) == []


def test_a_change_keeps_it_and_taking_back_removes_the_file(
    survey: Opened, spoken: tuple[Page, Document], site: Site
) -> None:
    page, document = spoken
    code = code_of(page.follow(page.submit(page.follow(page.submit(document)))))
    other = Page(site)
    receipt = other.follow(other.submit(other.get("/en/receipt"), code=code))
    assert "A photo" in receipt.text
    other.follow(other.submit(receipt))
    other.submit(other.get(survey.address("both?then=check")), voice=picture("second.jpg"))
    assert len(files(site)) == 2, "the first revision keeps its own"
    other.submit(other.get(survey.address("check")))
    assert len(site.read(select(Submission.id))) == 2
    other.submit(other.get("/en/receipt/withdraw"))
    assert site.read(select(Media.id)) == [] and files(site) == []


def test_of_two_versions_each_keeps_its_own(
    survey: Opened, spoken: tuple[Page, Document], site: Site, sign_in: Callable[..., Page], clock: Any
) -> None:
    page, document = spoken
    code = code_of(page.follow(page.submit(page.follow(page.submit(document)))))
    late, other = Page(site), Page(site)
    for person in (late, other):
        person.follow(person.submit(person.follow(person.submit(person.get("/en/receipt"), code=code))))
    late.submit(late.get(survey.address("both?then=check")), voice=picture("second.jpg"))
    other.submit(other.get(survey.address("both?then=check")), change="Benches")
    other.submit(other.get(survey.address("check")))
    late.submit(late.get(survey.address("check")), 409)
    clock.advance(days=15)
    with site.writing():
        assert (expire_drafts(), sweeping.remove_expired()) == (1, 0)
    assert len(files(site)) == 2
    (root,) = site.read(select(Submission.root_id).distinct())
    shown = sign_in(Role.LEAD, survey.project).get(survey.staff(f"responses/{root}"))
    ids = site.read(select(Media.id))
    assert {form.action.rpartition("/")[2] for form in shown.forms if "/recordings/" in form.action} == set(ids)
    late.submit(late.get("/en/receipt/withdraw"))
    assert site.read(select(Media.id)) == [] and files(site) == []


def test_nobody_reaches_it_by_an_address(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    page, _next = spoken
    (media,) = site.read(select(Media))
    for address in (f"/media/{media.id}.jpg", f"/media/{media.id}.webp", f"/media/{media.storage_name}"):
        page.get(address, 404)
    assert media.kept_on <= datetime.now(UTC).date()


def played(page: Page, document: Document) -> int:
    """The length of what the picture on a page shows."""
    with page.client.get(document.one("img", class_="player").get("src")) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        return len(answer.get_data())


def test_who_gave_it_sees_it_and_nobody_else(survey: Opened, spoken: tuple[Page, Document], site: Site) -> None:
    page, document = spoken
    check = page.follow(page.submit(document))
    (stored,) = files(site)
    assert played(page, check) == len(stored)
    draft_address = check.one("img", class_="player").get("src") or ""
    Page(site).get(draft_address, 404)
    code = code_of(page.follow(page.submit(check)))
    page.get(draft_address, 404)
    other = Page(site)
    receipt = other.follow(other.submit(other.get("/en/receipt"), code=code))
    assert played(other, receipt) == len(stored)
    receipt_address = receipt.one("img", class_="player").get("src") or ""
    Page(site).get(receipt_address, 404)
    other.submit(other.get("/en/receipt/withdraw"))
    other.get(receipt_address, 404)
