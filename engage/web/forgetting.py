"""Leave and “Next person”: this browser forgets who used it."""

from flask import g, session


def forget_person() -> None:
    """Empty the session. Whoever keeps a cookie of its own for residents asks `person_is_leaving` and erases it."""
    session.clear()
    g.person_is_leaving = True


def person_is_leaving() -> bool:
    """Whether nothing of the person may be left in the browser after this answer."""
    return bool(g.get("person_is_leaving"))
