"""The site's own words as units, by where they are met.

What stands in `said` is a unit without further work: the desk offers it, and `words[key]` is its text in the reader's
language with its sign and its sound.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from engage.content import said
from engage.content.units import Unit

NAME = Unit("interface.language", "Language")
"""Each language's own name, said in that language: nobody has to read to find theirs."""


@dataclass(frozen=True)
class Group:
    """Words that are met together. within: they are frozen into every edition, and a lead can give an activity clips
    and sounds of its own for them; the others belong to no activity."""

    key: str
    texts: Mapping[str, said.Text]
    within: bool = False

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(Unit(f"interface.{name}", in_words(text)) for name, text in self.texts.items())


def in_words(text: said.Text) -> str:
    """A text in the language of this request, its paragraphs parted by empty lines; outside one as it is written."""
    return "\n\n".join(str(part) for part in ([text] if isinstance(text, LazyString) else text))


GROUPS = (
    Group("around", said.AROUND),
    Group("start", said.START, within=True),
    Group("questions", said.QUESTIONS, within=True),
    Group("mistakes", said.MISTAKES),
    Group("sending", said.SENDING, within=True),
    Group("outcome", said.OUTCOME, within=True),
    Group("codes", said.CODES),
    Group("between", said.HANDING_ON),
    Group("help", said.HELP),
    Group("privacy", said.PRIVACY),
    Group("failures", said.FAILURES),
)
AROUND = (NAME, *(unit for group in GROUPS if not group.within for unit in group.units))
WITHIN = tuple(unit for group in GROUPS if group.within for unit in group.units)
INTERFACE = (*AROUND, *WITHIN)
"""Clips and sounds hang on these keys."""
TEXTS = {f"interface.{name}": text for group in GROUPS for name, text in group.texts.items()}
"""{key of a unit: its text in the catalogues}."""
