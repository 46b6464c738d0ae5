"""One object a language: its name, its direction, its tag and how it writes dates and numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from babel import Locale


@dataclass(frozen=True)
class Language:
    """A language that the site is offered in. `code` is the first part of every address.

    name: its own name, where Babel does not know it. short: a shorter one for the header.
    written: the language its words are written in, where it is signed. formats: the Babel locale
    whose dates and numbers it uses, where Babel has none for it. oral: read by few, so sound comes first.
    drafted: a computer wrote the site's own words in it, and nobody has checked them.
    """

    code: str
    name: str = ""
    short: str = ""
    tag: str = ""
    written: str = ""
    formats: str = ""
    signed: bool = False
    oral: bool = False
    drafted: bool = False

    def __post_init__(self) -> None:
        if not self.name:
            own_name = Locale.parse(self.code).get_display_name() or self.code
            object.__setattr__(self, "name", own_name[0].upper() + own_name[1:])
        object.__setattr__(self, "short", self.short or self.name)
        object.__setattr__(self, "tag", self.tag or self.code)

    @property
    def text_code(self) -> str:
        """The code of the language that its words are written in."""
        return self.written or self.code

    @cached_property
    def in_english(self) -> str:
        """Its name in English; its own where Babel knows no other."""
        return Locale("en").languages.get(self.code, self.name)

    @property
    def for_staff(self) -> str:
        """Its name in English and in its own words, for staff who may not read its script."""
        return self.name if self.in_english == self.name else f"{self.in_english} – {self.name}"

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale for dates, numbers, plurals and the catalogue's folder."""
        if not self.formats:
            return Locale.parse(self.tag, sep="-")
        return _borrowed_locale(self.code, self.formats)

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"


class BorrowedLocale(Locale):
    """A locale that Babel does not know: its own code, the formats of a neighbour."""

    own_code: str = ""

    def __str__(self) -> str:
        return self.own_code or super().__str__()


def _borrowed_locale(code: str, formats: str) -> BorrowedLocale:
    base = Locale.parse(formats)
    locale = BorrowedLocale(base.language, base.territory, base.script, base.variant)
    locale.own_code = code
    return locale


class Catalogue:
    """The languages in use, in order; the first is the source language."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._languages = {language.code: language for language in languages}
        if len(self._languages) != len(languages):
            raise ValueError("a language is listed twice")
        self.source = languages[0]

    def __iter__(self) -> Iterator[Language]:
        return iter(self._languages.values())

    def __contains__(self, code: object) -> bool:
        return code in self._languages

    def get(self, code: str) -> Language:
        """The language with this code; KeyError if it is not offered."""
        return self._languages[code]

    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the list."""
        return tuple(self._languages)

    def only(self, codes: Iterable[str]) -> list[Language]:
        """The languages with these codes, in the order of the catalogue."""
        wanted = set(codes)
        return [language for language in self if language.code in wanted]
