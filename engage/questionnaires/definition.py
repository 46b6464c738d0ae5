"""A questionnaire as data: what is asked, in which order, under which condition (pure).

A definition is plain, versioned JSON, so that an edition can be hashed, kept and shown again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engage.content.units import Unit

VERSION = 1
RESERVED_PAGES = frozenset({"check", "done", "heard", "later", "places", "ideas", "recordings", "results", "preview"})
"""Last parts of an activity's address that are not question pages."""


@dataclass(frozen=True)
class Option:
    """One answer to choose. cost: pounds, on a ballot. exclusive: cannot stand beside other answers."""

    key: str
    text: str
    hint: str = ""
    cost: int | None = None
    exclusive: bool = False
    origin: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `when` is an expression; `page` joins neighbours with the same page on one page."""

    key: str
    type: str
    text: str
    hint: str = ""
    help: str = ""
    required: bool = False
    when: str = ""
    page: str = ""
    options: tuple[Option, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        return f"question.{self.key}"

    def option(self, key: str) -> Option | None:
        """The option with this key, or None."""
        return next((option for option in self.options if option.key == key), None)

    def units(self) -> Iterator[Unit]:
        """Everything in it that a person is shown."""
        yield Unit(self.unit, self.text, tuple(option.key for option in self.options))
        yield Unit(f"{self.unit}.hint", self.hint)
        yield Unit(f"{self.unit}.help", self.help)
        for option in self.options:
            text, hint = self.units_of(option)
            yield Unit(text, option.text)
            yield Unit(hint, option.hint)

    def units_of(self, option: Option) -> tuple[str, str]:
        """The keys of an option's own units: its text and its hint."""
        key = f"{self.unit}.choice.{option.key}"
        return key, f"{key}.hint"


@dataclass(frozen=True)
class Consent:
    """One thing to agree to. Only what taking part cannot do without is required; all start off."""

    key: str
    text: str
    required: bool = False

    @property
    def unit(self) -> str:
        return f"consent.{self.key}"


@dataclass(frozen=True)
class Page:
    """Questions that are asked together. Its key is the last part of its address."""

    key: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Definition:
    """A whole questionnaire."""

    title: str
    about: str = ""
    privacy: str = ""
    next: str = ""
    minutes: int = 5
    consents: tuple[Consent, ...] = ()
    questions: tuple[Question, ...] = ()

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Neighbouring questions with one `page` stand together; every other question stands alone."""
        groups: list[tuple[str, list[Question]]] = []
        for question in self.questions:
            if question.page and groups and groups[-1][0] == question.page:
                groups[-1][1].append(question)
            else:
                groups.append((question.page or question.key, [question]))
        return tuple(Page(key, tuple(questions)) for key, questions in groups)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Everything a person is shown, in reading order; empty texts left out."""
        own = [
            Unit("title", self.title),
            Unit("about", self.about),
            Unit("privacy", self.privacy),
            Unit("next", self.next),
        ]
        asked = [unit for question in self.questions for unit in question.units()]
        agreed = [Unit(consent.unit, consent.text) for consent in self.consents]
        return tuple(unit for unit in (*own, *agreed, *asked) if unit.source)

    @property
    def optional_consents(self) -> tuple[Consent, ...]:
        """What people may agree to, but need not."""
        return tuple(consent for consent in self.consents if not consent.required)

    def question(self, key: str) -> Question | None:
        """The question with this key, or None."""
        return next((question for question in self.questions if question.key == key), None)


def from_json(data: Mapping[str, Any]) -> Definition:
    """Read a definition; KeyError or TypeError where it is not one of ours."""
    if data.get("version") != VERSION:
        raise ValueError(f"unknown definition version {data.get('version')!r}")
    plain = {key: data[key] for key in ("title", "about", "privacy", "next", "minutes") if key in data}
    return Definition(
        **plain,
        consents=tuple(Consent(**consent) for consent in data.get("consents", ())),
        questions=tuple(question_from(question) for question in data.get("questions", ())),
    )


def question_from(data: Mapping[str, Any]) -> Question:
    """Read one question of a definition."""
    rest = {key: value for key, value in data.items() if key not in {"options", "settings"}}
    options = tuple(Option(**option) for option in data.get("options", ()))
    return Question(**rest, options=options, settings=dict(data.get("settings", {})))


def to_json(definition: Definition) -> dict[str, Any]:
    """The definition as plain data; values that are still their default are left out."""
    return {
        "version": VERSION,
        "title": definition.title,
        "about": definition.about,
        "privacy": definition.privacy,
        "next": definition.next,
        "minutes": definition.minutes,
        "consents": [_plain(consent) for consent in definition.consents],
        "questions": [_plain(question) for question in definition.questions],
    }


def _plain(item: Any) -> dict[str, Any]:
    data = {}
    for name, spec in item.__dataclass_fields__.items():
        value = getattr(item, name)
        if name == "options":
            value = [_plain(option) for option in value]
        elif name == "settings":
            value = dict(value)
        if value not in ([], {}) and (name in {"key", "type", "text"} or value != spec.default):
            data[name] = value
    return data
