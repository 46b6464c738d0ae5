"""What residents recorded: for those who lead their project, one at a time, and each time noted."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.media.models import Media
from engage.projects.models import Project
from tests.factories.accounts import each_write_logged_once
from tests.factories.projects import make_project
from tests.page import Page
from tests.support.site import Site

SignIn = Callable[..., Page]


@pytest.fixture(autouse=True)
def without_tokens(app: Flask) -> Any:
    """These tests press no button: what carries the token is the page that shows the button."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


def address(project: Project, recording: str) -> str:
    return f"/staff/{project.slug}/recordings/{recording}"


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR])
def test_those_who_lead_may_save_a_recording_and_it_is_noted(
    site: Site, sign_in: SignIn, project: Project, recording: str, role: Role
) -> None:
    page = sign_in(role, None if role is Role.ADMINISTRATOR else project)
    with each_write_logged_once(site.app), page.client.post(address(project, recording)) as answer:
        assert answer.status_code == 200
        with Image.open(BytesIO(answer.get_data())) as picture:
            assert picture.format == "JPEG"
        headers = answer.headers
    assert headers["Content-Disposition"] == f"attachment; filename={recording}.jpg"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    entry = site.read(select(AuditEntry).where(AuditEntry.action == "recording.opened"))[0]
    assert (entry.project_id, entry.object_id, entry.facts) == (project.id, recording, {"kind": "photo"})


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER])
def test_others_may_not(site: Site, sign_in: SignIn, project: Project, recording: str, role: Role) -> None:
    with sign_in(role, project).client.post(address(project, recording)) as answer:
        assert answer.status_code == 403
    assert not site.read(select(AuditEntry).where(AuditEntry.action == "recording.opened"))


def test_strangers_may_not(client: Any, project: Project, recording: str) -> None:
    with client.post(address(project, recording)) as answer:
        assert answer.status_code in {302, 303} and "sign-in" in answer.headers["Location"]


def test_a_recording_is_looked_up_inside_its_project(
    sign_in: SignIn, save: Callable[..., Any], project: Project, recording: str
) -> None:
    other = save(make_project())
    own_lead, administrator = sign_in(Role.LEAD, other), sign_in(Role.ADMINISTRATOR)
    for page, place in ((own_lead, project), (own_lead, other), (administrator, other)):
        with page.client.post(address(place, recording)) as answer:
            assert answer.status_code == 404


def test_a_clip_is_not_a_recording(sign_in: SignIn, project: Project, clip: str) -> None:
    with sign_in(Role.LEAD, project).client.post(address(project, clip)) as answer:
        assert answer.status_code == 404


def test_a_recording_has_no_public_address(
    site: Site, client: Any, project: Project, recording: str, sign_in: SignIn
) -> None:
    lead = sign_in(Role.LEAD, project)
    for path in (f"/media/{recording}.jpg", address(project, recording)):
        for opened in (client, lead.client):
            with opened.get(path) as answer:
                assert answer.status_code in {404, 405}


def test_a_file_that_cannot_be_given_is_not_noted(
    site: Site, sign_in: SignIn, project: Project, recording: str
) -> None:
    site.app.extensions["engage.storage"].delete(site.read(select(Media.storage_name))[0])
    with sign_in(Role.LEAD, project).client.post(address(project, recording)) as answer:
        assert answer.status_code == 404
    assert not site.read(select(AuditEntry).where(AuditEntry.action == "recording.opened"))


def test_those_who_lead_may_play_what_they_opened_while_the_session_lasts(
    site: Site, sign_in: SignIn, project: Project, recording: str
) -> None:
    page, file = sign_in(Role.LEAD, project), f"{address(project, recording)}/file"
    page.get(file, 404)
    back = {"Referer": f"http://localhost/staff/{project.slug}/x/responses/y"}
    with each_write_logged_once(site.app):
        opened = page.post(address(project, recording), {"do": "play"}, headers=back)
    assert opened.location == f"/staff/{project.slug}/x/responses/y"
    with page.client.get(file) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert answer.headers["Content-Disposition"].startswith("inline")
    assert len(site.read(select(AuditEntry).where(AuditEntry.action == "recording.opened"))) == 1
    sign_in(Role.LEAD, project).get(file, 404)
