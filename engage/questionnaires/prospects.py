"""What residents would be shown in each language if the draft was published now, beside what they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engage.content.queries import current_by_language
from engage.content.units import Coverage, Unit
from engage.languages.catalogue import Catalogue, Language
from engage.projects.models import Activity, Project
from engage.questionnaires.definition import Definition
from engage.questionnaires.publishing import all_units, languages_to_serve, text_coverage
from engage.questionnaires.queries import contents_of

Content = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Prospect:
    """One language of an activity. now: what it would show; before: what it shows, None where it is not shown."""

    language: Language
    definition: Definition
    now: Content
    before: Content | None
    served: bool
    """Whether residents would be shown this language."""
    written: bool
    """Whether it has words of its own."""
    checked: int
    """How many of its texts somebody has checked."""
    waiver: str | None

    @property
    def total(self) -> int:
        return len(self.definition.units)

    @property
    def shown(self) -> bool:
        """Whether residents are shown it now."""
        return self.before is not None

    def done(self, form: str) -> Coverage:
        """How many of the activity's own units it would have in a form."""
        return Coverage(sum(form in self.now.get(unit.key, ()) for unit in self.definition.units), self.total)

    @property
    def signs_no_question(self) -> bool:
        """Whether every question has to be read although the language is signed."""
        asked = [question.unit for question in self.definition.questions]
        return self.language.signed and not any("sign" in self.now.get(key, ()) for key in asked)

    @property
    def leaves(self) -> bool:
        """Whether residents would no longer be shown a language that they are shown now."""
        return self.shown and not self.served

    @property
    def losses(self) -> list[tuple[str, Unit]]:
        """(form, unit) of what residents are shown and would be shown no more, although its unit stays."""
        before = self.before or {}
        forms = ("text", "sign", "sound", "picture") if self.written else ("sign", "sound", "picture")
        return [
            (form, unit)
            for unit in all_units(self.definition)
            for form in forms
            if self.served and form in before.get(unit.key, ()) and form not in self.now.get(unit.key, ())
        ]

    @property
    def changes(self) -> bool:
        """Whether publishing would show something else in it than before."""
        return self.served != self.shown or (self.served and self.now != self.before)


def prospects_of(project: Project, activity: Activity, definition: Definition, catalogue: Catalogue) -> list[Prospect]:
    """A prospect for each language of the project."""
    languages = catalogue.only(project.languages)
    now = current_by_language(activity.id, all_units(definition), [language.code for language in languages])
    named = activity.sets.get(activity.wording_id or "", {})
    contents = contents_of(named.values())
    checked = text_coverage(activity, definition)
    served = languages_to_serve(project, activity, checked, catalogue)
    return [
        Prospect(
            language=language,
            definition=definition,
            now=now[language.code],
            before=contents.get(named.get(language.code, "")),
            served=language in served,
            written=language.text_code != catalogue.source.code,
            checked=checked[language.code].done if language.code in checked else 0,
            waiver=activity.waivers.get(language.code),
        )
        for language in languages
    ]
