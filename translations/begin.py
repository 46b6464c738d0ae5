"""Begin a catalogue for each language of config.py that has none: its header alone. `make strings` fills it."""

from collections.abc import Sequence
from pathlib import Path

from babel.messages.plurals import get_plural

from config import LANGUAGES
from engage.languages.catalogue import Language

HEADER = r"""#
msgid ""
msgstr ""
"Project-Id-Version: Engage\n"
"Language: {code}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"
"""


def begin(folder: Path, languages: Sequence[Language]) -> None:
    """Make what is missing in the folder; the first language is the one that the strings are written in."""
    for language in languages:
        file = folder / language.text_code / "LC_MESSAGES" / "messages.po"
        if language.text_code != languages[0].code and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            # A language that Babel does not know begins with the plural forms of the one whose formats it uses.
            plurals = get_plural(language.formats or language.text_code).plural_forms
            file.write_text(HEADER.format(code=language.text_code, plurals=plurals), encoding="utf-8")


if __name__ == "__main__":
    begin(Path(__file__).parent, LANGUAGES)
