"""The steps of create_app, in its order."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from engage.accounts import manage_views as accounts_manage_views
from engage.accounts import sessions as staff_sessions
from engage.accounts import views as accounts_views
from engage.accounts.attempts import Attempts
from engage.core.registry import Registry
from engage.extensions import babel, compress, csrf, db, login
from engage.fieldwork import manage_views as gatherings_manage_views
from engage.fieldwork import views as fieldwork_views
from engage.fieldwork.door import GatheringDoor
from engage.languages.catalogue import Catalogue
from engage.media import leaving, storage
from engage.media import views as media_views
from engage.nominations import views as nominations_views
from engage.nominations.landing import Nominations
from engage.priorities.ideas import views as ideas_views
from engage.priorities.ideas.landing import Ideas
from engage.priorities.votes import ballot_cookie
from engage.priorities.votes import manage_views as votes_manage_views
from engage.priorities.votes import views as votes_views
from engage.priorities.votes.door import VoteDoor
from engage.priorities.votes.landing import Vote
from engage.projects import manage_views as projects_manage_views
from engage.projects import views as projects_views
from engage.projects import words as projects_words
from engage.questionnaires import door_views, order_views, receipt_views, release_views
from engage.questionnaires import manage_views as editor_views
from engage.questionnaires import views as questionnaires_views
from engage.questionnaires.doors import Door
from engage.questionnaires.landing import LandingPlace
from engage.questionnaires.moderation import manage_views as moderation_manage_views
from engage.results import manage_views as results_manage_views
from engage.results import views as results_views
from engage.surveys import manage_views as surveys_manage_views
from engage.surveys.landing import Survey
from engage.translation import manage_views as translation_manage_views
from engage.web import (
    access,
    assets,
    errors,
    filters,
    health,
    logs,
    owing,
    rendering,
    security,
    staying,
    templating,
    transactions,
)

if TYPE_CHECKING:
    from config import Config

MEGABYTE = 1024 * 1024


def new_flask(config: "Config", keys: dict[str, bytes]) -> Flask:
    """An application with its limits and its keys, and nothing else yet."""
    root: Path = config.root
    app = transactions.OneCommit(
        "engage", static_folder=str(root / "static"), template_folder=str(root / "templates"), instance_path=None
    )
    app.config.update(
        SECRET_KEY=config.secret_key,
        TESTING=config.testing,
        ENGAGE=config,
        ENGAGE_KEYS=keys,
        MAX_CONTENT_LENGTH=65 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,  # of a form without files too: see web/security
        MAX_FORM_PARTS=500,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=20),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: people are interrupted for hours
        WTF_CSRF_SSL_STRICT=False,  # Origin is checked for every write in web/security
        WTF_I18N_ENABLED=False,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_BR_WINDOW=16,  # pages are small: more would only be memory to prepare
        COMPRESS_MIN_SIZE=400,
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,  # no page is kept; files of ours answer for themselves
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=transactions.database_options(config.database_url),
    )
    logging.getLogger("engage").setLevel(logging.INFO)
    logs.bind()
    return app


def bind_database(app: Flask) -> None:
    """The database, and one commit a request."""
    db.init_app(app)
    transactions.bind(app, db)


def bind_shell(app: Flask, config: "Config") -> None:
    """What all pages share: headers, access, limits, forms, errors, assets, health."""
    security.bind(app, base_url=config.base_url, trusted_proxies=config.trusted_proxies)
    owing.bind(app)
    access.guard(app)
    csrf.init_app(app)
    compress.init_app(app)
    login.init_app(app, add_context_processor=False)  # resident pages never ask who is signed in
    errors.bind(app)
    filters.bind(app)
    staying.bind(app)
    assets.bind(app, Path(config.root / "static"))
    app.register_blueprint(health.blueprint)


def bind_languages(app: Flask, config: "Config") -> None:
    """The catalogue of languages and the language of each request."""
    rendering.bind(app, Catalogue(config.languages))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(config.root / "translations")
    babel.init_app(app, locale_selector=rendering.current_locale)
    templating.bind(app)


def bind_slices(app: Flask) -> None:
    """Every slice's pages."""
    staff_sessions.bind(app)
    storage.bind(app, app.config["ENGAGE"].media_url)
    leaving.bind(app, db)
    projects_words.bind(app)
    for blueprint in (
        accounts_views.blueprint,
        accounts_manage_views.blueprint,
        media_views.blueprint,
        projects_views.blueprint,
        projects_manage_views.blueprint,
        editor_views.blueprint,
        order_views.blueprint,
        release_views.blueprint,
        questionnaires_views.blueprint,
        receipt_views.blueprint,
        moderation_manage_views.blueprint,
        nominations_views.blueprint,
        ideas_views.blueprint,
        votes_views.blueprint,
        votes_manage_views.blueprint,
        door_views.blueprint,
        fieldwork_views.blueprint,
        gatherings_manage_views.blueprint,
        surveys_manage_views.blueprint,
        translation_manage_views.blueprint,
        results_views.blueprint,
        results_manage_views.blueprint,
    ):
        app.register_blueprint(blueprint)


def bind_landing_places(app: Flask) -> None:
    """What the four activities do with the one engine."""
    places: Registry[LandingPlace] = Registry("landing place", [Survey(), Nominations(), Ideas(), Vote()])
    app.extensions["engage.landing_places"] = places
    doors: Registry[Door] = Registry("door", [GatheringDoor(), VoteDoor()])
    app.extensions["engage.doors"] = doors
    app.extensions["engage.wrong_codes"] = Attempts()
    app.extensions["engage.kept"] = Attempts()
    ballot_cookie.bind(app)
