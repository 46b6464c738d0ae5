"""Sets that are shown gain what was awaited and lose what is taken away, and nothing else changes with that."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.content import actions as content
from engage.content.interface import INTERFACE
from engage.content.models import SITE, Rendition
from engage.content.queries import renditions_of
from engage.content.units import Unit
from engage.media.models import Media
from engage.questionnaires import publishing, reissuing
from engage.questionnaires.definition import from_json
from engage.questionnaires.editions import words_of
from engage.questionnaires.landing import landing_place
from engage.questionnaires.models import RenditionSet
from tests.factories.media import make_media
from tests.factories.questionnaires import BUS, CHANGE, WAY, Opened, opened
from tests.support.site import Site

CONTINUE = next(unit for unit in INTERFACE if unit.key == "interface.continue")
COMMA = {**CHANGE, "text": "What, would you change?"}


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey of three questions."""
    return opened(site)


def unit(survey: Opened, key: str) -> Unit:
    """A unit of the survey's draft, or of the site."""
    own = from_json(survey.renew().definition).units
    return next(one for one in (*own, *INTERFACE) if one.key == key)


def give(survey: Opened, key: str, state: str = "ready", scope: str = "", form: str = "sign") -> str:
    """Put a clip into the place of the one that a unit had in BSL; the id of its file."""
    media = survey.site.save(make_media(state=state))
    scope, wanted = scope or survey.activity.id, unit(survey, key)
    with survey.site.writing():
        before = {(row.unit_key, row.form): row for row in renditions_of(scope) if row.language == "bfi"}
        content.put_rendition(
            scope=scope,
            unit=wanted,
            language="bfi",
            form=form,
            media_id=media.id,
            existing=before.get((key, form)),
        )
    return str(media.id)


def becomes(site: Site, media_id: str, state: str) -> None:
    """The background worker has done with a file."""
    with site.writing() as session:
        held = session.get_one(Media, media_id)
        held.state = state
        if state == "refused":
            held.reason, held.storage_name = "file-broken", ""


def work(site: Site) -> int:
    with site.writing():
        return reissuing.show_awaited(site.app.extensions["engage.languages"])


def take_away(survey: Opened, key: str, scope: str = "") -> None:
    with survey.site.writing() as session:
        wanted = select(Rendition).where(Rendition.unit_key == key, Rendition.scope == (scope or survey.activity.id))
        reissuing.take_away(session.scalars(wanted).one(), survey.site.app.extensions["engage.languages"])


def signed(survey: Opened, wording: str | None = None, language: str = "bfi") -> dict[str, str]:
    """{unit: id of its clip} as residents are shown them now."""
    catalogue = survey.site.app.extensions["engage.languages"]
    wording = wording or survey.renew().wording_id or ""
    named = survey.renew().sets[wording][language]
    with survey.site.writing():
        words = words_of(wording, named, catalogue.get(language), catalogue.source)
    clips = {key: shown.sign.url for key, shown in words.items() if shown.sign}
    return {key: url.removeprefix("/media/").partition(".")[0] for key, url in clips.items()}


def awaited(site: Site) -> list[str]:
    return sorted(site.read(select(Rendition.unit_key).where(Rendition.awaited)))


def sets(site: Site) -> dict[str, Any]:
    return {row.id: row.content for row in site.read(select(RenditionSet))}


def test_what_was_published_while_it_was_prepared_is_shown_once_it_is_ready(survey: Opened, site: Site) -> None:
    early, film = give(survey, "question.change"), give(survey, "question.way", "waiting")
    survey.publish()
    before = sets(site)
    assert awaited(site) == ["question.way"] and work(site) == 0
    becomes(site, film, "ready")
    assert work(site) == 1
    assert signed(survey) == {"question.change": early, "question.way": film}
    assert awaited(site) == [] and work(site) == 0
    assert before.items() <= sets(site).items(), "a set that was published never changes"
    shown = survey.activity.sets
    survey.publish()
    assert survey.activity.sets == shown, "publishing again would have come to the same"


