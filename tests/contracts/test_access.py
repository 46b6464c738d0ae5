"""Every route × role: who may use it is declared on the view, and everybody else is refused. New routes too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from engage import create_app
from engage.core.roles import Role
from engage.extensions import csrf
from engage.web.access import EVERYONE
from tests.factories.projects import make_project
from tests.page import Page
from tests.support.site import Site

WITHOUT_TOKEN = {
    "engage.questionnaires.views.start",
    "engage.questionnaires.door_views.join",
    "engage.questionnaires.receipt_views.open_receipt",
}
"""Forms that are sent before any cookie exists: their Origin is checked instead of a token."""
METHODS = ("GET", "POST")
SAMPLES = {"IntegerConverter": "1", "FloatConverter": "1.0", "UUIDConverter": "00000000-0000-0000-0000-000000000000"}
REFUSED = {403, 404}


def rules(app: Flask) -> list[Rule]:
    """Every route, in the order of its address."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def access(app: Flask, rule: Rule) -> Any:
    """What a route's view declares: EVERYONE, a set of roles, or None."""
    return getattr(app.view_functions[rule.endpoint], "access", None)


def address(rule: Rule, **known: str) -> str:
    """An address of the route: known values where they fit, else a value of the right form that names nothing."""
    values = {
        name: known.get(name, SAMPLES.get(type(converter).__name__, "nothing"))
        for name, converter in rule._converters.items()
    }
    built = rule.build(values, append_unknown=False)
    assert built is not None
    return built[1]


def staff_requests(app: Flask, project: str) -> Iterator[tuple[Rule, str, str]]:
    """Every request that only staff may make: route, method, address."""
    for rule in rules(app):
        if access(app, rule) != EVERYONE:
            for method in set(METHODS) & (rule.methods or set()):
                yield rule, method, address(rule, language="en", project=project)


def test_every_route_declares_who_may_use_it(house: Flask) -> None:
    silent = [rule.rule for rule in rules(house) if access(house, rule) is None]
    assert not silent, f"add @open_to_everyone or @staff_only(…) to the views of {silent}"


def test_declared_roles_are_roles(house: Flask) -> None:
    for rule in rules(house):
        declared = access(house, rule)
        assert declared == EVERYONE or (declared and declared <= frozenset(Role)), rule


def test_staff_pages_and_only_they_stand_below_staff(house: Flask) -> None:
    """The cookie of staff is only sent there, so nothing else can know who is signed in."""
    misplaced = [rule.rule for rule in rules(house) if access(house, rule) != EVERYONE and rule.rule[:7] != "/staff/"]
    assert not misplaced


def test_no_address_of_residents_can_be_taken_for_a_language_or_a_reserved_word(house: Flask) -> None:
    firsts = {rule.rule.split("/")[1] for rule in rules(house)} - {"<language>", ""}
    assert firsts <= {"static", "staff", "api", "healthz", "readyz", "metrics", "j", "media"}, (
        "reserve this word as a slug"
    )


def test_every_form_is_checked_for_its_token_or_its_origin(house: Flask) -> None:
    assert not csrf._exempt_blueprints
    assert csrf._exempt_views == WITHOUT_TOKEN


@pytest.mark.one_database
def test_strangers_are_sent_to_sign_in(page: Page) -> None:
    """A route of staff shows nothing of itself, not even whether the project exists."""
    wrong = []
    for rule, method, path in staff_requests(page.site.app, "nothing"):
        answer = page.client.open(path, method=method)
        if answer.status_code not in {302, 303} or not answer.headers["Location"].startswith("/staff/sign-in"):
            wrong.append(f"{method} {rule.rule}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.one_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_what_it_may_and_nothing_else(
    role: Role, site: Site, sign_in: Callable[..., Page], save: Callable[..., Any]
) -> None:
    project = save(make_project())
    page = sign_in(role, None if role is Role.ADMINISTRATOR else project)
    wrong = []
    for rule, method, path in staff_requests(site.app, project.slug):
        if rule.endpoint == "accounts.sign_out":
            continue
        status = page.client.open(path, method=method).status_code
        allowed = role is Role.ADMINISTRATOR or role in access(site.app, rule)
        # Without a token every POST that gets as far as its form is refused with 400.
        reached = status < 500 and (status == 400 if method == "POST" else status != 403)
        if allowed and not reached or not allowed and status not in REFUSED:
            wrong.append(f"{method} {rule.rule}: {status}, and {role} {'may' if allowed else 'must not'} use it")
    assert not wrong, "\n".join(wrong)


@pytest.mark.one_database
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_another_project_does_not_exist(
    role: Role, site: Site, sign_in: Callable[..., Page], save: Callable[..., Any]
) -> None:
    own, other = make_project(), make_project()
    save(own, other)
    page = sign_in(role, own)
    wrong = []
    for rule, method, path in staff_requests(site.app, other.slug):
        if "project" in rule.arguments and (status := page.client.open(path, method=method).status_code) != 404:
            wrong.append(f"{method} {rule.rule}: {status}")
    assert not wrong, "\n".join(wrong)


def test_a_silent_view_is_refused(house: Flask) -> None:
    app = create_app(house.config["ENGAGE"], house.config["ENGAGE_KEYS"])
    app.add_url_rule("/silent", endpoint="silent", view_func=lambda: "never")
    assert app.test_client().get("/silent").status_code == 403
