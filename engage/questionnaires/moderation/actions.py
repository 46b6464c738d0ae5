"""Writes of what is moderated. `table` is a model with the columns of `states.Standing`, an activity and a root."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update

from engage.core.columns import insert_once
from engage.core.errors import Closed, Conflict, NotFound
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.projects.models import Activity
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation import states
from engage.questionnaires.moderation.queries import standing_of
from engage.questionnaires.moderation.states import Standing


def put_in_queue(table: type[Any], activity: Activity, root_id: str) -> None:
    """Let a first revision wait for a moderator; once, however often it is sent."""
    insert_once(
        db.session,
        table,
        id=new_id(),
        project_id=activity.project_id,
        activity_id=activity.id,
        root_id=root_id,
        **asdict(Standing()),
    )


def put_back_in_queue(table: type[Any], root_id: str, submission_id: str) -> None:
    """Let a later revision wait; what was accepted before stands. Closed where all of it was taken back."""
    row = hold(table, root_id)
    revision = db.session.scalars(select(Submission.revision).where(Submission.id == submission_id)).one()
    try:
        after = states.change(standing_of(row), revision)
    except Conflict as refusal:
        raise Closed("withdrawn") from refusal
    save(table, row.id, standing_of(row), after)


def take_back(table: type[Any], root_id: str) -> Any:
    """Its sender withdrew it: only a tombstone is left. Returns the row. NotFound, or Conflict if it was before."""
    row = hold(table, root_id)
    save(table, row.id, standing_of(row), states.withdraw(standing_of(row)))
    return row


def hide(table: type[Any], root_id: str) -> Any:
    """Its sender agrees no longer that others read it. Returns the row. NotFound."""
    row = hold(table, root_id)
    save(table, row.id, standing_of(row), states.hide(standing_of(row)))
    return row


def hold(table: type[Any], root_id: str) -> Any:
    """The row of a submission, held until the commit, so that nobody decides about it or takes it back meanwhile."""
    row = db.session.scalar(
        select(table).where(table.root_id == root_id).with_for_update().execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound()
    return row


def save(table: type[Any], item_id: str, before: Standing, after: Standing) -> None:
    """Keep a decision; Conflict unless the thing still stands as it was seen when the decision was made."""
    result = db.session.execute(
        update(table)
        .where(
            table.id == item_id,
            table.state == before.state,
            table.revision == before.revision,
            table.shown == before.shown,
        )
        .values(**asdict(after)),
        execution_options={"synchronize_session": False},
    )
    if not result.rowcount:  # type: ignore[attr-defined]
        raise Conflict("moved-on")
