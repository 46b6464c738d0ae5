"""What every thing to export promises, tried on each that is registered, in each file format.

A new source needs one line in export_samples, and nothing else.
"""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from engage.core.roles import LEADS, Role
from engage.projects.models import Activity, Project
from engage.results import exporting
from engage.results.formats import FORMATS
from engage.results.sources import SOURCES
from engage.results.sources.source import Source
from engage.results.tables import Table
from tests.contracts.export_samples import MADE
from tests.contracts.format_readers import reader_of
from tests.factories.projects import make_project
from tests.page import Page
from tests.support.site import Site

OURS, THEIRS = "heronsong", "elsewhere"
FEW, MANY = 2, 9
every_source = pytest.mark.parametrize("source", list(SOURCES), ids=lambda one: one.key)
every_format = pytest.mark.parametrize("format_key", list(FORMATS.keys()))
one_database = pytest.mark.one_database


@pytest.fixture
def project(site: Site) -> Project:
    return site.save(make_project())


@pytest.fixture
def activity(site: Site, project: Project, source: Source) -> Activity:
    """An activity in which a few people took part."""
    return MADE[source.key](site, project, FEW, OURS)


def written(site: Site, source: Source, activity: Activity, format_key: str = "json") -> bytes:
    target = io.BytesIO()
    with site.app.test_request_context("/staff/"):
        exporting.export(source, activity, FORMATS.get(format_key), target)
    return target.getvalue()


def as_json(site: Site, source: Source, activity: Activity) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(written(site, source, activity))
    return document


def table_of(site: Site, source: Source, activity: Activity) -> Table:
    with site.app.test_request_context("/staff/"):
        held = source.table(activity)
        return Table(held.key, held.title, held.columns, list(held.checked_rows()), held.notes)


@every_source
@every_format
@one_database
def test_every_format_holds_it_with_its_headings(
    site: Site, source: Source, activity: Activity, format_key: str
) -> None:
    table = table_of(site, source, activity)
    read, _forced = reader_of(format_key)
    kinds = [column.kind for column in table.columns]
    headings, rows = read(written(site, source, activity, format_key), kinds)
    assert list(headings) == list(table.headings)
    assert len(rows) == len(list(table.rows)) and rows
    assert (OURS in str(rows)) == source.explained


@every_source
@one_database
def test_the_codebook_explains_every_column_and_every_code(site: Site, source: Source, activity: Activity) -> None:
    codebook = as_json(site, SOURCES.get("codebook"), activity)["rows"]
    document = as_json(site, source, activity)
    for table in (document, *document["further_tables"]):
        if table["key"] == "codebook":
            continue
        lines = [line for line in codebook if line["table"] == table["key"]]
        assert {line["column"] for line in lines} == {column["key"] for column in table["columns"]}
        assert all(line["meaning"] and line["heading"] for line in lines)
        assert not [line["column"] for line in lines if line["meaning"] == line["heading"]], "it explains nothing"
        for column in table["columns"]:
            codes = {line["code"] for line in lines if line["column"] == column["key"]} - {None}
            held = {row[column["key"]] for row in table["rows"]} if codes else set()
            assert held <= codes | {None}, f"{table['key']}.{column['key']}: {held - codes}"


@every_source
@one_database
def test_it_carries_its_own_codebook_where_there_is_room(site: Site, source: Source, activity: Activity) -> None:
    document = as_json(site, source, activity)
    carried = {table["key"]: table["rows"] for table in document["further_tables"]}
    assert ("codebook" in carried) == source.explained
    explained = {line["table"] for line in carried.get("codebook", [])}
    assert explained == ({source.key, *(part.key for part in source.beside)} if source.explained else set())


@every_source
def test_nothing_of_other_activities_and_projects_is_in_it(
    site: Site, project: Project, source: Source, activity: Activity
) -> None:
    alone = as_json(site, source, activity)
    MADE[source.key](site, site.save(make_project()), FEW, THEIRS)
    assert as_json(site, source, activity) == alone
    if source.key != "gatherings":  # which are the project's
        MADE[source.key](site, project, FEW, THEIRS)
        assert as_json(site, source, activity)["rows"] == alone["rows"]


