"""What we know does not work for everybody yet. The accessibility statement is made from this list."""

from datetime import date

from flask_babel import lazy_gettext as _l

STATEMENT_DATE = date(2026, 11, 28)
"""The day on which this list was last gone through; it changes with the list."""

KNOWN_FAILURES = (
    _l("The signed videos are placeholders. They show the words that a Deaf signer will sign."),
    _l("The sounds in Romani are placeholders. A Romani speaker has not recorded them yet."),
    _l("English, Arabic and Romanian have no sounds yet. They can only be read."),
    _l("Names, numbers, short notes, small buttons, what people said and this page are not signed or spoken yet."),
    _l("Arabic, Romanian and Romani were drafted by computer. No person has checked them yet."),
    _l("No Deaf person, and nobody who uses a screen reader every day, has tested this site yet."),
    _l("“Leave” needs a connection if your browser runs no scripts. Without one, it shows its own error page."),
    _l("Without a connection, “Leave” cannot delete our cookies. They go when this browser next reaches us."),
    _l("Signed videos come in one size. A lighter one for slow phones is missing."),
)
