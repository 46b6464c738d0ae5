"""What a question type is. A new one is a file beside this and a line in the registry."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from wtforms import Field, SelectMultipleField, StringField
from wtforms.fields.core import UnboundField

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question

Answer = Any
"""What is stored: plain JSON whose shape the type alone knows. None means not answered."""


class Problem(Exception):
    """The answer cannot be kept as it is. `reason` is a key of web/messages; facts fill its gaps.

    A fact named `option` is the key of an answer; the person reads its words.
    """

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True)
class Flaw:
    """A mistake of a lead in a question, in the source language. at: the id of its field in the editor.

    unfinished: whether what is missing may come from elsewhere, so that the question can be kept as it is.
    """

    at: str
    words: str
    unfinished: bool = False


@dataclass(frozen=True)
class Setting:
    """Something a lead decides about a question of this type, edited as a number or a tick."""

    key: str
    label: str
    kind: str = "integer"
    """`integer` or `flag`."""
    default: Any = None


@dataclass(frozen=True)
class ExportColumn:
    """A column of an export. kind: `text`, `code`, `number`, `boolean` (as in results/tables). meaning: for leads."""

    title: str
    kind: str = "text"
    meaning: str = "The answer, as the person gave it."


class QuestionType(ABC):
    """One kind of question: its fields, its stored answer, how it is shown, compared, counted and exported.

    The template templates/questions/<key>.html draws it.
    """

    key: str
    label: str
    """For leads, in the source language."""
    about: str
    """What it is for, in one sentence for those who choose it."""
    has_options: bool = False
    option_rows: Mapping[str, str] = MappingProxyType({})
    """{key: label for leads} of the options, where each has a place of its own and no other can be added."""
    has_costs: bool = False
    """Whether each option can have a cost in pounds."""
    everywhere: bool = True
    """False for a type that only some kinds of activity can use."""
    asks: bool = True
    """False for a statement, which is shown and not answered."""
    stands_alone: bool = False
    """Whether it never depends on other answers and shares its page with no other question."""
    blank_counts: bool = False
    """Whether giving nothing is an answer too, such as a blank ballot."""
    file_suffixes: tuple[str, ...] = ()
    """Fields that take a file; the engine keeps the file before the type reads the answer."""
    settings: tuple[Setting, ...] = ()
    several: bool = False
    """Whether one person can give several of the answers that are counted."""
    empty_reason: str = "write-something"
    """The message for a required question without an answer."""

    @abstractmethod
    def fields(self, question: Question) -> dict[str, UnboundField]:
        """WTForms fields by suffix; the main one has the suffix `""`."""

    def limit(self, question: Question) -> int | None:
        """The most letters that a person can write, where that is known before."""
        return None

    @abstractmethod
    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        """The answer in the values of the fields ({suffix: data}), or None for none.

        Problem where something was given that cannot be kept.
        """

    def fill(self, question: Question, answer: Answer) -> dict[str, Any]:
        """Values for the fields that give this answer again. Eg: `{"": "bus"}`."""
        return {} if answer is None else {"": answer}

    @abstractmethod
    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        """The answer as lines to read, in the reader's words where there are some."""

    def value(self, answer: Answer) -> Any:
        """What conditions compare: a text, a number or a list of keys."""
        return answer

    def listed(self, question: Question) -> list[str] | None:
        """The keys that a condition can compare its answers with; None where people answer in their own way."""
        return None

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        """Columns of an export, by suffix."""
        return {"": ExportColumn(question.text)}

    def cells(self, question: Question, answer: Answer) -> dict[str, Any]:
        """The cells under those columns; an absent one is empty."""
        return {} if answer is None else {"": answer}

    def tally(self, question: Question, answers: Sequence[Answer]) -> dict[str, int]:
        """How many people gave each answer, by option key; empty where counting says nothing."""
        return {}

    def team_tally(self, question: Question, answers: Sequence[Answer]) -> dict[str, int]:
        """What the team reads instead where `tally` is empty: how many people gave each answer, never published."""
        return self.tally(question, answers)

    def own_words(self, answer: Answer) -> str:
        """What of an answer the person said in words of their own; "" where all of it was chosen from a list."""
        return ""

    def tally_label(self, question: Question, key: str) -> str:
        """The words for one key of the tally, for leads."""
        option = question.option(key)
        return option.text if option else key

    def tally_words(self, question: Question, key: str, words: Words) -> str:
        """The words for one key of the tally, for readers."""
        return words[f"{question.unit}.choice.{key}"].text or key

    def problems(self, question: Question) -> list[Flaw]:
        """What a lead must mend before publishing."""
        return [*too_few(question), *alike(question)] if self.has_options else []


