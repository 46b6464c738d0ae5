"""A desk: everything of an activity, a project or the site that can be put into one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engage.content.interface import GROUPS, NAME, TEXTS, in_words
from engage.content.models import SITE
from engage.content.units import Unit
from engage.core.errors import NotFound
from engage.languages.catalogue import Catalogue, Language
from engage.projects.models import Activity, Project
from engage.projects.words import units_of
from engage.questionnaires.definition import from_json

TITLES = {
    "around": _l("Before an activity"),
    "start": _l("The start page"),
    "questions": _l("On every page of questions"),
    "mistakes": _l("What has to be mended"),
    "sending": _l("Sending, the receipt, taking back"),
    "outcome": _l("What a vote came to"),
    "codes": _l("Codes"),
    "between": _l("Handing on a shared device"),
    "help": _l("Help"),
    "privacy": _l("Privacy"),
    "failures": _l("When a page cannot be shown"),
}
"""{group of the site's own words: where residents meet them}."""


@dataclass(frozen=True)
class Part:
    """Units that residents meet together."""

    key: str
    title: LazyString
    units: Sequence[Unit]


@dataclass(frozen=True)
class Desk:
    """What there is to say in one scope, and the language into which it is put here."""

    place: str
    """`activity`, `project` or `site`: how the names of its views begin."""
    scope: str
    language: Language
    parts: Sequence[Part]
    written: frozenset[str] = frozenset()
    """Keys of the units whose words are translated here; the others are only signed and spoken."""
    address: Mapping[str, Any] = field(default_factory=dict)
    """The parts of its addresses before the language."""
    project: Project | None = None
    """Nothing for what belongs to the whole site."""
    activity: Activity | None = None

    @property
    def project_id(self) -> str | None:
        return self.project.id if self.project else None

    @property
    def units(self) -> Sequence[Unit]:
        return [unit for part in self.parts for unit in part.units]

    def wanted_forms(self, unit: Unit) -> list[str]:
        """In which forms the readers of this language first need a unit."""
        needed = {"text": unit.key in self.written, "sign": self.language.signed, "sound": self.language.oral}
        return [form for form, wanted in needed.items() if wanted]

    def catalogue_words(self, units: Sequence[Unit]) -> dict[str, str]:
        """{key: what residents read for it in this language}, for the site's own words among these units."""
        if self.language.text_code == _catalogue().source.code:
            return {}
        with force_locale(self.language.locale):
            return {unit.key: in_words(TEXTS[unit.key]) for unit in units if unit.key in TEXTS}

    def unit(self, key: str) -> Unit:
        """The unit with this key; NotFound."""
        found = next((unit for unit in self.units if unit.key == key), None)
        if found is None:
            raise NotFound()
        return found

    def address_of(self, unit: Unit) -> str:
        """The page of one unit."""
        return url_for(f"translation.{self.place}_unit", **self.address, code=self.language.code, key=unit.key)

    def address_of_all(self, anchor: str | None = None) -> str:
        """The page of all units."""
        return url_for(f"translation.{self.place}_units", **self.address, code=self.language.code, _anchor=anchor)

    def address_of_languages(self) -> str:
        """The page from which each of the languages is chosen."""
        if self.activity:
            return url_for("editor.activity", **self.address, _anchor="languages")
        return url_for(f"translation.{self.place}_languages", **self.address)


def activity_desks(project: Project, activity: Activity) -> list[Desk]:
    """An activity's own words, and those of the site within it, in each language of its project."""
    own = from_json(activity.definition).units
    catalogue = _catalogue()
    parts = (Part("own", _l("This activity"), own), *_site_parts(within=True))
    return [
        Desk(
            place="activity",
            scope=activity.id,
            language=language,
            parts=parts,
            written=frozenset(unit.key for unit in own if language.text_code != catalogue.source.code),
            address={"project": project.slug, "activity": activity.slug},
            project=project,
            activity=activity,
        )
        for language in catalogue.only(project.languages)
    ]


def project_desks(project: Project) -> list[Desk]:
    """What a project says about itself, in each of its languages. Its words have a form of their own."""
    return [
        Desk(
            place="project",
            scope=project.id,
            language=language,
            parts=(Part("own", _l("Everything that residents are shown"), units_of(project)),),
            address={"project": project.slug},
            project=project,
        )
        for language in _catalogue().only(project.languages)
    ]


def site_desks() -> list[Desk]:
    """The site's own words in every language. Their text is in the catalogues."""
    parts = (Part("name", _l("The name of the language"), (NAME,)), *_site_parts())
    return [Desk(place="site", scope=SITE, language=language, parts=parts) for language in _catalogue()]


def _site_parts(*, within: bool = False) -> list[Part]:
    """The site's own words by where they are met; within: those only that an activity can say in its own way."""
    return [Part(group.key, TITLES[group.key], group.units) for group in GROUPS if group.within or not within]


def desk_in(desks: Sequence[Desk], code: str) -> Desk:
    """The desk of the language with this code; NotFound."""
    found = next((desk for desk in desks if desk.language.code == code), None)
    if found is None:
        raise NotFound()
    return found


def _catalogue() -> Catalogue:
    catalogue: Catalogue = current_app.extensions["engage.languages"]
    return catalogue
