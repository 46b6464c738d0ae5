"""Reads for answering, receipts and results."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select, true
from sqlalchemy.orm import aliased, defer

from engage.content.models import SITE
from engage.content.units import Unit
from engage.core.errors import NotFound
from engage.extensions import db
from engage.projects.models import Activity, Project
from engage.questionnaires.definition import from_json
from engage.questionnaires.models import Conflict, Draft, RenditionSet, Submission, Wording

UNREAD = (Project.area, Project.partners, Project.contact, Activity.definition, Activity.waivers)
"""What no page of residents reads; asking for it raises, so that nothing is read twice."""


def _activity_beside(other: Any) -> Select[Any]:
    return (
        select(Project, Activity, other)
        .join(Activity, Activity.project_id == Project.id)
        .where(Project.slug == bindparam("project"), Activity.slug == bindparam("activity"))
        .options(*(defer(column, raiseload=True) for column in UNREAD))
    )


def _activity_and(draft: type[Draft]) -> Select[tuple[Project, Activity, Draft]]:
    its_own = and_(draft.id == bindparam("draft"), draft.activity_id == Activity.id)
    return _activity_beside(draft).outerjoin(draft, its_own)


# PostgreSQL locks nothing on the far side of an outer join, so the draft is locked in a select of its own within.
HELD_DRAFT = aliased(Draft, select(Draft).where(Draft.id == bindparam("draft")).with_for_update().subquery())
ACTIVITY_AND_DRAFT = _activity_and(Draft)
ACTIVITY_AND_HELD_DRAFT = _activity_and(HELD_DRAFT)
"""Made once, because every page of questions begins with one of them."""
STONE = exists().where(Submission.id == bindparam("sent"), Submission.state == "withdrawn")
ACTIVITY_AND_STONE = _activity_beside(STONE)


def activity_and_draft(
    project: str, activity: str, draft_id: str | None, *, hold: bool = False
) -> tuple[Project, Activity, Draft | None]:
    """Everything that a question page needs, in one read. Slugs; NotFound.

    hold: nobody else changes or sends the draft before the commit, so that no answer is lost between two pages of it.
    """
    sought = {"project": project, "activity": activity, "draft": draft_id}
    row = db.session.execute(ACTIVITY_AND_HELD_DRAFT if hold else ACTIVITY_AND_DRAFT, sought).first()
    if row is None:
        raise NotFound()
    return row[0], row[1], row[2]


def activity_and_stone(project: str, activity: str, sent_id: str | None) -> tuple[Project, Activity, bool]:
    """What the page after sending needs, in one read, with whether what was sent is a tombstone now. Slugs; NotFound.

    A ballot never is.
    """
    sought = {"project": project, "activity": activity, "sent": sent_id}
    row = db.session.execute(ACTIVITY_AND_STONE, sought).first()
    if row is None:
        raise NotFound()
    return row[0], row[1], row[2]


def hold_sets(activity: Activity) -> None:
    """Read anew which sets it names, and keep others from changing that until this transaction ends."""
    db.session.refresh(activity, ["sets", "cover"], with_for_update=True)


def hold_definition(activity: Activity) -> None:
    """Read the draft anew, and keep others from changing it until this transaction ends."""
    db.session.refresh(activity, ["definition"], with_for_update=True)


def _within(scopes: Collection[str]) -> ColumnElement[bool]:
    return true() if SITE in scopes else Activity.id.in_(scopes)


def held_activities(scopes: Collection[str]) -> Sequence[Activity]:
    """The activities with these ids, every one where the site is among the scopes; held as by `hold_sets`."""
    return db.session.scalars(
        select(Activity)
        .where(_within(scopes))
        .order_by(Activity.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def contents_of(set_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """{id of a set: what it shows}."""
    rows = db.session.execute(select(RenditionSet.id, RenditionSet.content).where(RenditionSet.id.in_(set_ids)))
    return {row[0]: row[1] for row in rows}


def sets_within(scopes: Collection[str], languages: Collection[str]) -> Iterator[tuple[RenditionSet, Wording]]:
    """Every set of these activities in these languages, those that are not shown any more too, with its wording."""
    rows = db.session.execute(
        select(RenditionSet, Wording)
        .join(Wording, Wording.id == RenditionSet.wording_id)
        .join(Activity, Activity.id == Wording.activity_id)
        .where(_within(scopes), RenditionSet.language.in_(languages))
        .order_by(RenditionSet.id)
    )
    return ((row[0], row[1]) for row in rows)


def published_keys(activity_id: str) -> set[str]:
    """The keys of every question that an activity ever published."""
    return {question["key"] for question in _published_questions(activity_id)}


@dataclass(frozen=True)
class PublishedWords:
    """Every text that a question was ever published with, and that each of its options was, by key."""

    texts: set[str] = field(default_factory=set)
    options: dict[str, set[str]] = field(default_factory=dict)


def published_words(activity_id: str, key: str) -> PublishedWords:
    """The words of the question with this key in all that its activity published."""
    found = PublishedWords()
    for question in _published_questions(activity_id):
        if question["key"] == key:
            found.texts.add(question["text"])
            for option in question.get("options", ()):
                found.options.setdefault(option["key"], set()).add(option["text"])
    return found


def wordings_in_use(activity_id: str) -> set[str]:
    """The ids of the wordings that were published, or that somebody's draft still answers, as in a preview."""
    published = select(Wording.id).where(Wording.activity_id == activity_id, Wording.published)
    begun = select(Draft.wording_id).where(Draft.activity_id == activity_id)
    return set(db.session.scalars(published.union(begun)))


