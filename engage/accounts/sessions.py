"""The staff session: what stands in the cookie, when it ends, and which devices a person has signed in from before."""

import base64
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, request, session
from flask_login import login_user

from engage.accounts import actions, queries
from engage.accounts.attempts import Attempts
from engage.accounts.members import StaffMember
from engage.core import clock
from engage.core.identifiers import content_hash, new_id
from engage.core.sealing import Sealer, Unreadable
from engage.extensions import login
from engage.web.limits import caller

IDLE = timedelta(minutes=60)
SEEN_EVERY = timedelta(minutes=1)
"""How often the cookie is written again while the person is at work."""
DEVICE_DAYS = timedelta(days=180)
DEVICE_PATH = "/staff/sign-in"
TRIES_FROM_HERE = 10
TRIES_OF_CALLER = 100
"""Everybody in one office may share an address, so this only stops a search through many accounts."""


def bind(app: Flask) -> None:
    """Tell Flask-Login how to find who is signed in. Its own fingerprint of address and browser stays unused."""
    login.session_protection = None
    login.user_loader(load)
    app.extensions["engage.accounts.attempts"] = Attempts()


def load(token: str) -> StaffMember | None:
    """Who holds this session. None when it is over: unused for an hour, twelve hours old, signed out, or ended."""
    now = clock.now()
    seen = datetime.fromisoformat(session["seen"]) if "seen" in session else None
    if seen is None or now - seen > IDLE:
        return None
    member = queries.signed_in(token, now)
    if member is not None and now - seen >= SEEN_EVERY:
        session["seen"] = now.isoformat()
    return member


def begin(staff_id: str, epoch: int, *, by_link: bool = False) -> bool:
    """Sign in with a new session; nothing of the old one is kept. False if the account was ended meanwhile."""
    if before := session.get("_user_id"):
        actions.end_session(before)
    token = actions.start_session(staff_id, epoch, by_link=by_link)
    member = queries.signed_in(token, clock.now())
    if member is None:
        return False
    session.clear()
    session["seen"] = clock.now().isoformat()
    login_user(member)
    del session["_id"]  # a hash of the caller's address and browser, which nobody needs
    return True


def attempts() -> Attempts:
    """The counts of failed tries of this process."""
    counts: Attempts = current_app.extensions["engage.accounts.attempts"]
    return counts


def limits_for(email: str) -> dict[str, int]:
    """Under which keys a try counts, and how many are allowed.

    A stranger's tries count against that stranger and this account together. A device from which the person signed in
    before has a count of its own, so that a stranger at the next desk cannot keep the person out.
    """
    account = content_hash(email)[:24]
    if device := _known_device(account):
        return {f"device {device}": TRIES_FROM_HERE}
    here = caller()
    return {f"account {account} {here}": TRIES_FROM_HERE, f"caller {here}": TRIES_OF_CALLER}


def limits_of_session(member: StaffMember) -> dict[str, int]:
    """The same for somebody who is signed in and types a password again."""
    return {f"session {content_hash(member.session_token)[:24]}": TRIES_FROM_HERE}


def remember_device(response: Response, email: str) -> None:
    """Let this browser be known the next time that the same person signs in; it opens nothing by itself."""
    sealed = _sealer().seal_json({"account": content_hash(email)[:24], "device": new_id()})
    response.set_cookie(
        _device_cookie(),
        base64.urlsafe_b64encode(sealed).decode(),
        max_age=DEVICE_DAYS,
        path=DEVICE_PATH,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def _known_device(account: str) -> str | None:
    try:
        held = _sealer().open_json(base64.urlsafe_b64decode(request.cookies.get(_device_cookie(), "")))
    except (Unreadable, ValueError):
        return None
    return str(held["device"]) if held["account"] == account else None


def _device_cookie() -> str:
    return "__Secure-staff-device" if current_app.config["SESSION_COOKIE_SECURE"] else "staff-device"


def _sealer() -> Sealer:
    return Sealer(current_app.config["ENGAGE_KEYS"]["seals"], "staff device")
