"""The base of every form, and the fields and words that several share."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, IntegerField
from wtforms.validators import StopValidation

TOO_LONG = _l("Make it shorter. It can have up to %(max)d characters.")
WRITE_NUMBER = _l("Write a whole number, such as 12.")


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


class ConfirmForm(BaseForm):
    """One button, and nothing to fill in."""


class WholeNumber(IntegerField):
    """A whole number, with our own words where it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(WRITE_NUMBER) from error

    def pre_validate(self, form: Any) -> None:
        """Say of what is no number only that; an empty field is left to the validators."""
        if self.process_errors and self.raw_data and self.raw_data[0].strip():
            raise StopValidation()


def problems(form: Form) -> list[tuple[str, Any]]:
    """What has to be mended, in the order of the fields: (id of the field, message), also from forms within it."""
    return [problem for field in form for problem in _problems_of(field)]


def _problems_of(field: Field) -> list[tuple[str, Any]]:
    if isinstance(field, FieldList):
        return [problem for entry in field for problem in _problems_of(entry)]
    if isinstance(field, FormField):
        return problems(field.form)
    return [(field.id, message) for message in field.errors]
