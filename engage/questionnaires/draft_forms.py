"""What the forms share that change a part of a draft: two people may be at it at once."""

from collections.abc import Iterator

from wtforms import BooleanField, Field, FieldList, Form, FormField, HiddenField, SelectField

from engage.web.forms import BaseForm


class DraftForm(BaseForm):
    """A part of a draft. `version` tells what it was filled from, so that a colleague's change is not overwritten."""

    version = HiddenField()

    def outdated(self, now: str) -> bool:
        """Whether the part has changed since this was filled. Sent again, it counts as filled from what is there."""
        before, self.version.data = self.version.data, now
        return bool(before != now)


def differing(typed: DraftForm, there: DraftForm) -> list[tuple[str, str]]:
    """What stands in a draft where something else was typed: (label, words)."""
    written = {field.name: _told(field) for field in _fields(typed)}
    return [
        (str(field.label.text), told)
        for field in _fields(there)
        if (told := _told(field)) != written.get(field.name, "")
    ]


def _fields(form: Form | FieldList) -> Iterator[Field]:
    """Every field that a person sees, also in forms within the form."""
    for field in form:
        if isinstance(field, FieldList):
            yield from _fields(field)
        elif isinstance(field, FormField):
            yield from _fields(field.form)
        elif not isinstance(field, HiddenField):
            yield field


def _told(field: Field) -> str:
    """What a field says, on as many lines as it has."""
    if isinstance(field, BooleanField):
        return "✓" if field.data else ""
    if isinstance(field, SelectField):
        return next((str(label) for value, label, *_rest in field.iter_choices() if value == field.data), "")
    return "" if field.data is None else str(field.data).replace("\r\n", "\n")
