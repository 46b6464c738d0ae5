"""The staff of the demonstration. Nobody has a password: a lead signs in by a one-time link."""

from engage.accounts.actions import add_person
from engage.core.roles import Role
from engage.demonstration import sources
from engage.projects.models import Project


def load(project: Project) -> tuple[str, str]:
    """The ids of the lead and of the researcher."""
    return (
        add_person(sources.LEAD, Role.LEAD, project.id),
        add_person(sources.RESEARCHER, Role.RESEARCHER, project.id),
    )