def earlier_units(activity_id: str, unit_key: str) -> dict[str, Unit]:
    """{hash: the unit with this key} in every wording that an activity was published or previewed with."""
    wordings = select(Wording.definition).where(Wording.activity_id == activity_id)
    units = (unit for definition in db.session.scalars(wordings) for unit in from_json(definition).units)
    return {unit.hash: unit for unit in units if unit.key == unit_key}


def _published_questions(activity_id: str) -> Iterator[dict[str, Any]]:
    wordings = select(Wording.definition).where(Wording.activity_id == activity_id, Wording.published)
    for definition in db.session.scalars(wordings):
        yield from definition["questions"]


def was_sent(submission_id: str, activity_id: str) -> bool:
    """Whether a submission with this id is kept for this activity."""
    found = select(Submission.id).where(Submission.id == submission_id, Submission.activity_id == activity_id)
    return db.session.scalar(found) is not None


def root_of(submission_id: str) -> str | None:
    """The id of the first revision of what is kept under this id, which its receipt is made from; None for a ballot."""
    return db.session.scalar(select(Submission.root_id).where(Submission.id == submission_id))


@dataclass(frozen=True)
class Opened:
    """What a receipt opens: the newest revision of a submission, or a draft that was not sent yet."""

    project: Project
    activity: Activity
    submission: Submission | None
    draft: Draft | None


def opened_by(receipt: str) -> Opened | None:
    """What the hash of a receipt's code opens, or None."""
    first, newest = aliased(Submission), aliased(Submission)
    row = db.session.execute(
        select(Project, Activity, newest)
        .select_from(first)
        .join(newest, newest.root_id == first.id)
        .join(Activity, Activity.id == first.activity_id)
        .join(Project, Project.id == Activity.project_id)
        .where(first.receipt == receipt)
        .order_by(newest.revision.desc())
        .limit(1)
    ).first()
    if row:
        return Opened(row[0], row[1], row[2], None)
    waiting = db.session.execute(
        select(Project, Activity, Draft)
        .join(Activity, Activity.id == Draft.activity_id)
        .join(Project, Project.id == Activity.project_id)
        .where(Draft.receipt == receipt)
    ).first()
    return Opened(waiting[0], waiting[1], None, waiting[2]) if waiting else None


def newest_submissions(activity_id: str) -> Sequence[Submission]:
    """The newest revision of every submission that was not withdrawn, in an order that tells nothing of time."""
    newest = (
        select(Submission.root_id, func.max(Submission.revision).label("revision"))
        .where(Submission.activity_id == activity_id)
        .group_by(Submission.root_id)
        .subquery()
    )
    return db.session.scalars(
        select(Submission)
        .join(newest, and_(newest.c.root_id == Submission.root_id, newest.c.revision == Submission.revision))
        .where(Submission.state == "kept")
        .order_by(Submission.root_id)
    ).all()


def answers_to(activity_id: str, key: str) -> int:
    """How many people answer a question in what they say now. Answers are read here, for the database cannot."""
    return sum(key in submission.answers for submission in newest_submissions(activity_id))


def answered_wordings(activity_id: str) -> Sequence[str]:
    """The ids of the wordings that somebody answered, the newest first, in a fixed order."""
    answered = select(Submission.wording_id).where(Submission.activity_id == activity_id)
    return db.session.scalars(
        select(Wording.id).where(Wording.id.in_(answered)).order_by(Wording.created_on.desc(), Wording.id)
    ).all()


def all_revisions(activity_id: str) -> Sequence[Submission]:
    """Every revision and every tombstone, for an export."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.activity_id == activity_id)
        .order_by(Submission.root_id, Submission.revision)
    ).all()


def revisions_of(activity_id: str, root_id: str) -> Sequence[Submission]:
    """The revisions of one submission, the newest first; empty if the activity has none."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.activity_id == activity_id, Submission.root_id == root_id)
        .order_by(Submission.revision.desc())
    ).all()


def conflicts_of(activity_id: str, root_id: str | None = None) -> list[tuple[Conflict, Submission]]:
    """Bodies that came with the id of another submission, with the revision they clash with; of one root or all."""
    found = (
        select(Conflict, Submission)
        .join(Submission, Submission.id == Conflict.submission_id)
        .where(Conflict.activity_id == activity_id)
        .order_by(Submission.root_id, Submission.revision, Conflict.body_mac)
    )
    of_root = found if root_id is None else found.where(Submission.root_id == root_id)
    return [(row[0], row[1]) for row in db.session.execute(of_root)]