def test_the_page_of_the_project_shows_it_too(survey: Opened, site: Site) -> None:
    film = give(survey, "title", "waiting")
    survey.publish()
    assert "sign" not in survey.activity.cover["bfi"] and survey.activity.cover["bfi"]["signed"]["done"] == 0
    cover = survey.activity.cover
    becomes(site, film, "ready")
    work(site)
    told = survey.renew().cover
    assert film in told["bfi"]["sign"]["url"] and told["bfi"]["signed"]["done"] == 1
    assert told["en"] == cover["en"] and told["ar"] == cover["ar"]


def test_nothing_else_that_changed_since_joins_it(survey: Opened, site: Site) -> None:
    film = give(survey, "question.way", "waiting")
    survey.publish()
    give(survey, "question.change")
    later = give(survey, "question.bus", "waiting")
    survey.change(definition={**survey.activity.definition, "title": "How are you?"})
    for media_id in (film, later):
        becomes(site, media_id, "ready")
    assert work(site) == 1
    assert signed(survey) == {"question.way": film}


def test_a_clip_of_words_that_are_not_read_any_more_is_not_shown(survey: Opened, site: Site) -> None:
    film = give(survey, "question.change", "waiting")
    survey.publish()
    first = survey.activity.wording_id
    survey.publish(WAY, BUS, COMMA)
    assert awaited(site) == [], "it renders other words than those that were published last"
    becomes(site, film, "ready")
    work(site)
    assert signed(survey) == {} and signed(survey, first) == {}


def test_words_that_are_published_just_before_the_clip_joins_close_the_lock(survey: Opened, site: Site) -> None:
    film = give(survey, "question.change", "waiting")
    survey.publish()
    becomes(site, film, "ready")
    survey.publish(WAY, BUS, COMMA)
    assert work(site) == 1 and signed(survey) == {}


def test_an_older_wording_stays_as_it_is(survey: Opened, site: Site) -> None:
    first = survey.activity.wording_id
    film = give(survey, "question.way", "waiting")
    survey.publish(WAY, BUS, COMMA)
    becomes(site, film, "ready")
    work(site)
    assert signed(survey) == {"question.way": film} and signed(survey, first) == {}


def test_another_file_in_its_place_is_awaited_only_when_it_is_published(survey: Opened, site: Site) -> None:
    give(survey, "question.way", "waiting")
    survey.publish()
    other = give(survey, "question.way", "waiting")
    assert awaited(site) == []
    becomes(site, other, "ready")
    assert work(site) == 0 and signed(survey) == {}


def test_a_file_that_could_not_be_read_is_awaited_no_more(survey: Opened, site: Site) -> None:
    film = give(survey, "question.way", "waiting")
    survey.publish()
    shown = survey.activity.sets
    becomes(site, film, "refused")
    assert work(site) == 1 and awaited(site) == []
    assert survey.renew().sets == shown


def test_a_job_that_is_stopped_begins_again(survey: Opened, site: Site) -> None:
    film = give(survey, "question.way", "waiting")
    survey.publish()
    becomes(site, film, "ready")
    with site.app.app_context():
        reissuing.show_awaited(site.app.extensions["engage.languages"])  # and the transaction is never committed
    assert awaited(site) == ["question.way"] and signed(survey) == {}
    assert work(site) == 1 and signed(survey) == {"question.way": film}


def test_the_sites_own_clip_joins_where_an_activity_has_none(survey: Opened, site: Site) -> None:
    other = opened(site, CHANGE)
    own = give(other, CONTINUE.key)
    film = give(survey, CONTINUE.key, "waiting", scope=SITE)
    for one in (other, survey):
        one.publish()
    becomes(site, film, "ready")
    assert work(site) == 1
    assert (signed(survey), signed(other)) == ({CONTINUE.key: film}, {CONTINUE.key: own})


def test_an_activitys_own_clip_takes_the_place_of_the_sites(survey: Opened, site: Site) -> None:
    sites = give(survey, CONTINUE.key, scope=SITE)
    own = give(survey, CONTINUE.key, "waiting")
    survey.publish()
    assert signed(survey) == {CONTINUE.key: sites}
    becomes(site, own, "ready")
    work(site)
    assert signed(survey) == {CONTINUE.key: own}


