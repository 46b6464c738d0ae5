"""The base of every form."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField


def trimmed(value: Any) -> Any:
    """Text without the spaces around it; anything else as it is."""
    return value.strip() if isinstance(value, str) else value


class BaseForm(FlaskForm):
    """CSRF protection by Flask-WTF, trimmed text, and no wording of the library's own."""

    class Meta(FlaskForm.Meta):
        locales = ()

        def bind_field(self, form: FlaskForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            if issubclass(unbound_field.field_class, (FieldList, FormField)):
                return unbound_field.bind(form=form, **options)
            filters = [*unbound_field.kwargs.get("filters", ()), trimmed]
            field = unbound_field.bind(form=form, filters=filters, **options)
            if field.name == self.csrf_field_name:
                field.id = False  # several forms may stand on one page, and nothing points at the token
            return field


def problems(form: Form) -> list[tuple[str, Any]]:
    """What has to be mended, in the order of the fields: (id of the field, message), also from forms within it."""
    return [problem for field in form for problem in _problems_of(field)]


def _problems_of(field: Field) -> list[tuple[str, Any]]:
    if isinstance(field, FieldList):
        return [problem for entry in field for problem in _problems_of(entry)]
    if isinstance(field, FormField):
        return problems(field.form)
    return [(field.id, message) for message in field.errors]
