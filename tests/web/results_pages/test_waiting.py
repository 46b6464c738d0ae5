"""While a file is written, nobody else has to wait for the database."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.results import exporting
from tests.factories.questionnaires import CHANGE, Opened, opened
from tests.page import Page
from tests.support.site import Site, lock_is_held

pytestmark = pytest.mark.one_database


@pytest.fixture
def survey(site: Site) -> Opened:
    opened_one = opened(site, CHANGE)
    opened_one.take_part({"change": {"change": "Warm rooms"}})
    return opened_one


@pytest.fixture
def held(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each file that is written: whether the lock is held just before it is complete."""
    seen: list[bool] = []
    really = exporting.export

    def export(*given: Any) -> None:
        really(*given)
        seen.append(lock_is_held(site))

    monkeypatch.setattr(exporting, "export", export)
    return seen


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_others_can_write_while_a_file_is_written(
    survey: Opened, site: Site, sign_in: Callable[..., Page], held: list[bool], file_format: str
) -> None:
    lead = sign_in(Role.LEAD, survey.project)
    form = next(form for form in lead.get(survey.staff("results")).forms if form.action.endswith("/export"))
    lead.send(form, 200, source="responses", format=file_format)
    assert held == [False]
    (logged,) = site.read(select(AuditEntry.facts).where(AuditEntry.action == "results.exported"))
    assert logged == {"source": "responses", "format": file_format}


def test_a_file_on_the_command_line_takes_no_lock(survey: Opened, site: Site, held: list[bool], tmp_path: Path) -> None:
    place = f"{survey.project.slug}/{survey.activity.slug}"
    out = tmp_path / "answers.json"
    options = ["responses", place, "--format", "json", "--out", str(out)]
    assert site.app.test_cli_runner().invoke(args=["results", "export", *options]).exit_code == 0
    assert held == [False]
    assert [row["change"] for row in json.loads(out.read_text())["rows"]] == ["Warm rooms"]


@pytest.mark.parametrize(
    "command", [["projects", "list"], ["projects", "list", "--activities"], ["staff", "check-log"]], ids=" ".join
)
def test_a_command_that_only_reads_takes_no_lock(survey: Opened, site: Site, command: list[str]) -> None:
    site.statements.clear()
    done = site.app.test_cli_runner().invoke(args=command)
    assert done.exit_code == 0 and done.stdout
    assert {said for said in site.statements if said.startswith("BEGIN")} == {"BEGIN"}
