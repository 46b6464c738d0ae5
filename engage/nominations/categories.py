"""What kinds of things help people here: the seven of asset-based community development, in plain words [ABCD].

A new one is one line. It then stands in the form, on the list and in the export.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engage.core.registry import Registry
from engage.questionnaires.definition import Option


@dataclass(frozen=True)
class Category:
    """One kind. asks_permission: nobody is shown without having agreed, and never on the map."""

    key: str
    label: LazyString
    asks_permission: bool = False


CATEGORIES: Registry[Category] = Registry(
    "category",
    (
        Category("person", _l("A person"), asks_permission=True),
        Category("group", _l("A group")),
        Category("place", _l("A place")),
        Category("service", _l("A service")),
        Category("together", _l("Something we do together")),
        Category("nature", _l("Nature")),
        Category("business", _l("A business or job")),
    ),
)


def category_of(option: Option | None) -> str:
    """The category that an option of a questionnaire stands for, by its key or its words; empty if none."""
    if option is None:
        return ""
    said = {str(category.label).casefold(): category.key for category in CATEGORIES}
    return option.key if option.key in CATEGORIES else said.get(option.text.strip().casefold(), "")
