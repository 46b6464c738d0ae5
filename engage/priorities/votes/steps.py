"""The steps that end a vote, each on its own, each confirmed, never back once it was counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engage.core.errors import Busy
from engage.core.registry import Registry
from engage.priorities.votes import actions
from engage.priorities.votes.models import COUNTED, PUBLISHED, SEALED, SHREDDED, VoteBox
from engage.priorities.votes.shredding import wipe, wipe_afterwards
from engage.projects.actions import set_state
from engage.projects.models import Activity

LOG = "log"
"""The step that a lead is led to if what another left behind could not be wiped at once."""


@dataclass(frozen=True)
class Step:
    """`ready` says whether it can be taken now; `take` takes it and gives the facts for the log.

    `look` is the slow work before it, which only reads and is done without the lock; `take` is given what it found, or
    nothing where nobody looked.
    `taken` says whether it was taken already. `preview` shows what was counted before it is confirmed.
    `done` confirms that it was taken.
    """

    key: str
    title: LazyString
    button: LazyString
    done: LazyString
    warnings: tuple[LazyString, ...]
    action: str
    ready: Callable[[Activity, VoteBox], bool]
    take: Callable[[Activity, Any], dict[str, Any]]
    look: Callable[[Activity], Any] = lambda activity: None
    taken: Callable[[Activity, VoteBox], bool] = lambda activity, box: False
    preview: bool = False


def _close(activity: Activity, found: None) -> dict[str, Any]:
    set_state(activity, "closed")
    return {}


def _count_ahead(activity: Activity) -> actions.Counted:
    return actions.count_ahead(activity, current_app.config["ENGAGE_KEYS"]["seals"])


def _count(activity: Activity, found: actions.Counted | None) -> dict[str, Any]:
    result = actions.count(activity, current_app.config["ENGAGE_KEYS"]["seals"], found)
    _wipe_afterwards()
    return {"ballots": result.ballots}


def _publish(activity: Activity, found: None) -> dict[str, Any]:
    actions.publish(activity.id)
    return {}


def _shred(activity: Activity, found: None) -> dict[str, Any]:
    actions.shred(activity.id)
    _wipe_afterwards()
    return {}


def _wipe_afterwards() -> None:
    wipe_afterwards(url_for(str(request.endpoint), **{**(request.view_args or {}), "step": LOG}))


def _wipe(activity: Activity, found: None) -> dict[str, Any]:
    if not wipe():
        raise Busy("log-read")
    return {}


STEPS: Registry[Step] = Registry(
    "step of a vote",
    [
        Step(
            "close",
            _l("Close the vote"),
            _l("Close it"),
            _l("The vote is closed. It takes no more ballots."),
            (
                _l("Nobody can vote after this. A ballot that somebody is filling in now is lost."),
                _l("You can open it again until it is counted. Both are in the log."),
            ),
            "activity.closed",
            lambda activity, box: activity.standing == "open" and box.state == SEALED,
            _close,
            taken=lambda activity, box: activity.standing == "closed" or box.state != SEALED,
        ),
        Step(
            "count",
            _l("Count the votes"),
            _l("Open the box and count"),
            _l("The votes are counted."),
            (
                _l("The ballots are opened and counted in both ways."),
                _l("After this nobody can open the vote again."),
                _l("Only leads see the outcome until you publish it."),
                _l("Tens of thousands of ballots and hundreds of options can take minutes, too long for this page."),
                _l("Then nothing is changed, and whoever runs the site counts with “flask votes count”."),
            ),
            "vote.counted",
            lambda activity, box: activity.standing == "closed" and box.state == SEALED,
            _count,
            _count_ahead,
            taken=lambda activity, box: box.state != SEALED,
        ),
        Step(
            "publish",
            _l("Publish the outcome"),
            _l("Publish it"),
            _l("The outcome is published."),
            (_l("Everybody can read it, in every language. It cannot be taken back."),),
            "vote.published",
            lambda activity, box: box.state == COUNTED,
            _publish,
            taken=lambda activity, box: box.state in {PUBLISHED, SHREDDED},
            preview=True,
        ),
        Step(
            "shred",
            _l("Destroy the ballots"),
            _l("Destroy them"),
            _l("The ballots are destroyed."),
            (
                _l("The ballots, the codes and the key that opens them are deleted. The outcome stays."),
                _l("Nobody can count again after this."),
                _l("Backups that were made before still hold the sealed ballots until they expire."),
            ),
            "vote.shredded",
            lambda activity, box: box.state == PUBLISHED,
            _shred,
            taken=lambda activity, box: box.state == SHREDDED,
        ),
        Step(
            LOG,
            _l("Wipe what the database may still hold of the ballots"),
            _l("Wipe it"),
            _l("The tables keep nothing more of what was deleted. The log of what staff did stays as it is."),
            (
                _l("Counting writes ballots and codes anew. Destroying deletes them, with the key."),
                _l("If you were sent here after that, the site was busy. Its files may still hold them as they were."),
                _l("Wait a minute, then wipe it. This can be repeated. The log of what staff did stays as it is."),
            ),
            "vote.log-emptied",
            lambda activity, box: box.state != SEALED,
            _wipe,
        ),
    ],
)
