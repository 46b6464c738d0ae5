"""What those who commission the work see of a project: what is public, and nothing else."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.priorities.votes import actions as vote_actions
from engage.projects.models import Activity, Project
from engage.questionnaires.editions import definition_of, words_of
from engage.questionnaires.landing import landing_place
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation import actions, queries, states
from engage.results.actions import publish_figures
from engage.results.published import SHOWINGS
from tests.factories import moderation, votes
from tests.factories.projects import make_project
from tests.factories.questionnaires import CHANGE, WAY, Opened, definition, drafted, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
SignIn = Callable[..., Page]
FORMATS = ("csv", "xlsx", "json")


@pytest.fixture
def project(site: Site) -> Project:
    return site.save(make_project())


@pytest.fixture
def reader(project: Project, sign_in: SignIn) -> Page:
    return sign_in(Role.READER, project)


@pytest.fixture
def survey(site: Site, project: Project) -> Opened:
    """Nobody has answered it yet."""
    return opened(site, WAY, CHANGE, project=project)


def say(survey: Opened, count: int, way: str) -> None:
    for _number in range(count):
        moderation.send(survey.site, survey.project, survey.activity, way=way, change="Warm rooms")


def publish(survey: Opened) -> None:
    with survey.site.writing() as session:
        publish_figures(session.get_one(Activity, survey.activity.id))


def results(reader: Page, project: Project) -> Document:
    return reader.get(f"/staff/{project.slug}/results")


def export(page: Page, place: str, status: int = 200, **fields: str) -> bytes:
    """What comes back when somebody asks for a file of `place`, whether a page offers it or not."""
    token = page.get("/staff/account").forms[0].values()["csrf_token"]
    answer = page.post(f"/staff/{place}/results/export", {"format": "json", "csrf_token": token} | fields, status)
    return answer.response.get_data()


def place_of(project: Project, activity: Activity) -> str:
    return f"{project.slug}/{activity.slug}"


def figures_in(document: Document) -> list[str]:
    """The words of each line of figures on a page."""
    rows = [list(row) for table in document.all("table") for row in table.iter("tr") if row.find("td") is not None]
    return [" ".join(text_of(cell).strip("\u2066\u2069") for cell in row) for row in rows]


def test_every_kind_of_activity_is_shown(site: Site) -> None:
    assert set(SHOWINGS.keys()) == set(site.app.extensions["engage.landing_places"].keys())


@pytest.mark.parametrize("role", list(Role))
def test_every_member_of_staff_is_led_there_a_reader_first(project: Project, sign_in: SignIn, role: Role) -> None:
    page = sign_in(role, None if role is Role.ADMINISTRATOR else project)
    document = page.get(f"/staff/{project.slug}/")
    address = f"/staff/{project.slug}/results"
    assert address in document.links
    first = [link.get("href") for link in document.all("a") if link.get("class") == "go"]
    assert first == ([address] if role is Role.READER else [])
    assert page.get(address).heading == "Published results"


def test_nothing_published_is_told_calmly_and_nothing_is_offered(
    site: Site, project: Project, survey: Opened, reader: Page
) -> None:
    say(survey, 30, "bus")
    for kind in ("nominations", "ideas"):
        moderation.send(site, *moderation.open_activity(site, kind, project))
    counted = votes.open_vote(site, project, entry="open")
    votes.cast(site, counted, [votes.BENCH])
    votes.count(site, counted)
    drafted(site, project=project)
    document = results(reader, project)
    assert "Nothing is published yet." in document.text
    assert document.forms == [] and figures_in(document) == []
    assert "30" not in document.text and "Benches" not in document.text and "bike shed" not in document.text


def test_a_survey_shows_its_published_figures_and_no_exact_one(
    project: Project, survey: Opened, reader: Page, page: Page
) -> None:
    say(survey, 23, "bus")
    say(survey, 12, "walk")
    say(survey, 3, "lift")
    publish(survey)
    document = results(reader, project)
    assert "About 40 responses. Published on" in document.text and "How to read these figures" in document.text
    assert figures_in(document) == figures_in(page.get(survey.address("heard"))) != []
    assert not {"23", "12", "3", "38"} & set(document.text.split()) and "Warm rooms" not in document.text
    assert survey.address("heard") in document.links


def test_more_responses_change_neither_the_page_nor_the_files(project: Project, survey: Opened, reader: Page) -> None:
    say(survey, 20, "bus")
    publish(survey)
    before = results(reader, project)
    place = place_of(project, survey.activity)
    files = [export(reader, place, source="heard", format=key) for key in FORMATS]
    say(survey, 50, "walk")
    survey.publish({**WAY, "text": "What do you drive?"}, CHANGE)
    assert figures_in(results(reader, project)) == figures_in(before)
    assert [export(reader, place, source="heard", format=key) for key in FORMATS] == files
    publish(survey)
    assert figures_in(results(reader, project)) != figures_in(before)
    assert export(reader, place, source="heard") != files[2]


def test_a_file_holds_the_lines_of_the_page(project: Project, survey: Opened, reader: Page) -> None:
    say(survey, 23, "bus")
    say(survey, 12, "walk")
    say(survey, 3, "lift")
    publish(survey)
    document = results(reader, project)
    (form,) = document.forms
    file = json.loads(reader.send(form, 200, format="json").response.get_data())
    assert [told(row) for row in file["rows"]] == figures_in(document)
    assert {(row["question"], row["question_words"], row["responses"]) for row in file["rows"]} == {
        ("way", WAY["text"], 40)
    }
    assert {table["key"] for table in file["further_tables"]} == {"codebook"}


def told(row: Mapping[str, Any]) -> str:
    """A row of a file as the page tells it."""
    assert row["left_out"] == (row["people"] is None)
    return f"{row['answer_words']} {'left out' if row['left_out'] else 'about ' + str(row['people'])}"


def test_what_waits_is_named_and_a_draft_is_not(site: Site, project: Project, survey: Opened, reader: Page) -> None:
    publish(survey)
    opened(site, WAY, project=project, definition=definition(WAY, title="How is the bus?"))
    drafted(site, project=project, definition=definition(title="Still written"))
    document = results(reader, project)
    assert "Nothing is published yet How is the bus?" in document.text and "Still written" not in document.text


def test_few_people_are_told_as_few(project: Project, survey: Opened, reader: Page) -> None:
    say(survey, 9, "bus")
    publish(survey)
    document = results(reader, project)
    assert "Fewer than ten people answered" in document.text
    assert all(line.endswith("left out") for line in figures_in(document))


def sent(site: Site, project: Project, activity: Activity, *, becomes: str) -> None:
    """Something new is sent to an activity, and a moderator accepts it, takes it off again, or has not read it yet."""
    root_id = moderation.send(site, project, activity).root_id
    if becomes == "waiting":
        return
    with site.app.test_request_context("/en/"), site.writing() as session:
        landing: Any = landing_place(activity.kind)
        row, submission = queries.by_root(landing.table, root_id), session.get_one(Submission, root_id)
        source = site.app.extensions["engage.languages"].source
        words = words_of(submission.wording_id, None, source, source)
        facts = landing.proposal(definition_of(submission.wording_id), activity.settings, submission, words)
        before, today = queries.standing_of(row), date(2026, 3, 2)
        landing.publish(row, 1, facts)
        accepted = states.accept(before, None, today)
        actions.save(landing.table, row.id, before, accepted)
        if becomes == "taken off":
            landing.unpublish(row)
            actions.save(landing.table, row.id, accepted, states.undo(accepted, None, today))


@pytest.mark.parametrize("kind", ["nominations", "ideas"])
def test_a_list_is_counted_as_everybody_reads_it(
    site: Site, project: Project, reader: Page, page: Page, kind: str
) -> None:
    _place, activity = moderation.open_activity(site, kind, project)
    for becomes in ("accepted", "accepted", "taken off", "waiting"):
        sent(site, project, activity, becomes=becomes)
    _place, other = moderation.open_activity(site, kind)
    sent(site, _place, other, becomes="accepted")
    document = results(reader, project)
    assert "2 entries are on the public list." in document.text
    address = f"/en/{project.slug}/{activity.slug}/{moderation.LISTS[kind]}"
    assert address in document.links and document.forms == []
    assert len(list(page.get(address).one("ol", class_="assets").iter("h2"))) == 2
    for key in (kind, "gatherings", "codebook"):
        export(reader, place_of(project, activity), 403, source=key)


def test_an_outcome_is_shown_and_taken_away_once_it_is_public(site: Site, project: Project, reader: Page) -> None:
    vote = votes.open_vote(site, project, entry="open")
    for _number in range(3):
        votes.cast(site, vote, [votes.BENCH])
    votes.count(site, vote)
    export(reader, place_of(project, vote), 404, source="outcome")
    with site.writing():
        vote_actions.publish(vote.id)
    document = results(reader, project)
    assert figures_in(document) == ["Benches in the park £4,000 3"] and "3 people voted." in document.text
    assert f"/en/{project.slug}/{vote.slug}/results" in document.links
    (form,) = document.forms
    file = json.loads(reader.send(form, 200, format="json").response.get_data())
    assert [(row["text"], row["supporters"]) for row in file["rows"] if row["chosen"]] == [("Benches in the park", 3)]


@pytest.mark.parametrize("first", [True, False])
def test_a_project_without_english_has_the_page_too(site: Site, sign_in: SignIn, first: bool) -> None:
    """A title stands in the language it has; an activity that nobody can read yet is known by its address."""
    place, title = site.save(make_project(languages=["ar", "ro"])), "كيف الأحوال؟"
    survey, unread = opened(site, WAY, project=place), opened(site, WAY, project=place, waivers={})
    survey.change(cover={"ar": {"title": title, "about": "", "minutes": 5}})
    assert unread.activity.cover == {}
    publish(survey if first else unread)
    document = results(sign_in(Role.READER, place), place)
    assert title in {text_of(span) for span in document.all("span", lang="ar", dir="rtl")}
    names = [title, unread.activity.slug] if first else [unread.activity.slug, title]
    assert text_of(next(document.one("section", class_="part").iter("h2"))) == names[0]
    assert names[1] in [text_of(item) for item in document.all("li")]


def test_figures_that_are_not_published_cannot_be_taken_away(survey: Opened, reader: Page) -> None:
    say(survey, 30, "bus")
    export(reader, place_of(survey.project, survey.activity), 404, source="heard")
    publish(survey)
    export(reader, place_of(survey.project, survey.activity), source="heard")


def test_a_file_that_a_reader_makes_is_logged_and_a_refused_one_is_not(
    site: Site, survey: Opened, reader: Page
) -> None:
    publish(survey)
    place = place_of(survey.project, survey.activity)
    export(reader, place, source="heard", format="csv")
    export(reader, place, 403, source="responses")
    (entry,) = site.read(select(AuditEntry).where(AuditEntry.object_id == survey.activity.id))
    assert (entry.action, entry.facts) == ("results.exported", {"source": "heard", "format": "csv"})


def test_another_project_is_not_there(site: Site, survey: Opened, reader: Page) -> None:
    theirs = opened(site, WAY)
    publish(theirs)
    reader.get(f"/staff/{theirs.project.slug}/results", 404)
    export(reader, place_of(theirs.project, theirs.activity), 404, source="heard")
    export(reader, place_of(survey.project, theirs.activity), 404, source="heard")
    assert theirs.address() not in results(reader, survey.project).html


def test_no_read_is_made_for_each_activity(site: Site, project: Project, reader: Page) -> None:
    asked = []
    for _number in range(2):
        for survey in (opened(site, WAY, project=project), opened(site, WAY, project=project)):
            publish(survey)
        votes.published(site, votes.open_vote(site, project, entry="open"))
        _place, activity = moderation.open_activity(site, "ideas", project)
        sent(site, project, activity, becomes="accepted")
        results(reader, project)  # editions are held from now on
        site.statements.clear()
        results(reader, project)
        asked.append(len(site.statements))
    assert asked[0] == asked[1]


def test_an_activity_called_results_stands_somewhere_else(project: Project, sign_in: SignIn) -> None:
    lead = sign_in(Role.LEAD, project)
    made = lead.submit(lead.get(f"/staff/{project.slug}/new"), title="Results", kind="survey")
    assert not made.location.endswith("/results/")
