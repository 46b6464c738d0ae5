"""A project's own name and welcome in the reader's language, and the frame they stand in."""

from flask import g, url_for

from engage.languages.catalogue import Language
from engage.projects.models import Project


def project_name(project: Project, language: Language) -> str:
    """Its name as this reader knows it; the source name where there is no other."""
    return project.words.get(language.text_code, {}).get("name") or project.name


def project_welcome(project: Project, language: Language) -> str:
    """Its first sentence to this reader."""
    return project.words.get(language.text_code, {}).get("welcome") or project.words.get("en", {}).get("welcome", "")


def show_project(project: Project, language: Language) -> None:
    """Set the frame of this request's page: the project's name, its address and its languages."""
    g.place_name = project_name(project, language)
    g.home_url = url_for("projects.project", language=language.code, project=project.slug)
    g.privacy_url = url_for("projects.privacy", language=language.code, project=project.slug)
    g.offered = project.languages
