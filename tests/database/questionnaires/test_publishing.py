"""Publishing refuses what people could not answer, and says what to mend."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.content.actions import put_rendition
from engage.core.errors import Rejected
from engage.questionnaires import publishing
from engage.questionnaires.definition import from_json
from engage.questionnaires.landing import landing_place
from engage.questionnaires.models import Wording
from engage.questionnaires.queries import published_keys
from tests.factories.questionnaires import BUS, CHANGE, WAY, definition, drafted, opened
from tests.support.site import Site

pytestmark = pytest.mark.one_database
VOICE = {"type": "recording", "text": "Say it", "page": "all"}
SAME = [{"key": "same", "text": "Same"}, {"key": "same-2", "text": "same "}]

SEVERAL = {**WAY, "type": "multiple-choice"}
YES_NO = {"key": "way", "type": "yes-no", "text": "Is there a way?"}


def number(**settings: int) -> dict[str, Any]:
    return {"key": "age", "type": "number", "text": "How old is the bus?", "settings": settings}


def problems(site: Site, *questions: dict[str, Any], kind: str = "survey", **frame: Any) -> list[str]:
    with site.app.test_request_context("/en/"):
        landing = landing_place(kind)
        told = publishing.problems(from_json(definition(*questions, **frame)), landing, landing.first_settings())
        return [one.words for one in told]


def test_a_questionnaire_that_can_be_answered_has_none(site: Site) -> None:
    assert problems(site) == []
    assert problems(site, SEVERAL, {**BUS, "when": "not(selected(${way}, 'bus'))"}) == []
    assert problems(site, YES_NO, {**BUS, "when": "${way} = 'yes'"}) == []
    assert problems(site, number(), {**BUS, "when": "${age} = 12"}) == []
    scale = {"key": "way", "type": "scale", "text": "How well?"}
    assert problems(site, scale, {**BUS, "when": "${way} > 3.5 or ${way} = 2"}) == []


@pytest.mark.parametrize(
    ("questions", "frame", "told"),
    [
        ((), {"title": " "}, "Write a title."),
        ((), {"privacy": ""}, "Write how answers are kept."),
        ((), {"consents": []}, "Write what people must agree to."),
        ((), {"questions": []}, "Add at least one question."),
        (({**CHANGE, "key": "check"},), {}, "“check” is used already"),
        (({**CHANGE, "key": "heard"},), {}, "“heard” is used already"),
        (({**CHANGE, "page": "done"},), {}, "another name than “done”"),
        ((CHANGE, CHANGE), {}, "“change” is used already"),
        (({**WAY, "options": WAY["options"][:1]},), {}, "Write at least two answers"),
        ((number(least=10, most=5),), {}, "No number can be 10 or more and 5 or less."),
        ((number(most=10**26),), {}, "Write limits of up to 15 digits."),
        (({**CHANGE, "settings": {"longest": -3}},), {}, "Let people write from 1 to 200 characters."),
        (({**CHANGE, "settings": {"longest": 0}},), {}, "Let people write from 1 to 200 characters."),
        (({**CHANGE, "type": "long-text", "settings": {"longest": 5000}},), {}, "from 1 to 4000 characters."),
        (({**WAY, "options": SAME},), {}, "“same ” is there twice."),
        (({**WAY, "type": "multiple-choice", "options": SAME},), {}, "“same ” is there twice."),
        (({**WAY, "type": "place", "options": SAME},), {}, "“same ” is there twice."),
        (({**WAY, "type": "approve", "settings": {"most": -1}},), {}, "Let people choose at least 1"),
        (({**WAY, "type": "approve"},), {}, "a survey cannot ask this type of question"),
        ((BUS, WAY), {}, "asks about “way”, which does not come before it"),
        (({**BUS, "when": "${bus} = 'a'"},), {}, "asks about “bus”, which does not come before it"),
        ((WAY, {**BUS, "when": "${way} ="}), {}, "the condition cannot be read"),
        ((WAY, {**BUS, "when": "1 = 2"}), {}, "let the condition ask about a question before it"),
        ((WAY, {**BUS, "when": "${way} = 'taxi'"}), {}, f"asks for “taxi”, which is no answer to “{WAY['text']}”."),
        ((WAY, {**BUS, "when": "not('taxi' != ${way}) or ${way} = 'bus'"}), {}, "asks for “taxi”"),
        ((SEVERAL, {**BUS, "when": "selected(${way}, 'taxi')"}), {}, "asks for “taxi”"),
        ((SEVERAL, BUS), {}, "write selected(${way}, 'bus') in the condition"),
        ((YES_NO, {**BUS, "when": "${way} = 'maybe'"}), {}, "asks for “maybe”"),
        (({**WAY, "page": "p"}, CHANGE, {**BUS, "page": "p"}), {}, "next to one another"),
        (({**WAY, "page": "change"}, CHANGE), {}, "give it another name"),
        (tuple({**VOICE, "key": f"voice-{number}"} for number in range(6)), {}, "Ask for 5 recordings at most"),
    ],
)
def test_what_stands_in_the_way_is_told(
    site: Site, questions: tuple[dict[str, Any], ...], frame: dict[str, Any], told: str
) -> None:
    found = problems(site, *questions, **frame)
    assert any(told in problem for problem in found), found
    assert all(problem.endswith(".") for problem in found)


def test_a_vote_asks_by_ballot_only(site: Site) -> None:
    assert any("a vote cannot ask this type" in problem for problem in problems(site, CHANGE, kind="vote"))


def test_refused_publishing_changes_nothing(site: Site) -> None:
    survey = drafted(site, definition=definition(questions=[]))
    with pytest.raises(Rejected) as refusal:
        survey.publish()
    assert [one.words for one in refusal.value.facts["problems"]] == ["Add at least one question."]
    assert site.read(select(Wording.id)) == []
    assert survey.renew().state == "draft" and survey.activity.wording_id is None


def test_publishing_opens_nothing(site: Site) -> None:
    survey = drafted(site)
    survey.publish()
    assert survey.activity.state == "published"
    survey.change(state="open")
    survey.publish(CHANGE)
    assert survey.activity.state == "open", "publishing again does not close it either"


def test_what_has_closed_keeps_its_wording_and_gains_what_was_translated_later(site: Site) -> None:
    survey = opened(site)
    survey.change(state="closed")
    with pytest.raises(Rejected):
        survey.publish(CHANGE)
    survey.renew()
    before, wording = survey.activity.sets[survey.activity.wording_id or ""], survey.activity.wording_id
    with site.writing():
        unit = next(unit for unit in from_json(survey.activity.definition).units if unit.key == "title")
        put_rendition(scope=survey.activity.id, unit=unit, language="ar", form="text", words="كيف الحال؟")
    survey.publish()
    after = survey.activity.sets[wording or ""]
    assert (survey.activity.state, survey.activity.wording_id) == ("closed", wording)
    assert after["en"] == before["en"] and after["ar"] != before["ar"]


def test_the_draft_says_when_it_differs_from_what_is_read(site: Site) -> None:
    survey = opened(site)
    same, other = (from_json(definition(*questions)) for questions in ((), (CHANGE,)))
    assert not publishing.has_changes(survey.activity, same)
    assert publishing.has_changes(survey.activity, other)


def test_keys_that_were_published_are_remembered(site: Site) -> None:
    survey = opened(site, WAY, BUS)
    survey.publish(WAY)
    with site.writing():
        assert published_keys(survey.activity.id) == {"way", "bus"}
        assert published_keys("0" * 32) == set()


def test_the_cover_tells_each_language_what_it_is(site: Site) -> None:
    survey = opened(site)
    survey.publish(title="How are things?", about="About us", minutes=7)
    assert survey.activity.cover["en"] == {"title": "How are things?", "about": "About us", "minutes": 7}
    assert survey.activity.cover.keys() == {"en", "bfi", "ar"}
