"""The demonstration's words, slates and answers fit together before anything is loaded."""

import json
from pathlib import Path

import pytest

from engage.content.interface import INTERFACE
from engage.demonstration import answers, slates, sources
from engage.media import captions
from engage.media.slates import SlateFiles
from engage.questionnaires.drafts import relevant_answers
from engage.questionnaires.moderation.reasons import REASONS
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.base import Answer

SLUGS = [activity.slug for activity in sources.ACTIVITIES]
GIVEN = {
    "how-are-things": answers.survey_answers,
    "what-helps": answers.nominations,
    "ideas": answers.ideas,
    "first": answers.open_ballots,
    "spring": answers.ballots,
}
MOST_MEGABYTES = 3


def made() -> dict[str, int]:
    """What the manifest lists: {name: seconds}."""
    listed: dict[str, int] = json.loads(slates.MANIFEST.read_text(encoding="utf-8"))
    return listed


def test_there_is_an_activity_of_each_kind() -> None:
    assert {activity.kind for activity in sources.ACTIVITIES} == {"survey", "nominations", "ideas", "vote"}


@pytest.mark.parametrize("language", sources.TRANSLATED)
def test_every_unit_is_translated(language: str) -> None:
    words = sources.translations(language)
    wanted = {unit.source for slug in SLUGS for unit in sources.definition(slug).units}
    assert not wanted - words.keys()
    assert not [text for text in wanted if not words[text].strip()]


def test_every_signed_text_has_a_slate_with_its_words() -> None:
    wanted = slates.signed_texts()
    assert {unit.source for unit in INTERFACE} <= set(wanted)
    assert {slates.name_of(text) for text in wanted} <= made().keys(), "run flask demo slates"
    for text in wanted:
        clip = slates.clip_for(text)
        assert clip.content and clip.poster and clip.transcript == text
        said = " ".join(" ".join(cue.words.split()) for cue in captions.read(clip.captions, clip.seconds))
        assert said == " ".join(text.split())


def test_no_slate_is_left_over_and_all_are_light() -> None:
    wanted = {slates.name_of(text) for text in slates.signed_texts()} | {"manifest", "chime"}
    assert {file.stem for file in slates.FOLDER.iterdir()} == wanted, "run flask demo slates"
    assert made().keys() == wanted - {"manifest", "chime"}
    assert sum(file.stat().st_size for file in slates.FOLDER.iterdir()) <= MOST_MEGABYTES * 1_000_000


def test_only_missing_slates_are_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seconds = made()
    new = slates.name_of(slates.signed_texts()[0])
    drawn = []
    files = SlateFiles(tmp_path, tmp_path, tmp_path, seconds[new])
    monkeypatch.setattr(slates, "FOLDER", tmp_path)
    monkeypatch.setattr(slates, "MANIFEST", tmp_path / "manifest.json")
    monkeypatch.setattr(slates.slates, "make_chime", lambda path: 1)
    monkeypatch.setattr(slates.slates, "make_slate", lambda words, folder, name: drawn.append(name) or files)
    slates.MANIFEST.write_text(json.dumps({name: length for name, length in seconds.items() if name != new}))
    assert slates.make_all() == len(seconds)
    assert drawn == [new] and made() == seconds


@pytest.mark.parametrize("slug", list(GIVEN))
def test_made_up_answers_are_what_a_person_could_give(slug: str) -> None:
    definition = sources.definition(slug)
    for language, way, said in GIVEN[slug]():
        assert language in sources.LANGUAGES and way in {"self", "read", "tapped", "interpreter", "unknown"}
        assert relevant_answers(definition, said) == said, "an answer to a question that does not apply"
        for key, answer in said.items():
            question = definition.question(key)
            assert question is not None
            question_type = QUESTION_TYPES.get(question.type)
            kept: Answer = question_type.read(question, question_type.fill(question, answer))
            assert kept == (sorted(answer, key=kept.index) if isinstance(answer, list) else answer)


def test_made_up_answers_are_the_same_at_every_load_and_about_three_hundred() -> None:
    given = {slug: list(make()) for slug, make in GIVEN.items()}
    assert given == {slug: list(make()) for slug, make in GIVEN.items()}
    assert 280 <= sum(map(len, given.values())) <= 320


def test_people_say_different_things_in_their_own_language() -> None:
    for question in ("bus", "change"):
        assert answers.SAID[question].keys() == set(sources.LANGUAGES)
    surveys = [said for _language, _way, said in answers.survey_answers()]
    for question in ("bus", "change"):
        assert len({said[question] for said in surveys if question in said}) >= 15
    for made in (answers.nominations, answers.ideas):
        names = [said.get("name") or said["title"] for _language, _way, said in made()]
        assert len(set(names)) == len(names)


def test_what_is_decided_was_sent_and_the_reasons_are_known() -> None:
    sent = {said.get("name") or said["title"] for made in (answers.nominations, answers.ideas) for *_, said in made()}
    decided = set(answers.DECLINED)
    assert decided <= sent and sent >= answers.WAITING and not decided & answers.WAITING
    assert all(reason in REASONS for reason in answers.DECLINED.values())


def test_the_waiver_says_why() -> None:
    assert "no person has checked" in sources.WAIVER
