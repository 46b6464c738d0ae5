"""A unit as one reader meets it: in their language, or honestly in another (pure but for the size label)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engage.content.interface import TEXTS, in_words
from engage.content.units import CHECKED_STATES, STATES, Unit
from engage.languages.catalogue import Language
from engage.web.filters import megabytes


@dataclass(frozen=True)
class Clip:
    """A signed video, a sound or a picture, ready to be fetched."""

    url: str
    bytes: int
    seconds: int = 0
    poster: str = ""
    captions: str = ""
    transcript: str = ""
    placeholder: bool = False
    alt: str = ""

    @property
    def size_label(self) -> str:
        """Its size, for people who pay for data."""
        return megabytes(self.bytes)


@dataclass(frozen=True)
class Shown:
    """The words of a unit with everything that stands beside them.

    lang and direction are set only where the words are not in the page's language (`fallback`).
    """

    text: str
    lang: str | None = None
    dir: str | None = None
    fallback: bool = False
    state: str = ""
    """How far the words have come as a translation; empty where they are none."""
    sign: Clip | None = None
    sound: Clip | None = None
    picture: Clip | None = None

    @property
    def unchecked(self) -> bool:
        """Whether it is a translation that no second person has looked at."""
        return self.state != "" and self.state not in CHECKED_STATES

    @property
    def paragraphs(self) -> list[str]:
        """Its blocks of lines; of a text with a heading, that comes first."""
        return self.text.split("\n\n")

    @property
    def name(self) -> str:
        """What the buttons that sign and speak it are called by."""
        return self.paragraphs[0]

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Shown("")


class Words(Mapping[str, Shown]):
    """Every unit of an edition in one language, and the site's own words in that of the request.

    A key that the edition lacks is an empty `Shown`.
    """

    def __init__(self, shown: dict[str, Shown]) -> None:
        self._shown = shown

    def __getitem__(self, key: str) -> Shown:
        if key in TEXTS:
            return self.saying(key, in_words(TEXTS[key]))
        return self._shown.get(key, NOTHING)

    def saying(self, key: str, text: str) -> Shown:
        """This text, which is in the reader's language, with the sign or the sound of a unit that means the same."""
        return replace(self._shown.get(key, NOTHING), text=text, lang=None, dir=None, fallback=False)

    def least_checked(self, keys: Collection[str] | None = None) -> str:
        """How far the least of these units has come, of all if none are told; nothing where each was checked."""
        shown = self._shown.values() if keys is None else (self[key] for key in keys)
        return min((item.state for item in shown if item.unchecked), key=STATES.index, default="")

    def __iter__(self) -> Iterator[str]:
        return iter(self._shown)

    def __len__(self) -> int:
        return len(self._shown)


def words_for(
    units: Iterable[Unit], renditions: Mapping[str, Mapping[str, Any]], language: Language, source: Language
) -> Words:
    """What a reader of `language` is shown for each unit.

    renditions: {unit key: {"text": str, "state": str, "sign"|"sound"|"picture": {…}}}, already
    free of anything that the meaning lock refuses.
    """
    in_source = language.text_code == source.code
    shown = {}
    for unit in units:
        rendition = renditions.get(unit.key, {})
        text = unit.source if in_source else rendition.get("text", "")
        fallback = not text and bool(unit.source)
        shown[unit.key] = Shown(
            text=text or unit.source,
            lang=source.tag if fallback else None,
            dir=source.direction if fallback else None,
            fallback=fallback,
            state="" if in_source or not text else rendition.get("state", STATES[0]),
            **{form: Clip(**rendition[form]) for form in ("sign", "sound", "picture") if form in rendition},
        )
    return Words(shown)
