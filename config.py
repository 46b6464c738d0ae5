"""What the site is told from outside: the environment, and the one list of languages."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from engage.languages.catalogue import Language

ROOT = Path(__file__).resolve().parent

LANGUAGES = (
    Language("en", tag="en-GB"),
    Language("bfi", name="British Sign Language", short="BSL", written="en", tag="en-GB", signed=True),
    Language("ar", drafted=True),
    Language("ro", drafted=True),
    Language("rmc", name="Romani čhib", formats="sk", oral=True, drafted=True),
)
"""Each language, once. The first is the one that leads write in. A new one is one line here and one catalogue."""


class ConfigurationError(click.ClickException):
    """The site must not start like this; the message says what to set. Commands print it in one line."""

    exit_code = 2


@dataclass(frozen=True)
class Config:
    """Everything `create_app` needs to know about where it runs."""

    database_url: str
    media_url: str
    secret_key: str
    key_file: Path
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = 0
    production: bool = False
    testing: bool = False
    root: Path = ROOT
    languages: tuple[Language, ...] = LANGUAGES

    @property
    def secure(self) -> bool:
        """Whether people reach the site over HTTPS, so that cookies may be marked Secure."""
        return self.base_url.startswith("https://")


def from_environment() -> Config:
    """Read the ENGAGE_… variables; ConfigurationError where production would start unsafely."""
    instance = ROOT / "instance"
    production = os.environ.get("ENGAGE_ENV") == "production"
    secret = os.environ.get("ENGAGE_SECRET_KEY", "")
    if production:
        _check_production(secret)
    else:
        instance.mkdir(exist_ok=True)
        secret = secret or _local_secret(instance / "secret.txt")
    return Config(
        database_url=os.environ.get("ENGAGE_DATABASE_URL", f"sqlite:///{instance / 'engage.sqlite3'}"),
        media_url=os.environ.get("ENGAGE_MEDIA_URL", str(instance / "media")),
        secret_key=secret,
        key_file=Path(os.environ.get("ENGAGE_KEY_FILE", instance / "keys.json")),
        base_url=os.environ.get("ENGAGE_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        trusted_proxies=_proxies(os.environ.get("ENGAGE_TRUSTED_PROXIES", "0")),
        production=production,
    )


def _check_production(secret: str) -> None:
    if len(secret) < 32:
        raise ConfigurationError("Set ENGAGE_SECRET_KEY to at least 32 random characters.")
    if not os.environ.get("ENGAGE_KEY_FILE"):
        raise ConfigurationError("Set ENGAGE_KEY_FILE to a file kept apart from the database and its backups.")
    if os.environ.get("FLASK_DEBUG", "0") not in {"", "0", "false"}:
        raise ConfigurationError("Turn FLASK_DEBUG off in production.")


def _proxies(told: str) -> int:
    if not told.isdecimal():
        raise ConfigurationError("Set ENGAGE_TRUSTED_PROXIES to how many proxies stand before the site, such as 1.")
    return int(told)


def _local_secret(path: Path) -> str:
    """The secret of a laptop, made at the first start and kept beside its database."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()


def keys(path: Path, database_url: str) -> dict[str, bytes]:
    """The key-encryption keys by name, 32 bytes each; the file is made with a new database."""
    if not path.exists():
        if not _is_new(database_url):
            raise ConfigurationError(
                f"The key file {path} is missing, and the database is not new or does not answer. Put back the file"
                " that was made with this database: no other one opens its receipts, codes and votes."
                " Only an empty database may begin without one."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps({"codes": secrets.token_hex(32), "seals": secrets.token_hex(32)}, indent=1))
    return {name: bytes.fromhex(value) for name, value in json.loads(path.read_text()).items()}


def _is_new(database_url: str) -> bool:
    """Whether the database answers and has no table yet."""
    engine = create_engine(database_url)
    try:
        return not inspect(engine).get_table_names()
    except SQLAlchemyError:
        return False
    finally:
        engine.dispose()
