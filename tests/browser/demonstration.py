"""The demonstration project for the tests in a browser: loaded once a run, copied for each process of it.

It gets what the demonstration has no need of: a gathering that is open, and a vote that asks for a code.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from flask import Response, g
from sqlalchemy import select

from engage.accounts.models import Staff
from engage.core.identifiers import grouped
from engage.demonstration import loading, sources
from engage.extensions import db
from engage.fieldwork.actions import open_gathering
from engage.fieldwork.codes import gathering_code
from engage.priorities.votes import actions as votes
from engage.priorities.votes import codes
from engage.priorities.votes.settings import CODES
from engage.projects.models import Activity, Project
from engage.questionnaires.keys import code_key
from engage.web.access import open_to_everyone
from engage.web.errors import error_page
from tests.support.site import Site

CODED = "with-codes"
"""The slug of the vote that asks for a code."""
ENGLISH_ONLY = "only-in-english"
"""The slug of an activity that is served in no language but English and BSL."""
REFUSING = "refusing"
"""/<language>/refusing/<status> answers with that status."""
SLIPS = 60


@dataclass
class Street:
    """The site with the demonstration in it, and the codes that let people in."""

    site: Site
    gathering: str
    _slips: list[str] = field(default_factory=list)

    def ballot_code(self) -> str:
        """A slip for the vote that asks for one, as it is printed; each is given out once."""
        return self._slips.pop()


@contextmanager
def open_street(folder: Path, worker: str) -> Iterator[Street]:
    """The demonstration in a database of this process's own, below the folder that the run shares."""
    own = folder / f"{worker}-street"
    shutil.copytree(_prepared(folder), own)
    site = _site(own)
    site.app.add_url_rule(f"/<language>/{REFUSING}/<int:status>", view_func=open_to_everyone(_refuse))
    slips = (own / "slips.txt").read_text().splitlines()
    yield Street(site, (own / "gathering.txt").read_text(), slips)
    site.close()


def _refuse(language: str, status: int) -> Response:
    return error_page(status)


def _prepared(folder: Path) -> Path:
    """The folder with the loaded demonstration; the first process to ask makes it while the others wait."""
    made = folder / "street"
    with (folder / "street.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(folder / "street-unfinished")
            (folder / "street-unfinished").rename(made)
    return made


def _site(folder: Path) -> Site:
    return Site("sqlite", f"sqlite:///{folder}/engage.sqlite3", folder)


def _make(folder: Path) -> None:
    site = _site(folder)
    loaded = site.app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
    assert loaded.exit_code == 0, loaded.output
    with site.writing(), site.app.test_request_context("/en/"):
        g.language = site.app.extensions["engage.languages"].source
        project = db.session.scalars(select(Project).where(Project.slug == sources.SLUG)).one()
        (folder / "gathering.txt").write_text(_open_gathering(project))
        (folder / "slips.txt").write_text("\n".join(_load_again(project)))
        db.session.commit()
    site.close()


def _open_gathering(project: Project) -> str:
    researcher = db.session.scalars(select(Staff.id).where(Staff.email == sources.RESEARCHER)).one()
    facts = {
        "kind_of_place": "centre",
        "area": "Harbour Street",
        "held_on": date(2026, 3, 2),
        "languages": ["en", "ar"],
        "interpreter": False,
        "head_count": 12,
    }
    opened = open_gathering(project_id=project.id, researcher_id=researcher, key=code_key(), facts=facts)
    return grouped(gathering_code(code_key(), opened.id), 3)


def _load_again(project: Project) -> list[str]:
    """Open a vote with codes and an activity in English only; the slips for the vote."""
    media = loading.load_media(project)
    wanted = {activity.slug: activity for activity in sources.ACTIVITIES}
    coded = replace(wanted["first"], settings={**wanted["first"].settings, "entry": CODES})
    vote = loading.load_activity(project, coded, *media)
    vote.slug = CODED
    idea = loading.load_activity(project, wanted["ideas"], *media)
    idea.slug = ENGLISH_ONLY
    idea.sets = {edition: {code: sets[code] for code in ("en", "bfi")} for edition, sets in idea.sets.items()}
    idea.cover = {code: idea.cover[code] for code in ("en", "bfi")}
    return [codes.shown(code) for code in votes.make_codes(vote.id, batch=1, size=SLIPS, key=code_key())]


def activity(site: Site, slug: str) -> Activity:
    """An activity of the demonstration."""
    (found,) = site.read(select(Activity).where(Activity.slug == slug))
    return found