def test_what_is_taken_away_leaves_every_wording_and_the_projects_page(survey: Opened, site: Site) -> None:
    film, rest = give(survey, "title"), give(survey, "question.way")
    survey.publish()
    first = survey.activity.wording_id
    survey.publish(WAY, COMMA)
    english = survey.activity.sets[survey.activity.wording_id or ""]["en"]
    assert signed(survey, first) == signed(survey) == {"title": film, "question.way": rest}
    take_away(survey, "title")
    assert signed(survey, first) == signed(survey) == {"question.way": rest}
    assert "sign" not in survey.activity.cover["bfi"] and survey.activity.cover["bfi"]["signed"]["done"] == 1
    assert survey.activity.sets[survey.activity.wording_id or ""]["en"] == english
    assert site.read(select(Media.id)) == [rest]
    assert site.read(select(Rendition.unit_key)) == ["question.way"]
    shown = survey.activity.sets
    survey.publish()
    assert survey.activity.sets == shown


def test_the_clip_that_it_replaced_goes_with_it(survey: Opened, site: Site) -> None:
    """Residents are shown that one until the activity is published again."""
    give(survey, "question.way")
    survey.publish()
    give(survey, "question.way", "waiting")
    take_away(survey, "question.way")
    assert signed(survey) == {} and site.read(select(Media.id)) == []


def test_what_is_taken_away_from_the_site_leaves_every_activity(survey: Opened, site: Site) -> None:
    others = [opened(site, CHANGE) for _number in range(3)]
    film = give(survey, CONTINUE.key, scope=SITE)
    own = give(others[0], CONTINUE.key)
    for one in (survey, *others):
        one.publish()
    assert signed(survey) == signed(others[1]) == {CONTINUE.key: film}
    site.statements.clear()
    take_away(survey, CONTINUE.key, scope=SITE)
    asked = [statement for statement in site.statements if "SELECT" in statement]
    assert len(asked) <= 8, "as many reads for a thousand activities"
    assert signed(survey) == signed(others[1]) == signed(others[2]) == {}
    assert signed(others[0]) == {CONTINUE.key: own}
    assert site.read(select(Media.id)) == [own]


def test_an_activity_without_its_own_clip_keeps_the_sites(survey: Opened, site: Site) -> None:
    film = give(survey, CONTINUE.key, scope=SITE)
    survey.publish()
    give(survey, CONTINUE.key)
    take_away(survey, CONTINUE.key)
    assert signed(survey) == {CONTINUE.key: film}


def test_a_file_that_renders_something_else_too_stays(survey: Opened, site: Site) -> None:
    film, way = give(survey, "title"), unit(survey, "question.way")
    with site.writing():
        content.put_rendition(scope=survey.activity.id, unit=way, language="bfi", form="sign", media_id=film)
    survey.publish()
    take_away(survey, "title")
    assert signed(survey) == {"question.way": film} and site.read(select(Media.id)) == [film]


def test_words_stay_where_a_sound_goes(survey: Opened, site: Site) -> None:
    media, title = site.save(make_media(purpose="sound")), unit(survey, "title")
    arabic = {"scope": survey.activity.id, "unit": title, "language": "ar"}
    with site.writing():
        content.put_rendition(**arabic, form="text", words="كيف الحال؟")
        content.put_rendition(**arabic, form="sound", media_id=media.id)
    survey.publish()
    assert "sound" in survey.activity.cover["ar"]
    with site.writing() as session:
        sound = session.scalars(select(Rendition).where(Rendition.form == "sound")).one()
        reissuing.take_away(sound, site.app.extensions["engage.languages"])
    named = survey.renew().sets[survey.activity.wording_id or ""]["ar"]
    assert sets(site)[named] == {"title": {"text": "كيف الحال؟", "state": "computer draft"}}
    assert survey.activity.cover["ar"]["title"] == "كيف الحال؟" and "sound" not in survey.activity.cover["ar"]


def test_a_preview_loses_it_too(survey: Opened, site: Site) -> None:
    give(survey, "question.way")
    with site.app.test_request_context("/en/"), site.writing() as session:
        held = session.get_one(type(survey.activity), survey.activity.id)
        place = session.get_one(type(survey.project), survey.project.id)
        languages = site.app.extensions["engage.languages"]
        preview = publishing.prepare_preview(place, held, landing_place(held.kind), languages)
    assert signed(survey, preview)
    take_away(survey, "question.way")
    assert not signed(survey, preview)