def option_field(place: int) -> str:
    """The id of the editor's field for the words of an answer, by its place in the list."""
    return f"options-{place}-text"


def too_few(question: Question, *, unfinished: bool = False) -> list[Flaw]:
    """What a lead reads of a list that leaves nothing to choose."""
    there = len(question.options)
    told = "Write at least two answers to choose from."
    return [Flaw(option_field(there), told, unfinished)] if there < 2 else []


def alike(question: Question) -> list[Flaw]:
    """What a lead reads of answers that nobody could tell apart."""
    named = [" ".join(option.text.split()).casefold() for option in question.options]
    last = {name: place for place, name in enumerate(named)}
    return [
        Flaw(
            option_field(place),
            f"Give each answer words of its own: “{question.options[place].text}” is there twice.",
        )
        for name, place in last.items()
        if named.count(name) > 1
    ]


class ChoiceType(QuestionType):
    """Shared by the types whose answers are listed."""

    has_options = True
    empty_reason = "choose-one"

    def listed(self, question: Question) -> list[str] | None:
        return [option.key for option in question.options]

    def words_of(self, question: Question, key: str, words: Words) -> str:
        """An option's words for the reader; its key where the edition has lost it."""
        return words[f"{question.unit}.choice.{key}"].text or key

    def shown_of(self, question: Question, key: str, words: Words) -> Shown:
        """An option as the reader meets it, marked with its language where it fell back to another."""
        return words[f"{question.unit}.choice.{key}"] or Shown(self.words_of(question, key, words))

    def tally_words(self, question: Question, key: str, words: Words) -> str:
        return self.words_of(question, key, words)


class OneOf(ChoiceType):
    """One key out of a list."""

    def fields(self, question: Question) -> dict[str, UnboundField]:
        return {"": StringField()}

    def keys(self, question: Question) -> list[str]:
        """The keys that may be chosen."""
        return [option.key for option in question.options]

    def listed(self, question: Question) -> list[str] | None:
        return self.keys(question)

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        chosen = values.get("")
        if not chosen:
            return None
        if chosen not in self.keys(question):
            raise Problem("choose-listed")
        return chosen

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        return [self.shown_of(question, answer, words)]

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        return {"": ExportColumn(question.text, "code", "The answer that was chosen.")}

    def tally(self, question: Question, answers: Sequence[Answer]) -> dict[str, int]:
        return {key: sum(answer == key for answer in answers) for key in self.keys(question)}


CHOSEN = "Whether the person chose this answer. Empty where the question was not answered."


class ManyOf(ChoiceType):
    """Any number of keys out of a list, kept in the order of the list."""

    several = True
    empty_reason = "choose-some"

    def fields(self, question: Question) -> dict[str, UnboundField]:
        return {"": SelectMultipleField(validate_choice=False)}

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        chosen = set(values.get("") or ())
        known = [option.key for option in question.options]
        if not chosen:
            return None
        if not chosen <= set(known):
            raise Problem("choose-listed")
        alone = {option.key for option in question.options if option.exclusive}
        if chosen & alone and len(chosen) > 1:
            raise Problem("none-alone", option=min(chosen & alone))
        return [key for key in known if key in chosen]

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        return [self.shown_of(question, key, words) for key in answer]

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        return {
            f".{option.key}": ExportColumn(f"{question.text}: {option.text}", "boolean", CHOSEN)
            for option in question.options
        }

    def cells(self, question: Question, answer: Answer) -> dict[str, Any]:
        return {} if answer is None else {f".{option.key}": option.key in answer for option in question.options}

    def tally(self, question: Question, answers: Sequence[Answer]) -> dict[str, int]:
        given = [answer for answer in answers if answer]
        return {option.key: sum(option.key in answer for answer in given) for option in question.options}


def field_data(field: Field) -> Any:
    """What a bound field holds; text without the spaces around it."""
    return field.data.strip() if isinstance(field.data, str) else field.data