@every_source
def test_the_same_file_comes_twice_in_an_order_that_tells_nothing_of_time(
    site: Site, source: Source, activity: Activity
) -> None:
    for file_format in FORMATS:
        key = file_format.key
        assert written(site, source, activity, key) == written(site, source, activity, key)
    document = as_json(site, source, activity)
    if document["columns"][0]["key"] == "submission":
        ids = [(row["submission"], row["revision"]) for row in document["rows"]]
        assert ids == sorted(ids)


@every_source
@one_database
def test_the_number_of_statements_does_not_grow_with_the_rows(site: Site, project: Project, source: Source) -> None:
    asked = []
    for people in (FEW, MANY):
        activity = MADE[source.key](site, project, people, OURS)
        written(site, source, activity)
        site.statements.clear()
        written(site, source, activity)
        asked.append(len(site.statements))
    assert asked[0] == asked[1]


def ask(page: Page, project: Project, activity: Activity, source: Source) -> TestResponse:
    """Press the button for it, as a person does who knows the address."""
    token = page.get("/staff/account").forms[0].values()["csrf_token"]
    fields = {"source": source.key, "format": "csv", "csrf_token": token}
    return page.client.post(f"/staff/{project.slug}/{activity.slug}/results/export", data=fields)


@every_source
@pytest.mark.parametrize("role", list(Role))
@one_database
def test_what_is_not_public_only_who_leads_the_project_can_take_away(
    site: Site,
    project: Project,
    source: Source,
    activity: Activity,
    sign_in: Callable[..., Page],
    role: Role,
) -> None:
    page = sign_in(role, None if role is Role.ADMINISTRATOR else project)
    answer = ask(page, project, activity, source)
    may = source.public or role in LEADS
    assert answer.status_code == (200 if may else 403)
    if may:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.get_data() == written(site, source, activity, "csv")
    if role is not Role.ADMINISTRATOR:
        assert ask(sign_in(role, site.save(make_project())), project, activity, source).status_code == 404


def test_what_is_public_is_a_short_list() -> None:
    """Whoever adds to it has looked: everybody can read the same on a page, and no row is one person's."""
    assert {source.key for source in SOURCES if source.public} == {"heard", "outcome"}


@every_source
@one_database
def test_a_preview_leaves_nothing_in_it(
    site: Site, project: Project, source: Source, activity: Activity, sign_in: Callable[..., Page]
) -> None:
    before = as_json(site, source, activity)
    lead = sign_in(Role.LEAD, project)
    forms = lead.get(f"/staff/{project.slug}/{activity.slug}/").forms
    start = lead.send(next(form for form in forms if form.action.endswith("/preview/en"))).location
    resident = Page(site)
    document = resident.follow(resident.submit(resident.get(start), **{"consent-take-part": "yes"}))
    typed = {"way": "walk", "name": "Preview", "title": "Preview", "change": "Preview", "first": "bus"}
    while not document.path.endswith("/check"):
        fields = {name: value for name, value in typed.items() if name in document.html}
        document = resident.follow(resident.submit(document, **fields))
    resident.submit(document)
    assert as_json(site, source, activity) == before


@every_source
@one_database
def test_what_is_made_up_says_so(site: Site, project: Project, source: Source) -> None:
    """A single answer says it of itself: real people can answer in a demonstration too."""
    places = (project, site.save(make_project(demonstration=True)))
    files = [as_json(site, source, MADE[source.key](site, place, FEW, OURS)) for place in places]
    told = [{row.get("demonstration") for row in file["rows"]} for file in files]
    single = files[0]["columns"][0]["key"] == "submission"
    assert told == ([{False}, {not single}] if source.explained else [{None}, {None}])
