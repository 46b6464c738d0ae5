"""A signed-in member of staff as the rest of the house sees one: plain values, no database."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_login import UserMixin

from engage.core.roles import Role

ROLE_LABELS = {
    # Translators: a role; sees and does everything in every project
    Role.ADMINISTRATOR: _l("administrator"),
    # Translators: a role; leads one project: writes, publishes, moderates
    Role.LEAD: _l("lead"),
    # Translators: a role; a community researcher who runs gatherings
    Role.RESEARCHER: _l("researcher"),
    # Translators: a role; somebody who commissions the work and reads published results
    Role.READER: _l("reader"),
}
ROLE_MEANINGS = {
    Role.ADMINISTRATOR: _l("Does everything in every project, and gives people their roles."),
    Role.LEAD: _l("Writes, opens and closes activities, reads all answers, and adds people to the project."),
    Role.RESEARCHER: _l("Runs gatherings and helps people to answer. Does not read what they sent."),
    Role.READER: _l("Reads the results that are published, and nothing else."),
}
"""What each role may do, for those who give it."""
PROJECT_ROLES = (Role.LEAD, Role.RESEARCHER, Role.READER)
"""The roles that belong to one project; an administrator's belongs to all of them."""


@dataclass(frozen=True)
class ProjectPart:
    """A person's part in one project."""

    project_id: str
    slug: str
    name: str
    role: Role


@dataclass(frozen=True)
class StaffMember(UserMixin):
    """Who is signed in. Loaded afresh for every request, so that a change of role counts at once."""

    id: str
    email: str
    epoch: int
    """The person's session epoch when this was read."""
    administrator: bool
    projects: tuple[ProjectPart, ...]
    """Their parts, by the project's name. An administrator may hold none and still enter every project."""
    session_token: str = ""
    by_link: bool = False
    """Signed in with a one-time link, and may therefore set a password without giving the old one."""

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the random token of this session, never the person's id."""
        return self.session_token

    @property
    def has_role(self) -> bool:
        """Without one an account opens nothing."""
        return self.administrator or bool(self.projects)

    def may(self, roles: Iterable[Role], project_slug: str | None) -> bool:
        """Whether they hold one of the roles in the project, or in any project when it is None."""
        if self.administrator:
            return True
        wanted = frozenset(roles)
        return any(part.role in wanted and project_slug in (None, part.slug) for part in self.projects)


LONGEST_EMAIL = 254
"""By RFC 5321. To normalise very long texts takes minutes."""


def tidy_email(typed: str) -> str:
    """An address as it is stored and looked up: one address is one person, however it is typed."""
    folded = unicodedata.normalize("NFKC", typed[:LONGEST_EMAIL]).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


def may_open_account(maker: StaffMember, target: StaffMember) -> bool:
    """Whether `maker` may hand somebody a link that signs in as `target`.

    Such a link opens everything that the person can reach, so the maker must lead every one of their projects.
    """
    if maker.administrator:
        return True
    led = {part.project_id for part in maker.projects if part.role is Role.LEAD}
    return not target.administrator and all(part.project_id in led for part in target.projects)
