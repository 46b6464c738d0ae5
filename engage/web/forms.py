"""The base of every form."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField


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
