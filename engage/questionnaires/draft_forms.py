"""What the forms share that change a part of a draft: two people may be at it at once."""

from collections.abc import Iterator

from wtforms import BooleanField, Field, FieldList, Form, HiddenField, RadioField, SelectField

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
    written = {field.name: _told(field) for _label, field in _fields(typed)}
    return [(label, told) for label, field in _fields(there) if (told := _told(field)) != written.get(field.name, "")]


def _fields(form: Form, number: str = "") -> Iterator[tuple[str, Field]]:
    """Every field of the draft with its label, also in forms within the form, which are counted."""
    for field in form:
        if isinstance(field, FieldList):
            for place, row in enumerate(field, 1):
                yield from _fields(row.form, f" {place}")
        elif not isinstance(field, (HiddenField, RadioField)):  # a radio asks what was meant; it is not in the draft
            yield f"{field.label.text}{number}", field


def _told(field: Field) -> str:
    """What a field says, on as many lines as it has."""
    if isinstance(field, BooleanField):
        return "✓" if field.data else ""
    if isinstance(field, SelectField):
        return next((str(label) for value, label, *_rest in field.iter_choices() if value == field.data), "")
    return "" if field.data is None else str(field.data).replace("\r\n", "\n")
