"""Kinds of place in which people gather."""

from flask_babel import lazy_gettext as _l

KINDS_OF_PLACE = {
    "centre": _l("A community centre"),
    "worship": _l("A place of worship"),
    "drop-in": _l("A drop-in or a day centre"),
    "school": _l("A school or a library"),
    "street": _l("Outside, on the street"),
    "home": _l("Somebody’s home"),
    "online": _l("Online"),
}
