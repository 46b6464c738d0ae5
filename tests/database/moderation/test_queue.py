"""What is sent waits once; two moderators never both decide; what is taken back leaves a tombstone and nothing else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.errors import Closed, Conflict
from engage.nominations.models import Nomination
from engage.nominations.queries import nominations_for_export
from engage.priorities.ideas.models import Idea
from engage.priorities.ideas.queries import ideas_for_export
from engage.projects.models import Activity
from engage.questionnaires import actions as engine
from engage.questionnaires.definition import from_json
from engage.questionnaires.landing import landing_place
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation import actions, queries, states
from engage.questionnaires.moderation.states import Standing
from tests.factories.moderation import draft_vote, new_draft, open_activity, send
from tests.support.site import Site

TABLES: dict[str, Any] = {"nominations": Nomination, "ideas": Idea}
EXPORTS: dict[str, Callable[[str], Any]] = {"nominations": nominations_for_export, "ideas": ideas_for_export}
DAY = date(2026, 3, 2)
ACCEPT, DECLINE = states.accept(Standing(), None, DAY), states.decline(Standing(), None, DAY, "unclear")

pytestmark = pytest.mark.parametrize("kind", TABLES)


def rows(site: Site, kind: str) -> list[Any]:
    return site.read(select(TABLES[kind]).order_by(TABLES[kind].root_id))


def accept(site: Site, activity: Activity, root_id: str) -> None:
    """Make the newest revision public as it was sent."""
    with site.app.test_request_context("/en/"), site.writing():
        landing: Any = landing_place(activity.kind)
        row = queries.by_root(landing.table, root_id)
        submission = queries.item(landing.table, activity.id, row.id)[1]
        facts = landing.proposal(from_json(activity.definition), {}, submission, {})
        actions.save(landing.table, row.id, Standing(), ACCEPT)
        landing.publish(row, 1, {**facts, "kind": "place"})


def landing_place_of(site: Site, activity: Activity) -> Any:
    with site.app.app_context():
        return landing_place(activity.kind)


def withdraw(site: Site, activity: Activity, root_id: str) -> None:
    with site.app.test_request_context("/en/"), site.writing() as session:
        submission = session.get_one(Submission, root_id)
        engine.withdraw(root_id)
        landing_place(activity.kind).withdrawn(session.get_one(Activity, activity.id), submission)


def test_sending_again_and_again_waits_once(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    draft = new_draft(activity)
    answers = [send(site, project, activity, draft) for _ in range(3)]
    assert [answer.is_new for answer in answers] == [True, False, False]
    assert [(row.state, row.revision, row.shown) for row in rows(site, kind)] == [("waiting", 1, 0)]


def test_many_at_once_wait_once(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    draft = new_draft(activity)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(site, project, activity, draft), range(8)))
    assert sum(answer.is_new for answer in answers) == 1
    assert len(rows(site, kind)) == 1


def test_a_change_waits_again_while_the_accepted_stands(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    root_id = send(site, project, activity).root_id
    accept(site, activity, root_id)
    change = new_draft(activity, follows=root_id)
    send(site, project, activity, change, about="More about it.")
    send(site, project, activity, change, about="More about it.")
    assert [(row.state, row.revision, row.shown) for row in rows(site, kind)] == [("waiting", 2, 1)]


@pytest.mark.parametrize(("first", "second"), [(ACCEPT, DECLINE), (DECLINE, ACCEPT)], ids=["accepts", "declines"])
def test_of_two_moderators_the_second_is_told(site: Site, kind: str, first: Standing, second: Standing) -> None:
    project, activity = open_activity(site, kind)
    send(site, project, activity)
    (row,) = rows(site, kind)
    with site.writing():
        actions.save(TABLES[kind], row.id, Standing(), first)
    with site.app.app_context(), pytest.raises(Conflict):
        actions.save(TABLES[kind], row.id, Standing(), second)
    assert rows(site, kind)[0].state == first.state


def test_a_decision_about_an_older_revision_is_refused(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    root_id = send(site, project, activity).root_id
    send(site, project, activity, new_draft(activity, follows=root_id), about="Other words.")
    (row,) = rows(site, kind)
    with site.app.app_context(), pytest.raises(Conflict):
        actions.save(TABLES[kind], row.id, Standing(), states.accept(Standing(), None, DAY))


def test_what_is_taken_back_leaves_only_a_tombstone(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    root_id = send(site, project, activity, about="A sentence nobody else wrote").root_id
    accept(site, activity, root_id)
    withdraw(site, activity, root_id)
    (row,) = rows(site, kind)
    assert (row.state, row.shown, row.own_words) == ("withdrawn", 0, "")
    with site.engine.connect() as connection:
        tables = [table for table in site.app.extensions["sqlalchemy"].metadata.tables if table != "wordings"]
        kept = [str(found) for table in tables for found in connection.exec_driver_sql(f'SELECT * FROM "{table}"')]
    assert not [found for found in kept if "nobody else wrote" in found or "bike shed" in found or "bench" in found]


def test_what_is_taken_back_leaves_the_votes_that_are_drafts(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    root_id = send(site, project, activity).root_id
    accept(site, activity, root_id)
    vote = draft_vote(project)
    (row,) = rows(site, kind)
    origin = landing_place_of(site, activity).origin(row)
    vote.definition["questions"][0]["options"] = [
        {"key": "trees", "text": "Trees"},
        {"key": "a", "text": "What was sent", "origin": origin},
    ]
    site.save(vote)
    withdraw(site, activity, root_id)
    (held,) = site.read(select(Activity).where(Activity.id == vote.id))
    assert held.definition["questions"][0]["options"] == [{"key": "trees", "text": "Trees"}]


def test_nothing_is_changed_after_it_was_taken_back(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    root_id = send(site, project, activity).root_id
    withdraw(site, activity, root_id)
    with pytest.raises(Closed):
        send(site, project, activity, new_draft(activity, follows=root_id), about="Late.")


def test_exports_give_revisions_states_and_tombstones(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    roots = [send(site, project, activity).root_id for _ in range(4)]
    accept(site, activity, roots[0])
    send(site, project, activity, new_draft(activity, follows=roots[1]), about="New words.")
    withdraw(site, activity, roots[2])
    with site.app.app_context():
        found = {row.sent.submission_id: row.sent for row in EXPORTS[kind](activity.id)}
    told = [(found[root].state, found[root].revision, found[root].shown_revision) for root in roots]
    assert told == [("accepted", 1, 1), ("waiting", 2, 0), ("withdrawn", 1, 0), ("waiting", 1, 0)]
    assert found[roots[1]].answers["about"] == "New words."
    assert found[roots[2]].answers == {}
    assert found[roots[2]].withdrawn_on is not None
    assert list(found) == sorted(found)


def test_lists_of_another_activity_are_separate(site: Site, kind: str) -> None:
    project, activity = open_activity(site, kind)
    _, other = open_activity(site, kind, project)
    send(site, project, other)
    with site.app.app_context():
        assert EXPORTS[kind](activity.id) == []
        assert queries.counts(TABLES[kind], activity.id) == {"waiting": 0, "accepted": 0, "declined": 0}
        assert queries.queue(TABLES[kind], activity.id, "waiting", 1) == []


def test_the_queue_is_in_the_order_of_days(site: Site, kind: str, clock: Any) -> None:
    project, activity = open_activity(site, kind)
    first = send(site, project, activity).root_id
    clock.advance(days=1)
    later = {send(site, project, activity).root_id for _ in range(3)}
    with site.app.app_context():
        found = [row.root_id for row, _ in queries.queue(TABLES[kind], activity.id, "waiting", 1)]
        again = [row.root_id for row, _ in queries.queue(TABLES[kind], activity.id, "waiting", 1)]
    assert found[0] == first
    assert set(found[1:]) == later
    assert found == again


def test_a_lead_is_told_which_question_is_missing(site: Site, kind: str) -> None:
    _, activity = open_activity(site, kind)
    questions = [question for question in activity.definition["questions"] if question["type"] != "short-text"]
    landing = landing_place_of(site, activity)
    assert landing.problems(from_json(activity.definition), {}) == []
    (problem,) = landing.problems(from_json({**activity.definition, "questions": questions}), {})
    assert problem.words.startswith("Add a question for")
