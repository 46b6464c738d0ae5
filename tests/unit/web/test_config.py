"""What the site is told from outside, and what it refuses to start with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT, ConfigurationError, from_environment

SECRET = "s" * 32


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment in which production would start."""
    for name, value in {
        "ENGAGE_ENV": "production",
        "ENGAGE_SECRET_KEY": SECRET,
        "ENGAGE_KEY_FILE": str(tmp_path / "keys.json"),
        "ENGAGE_BASE_URL": "https://engage.example/",
        "ENGAGE_DATABASE_URL": "postgresql+psycopg://engage@/engage",
        "ENGAGE_MEDIA_URL": "s3://bucket/prefix",
        "ENGAGE_TRUSTED_PROXIES": "2",
        "FLASK_DEBUG": "0",
    }.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_everything_can_be_set(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = from_environment()
    assert (config.database_url, config.media_url) == ("postgresql+psycopg://engage@/engage", "s3://bucket/prefix")
    assert (config.base_url, config.secure) == ("https://engage.example", True)
    assert (config.trusted_proxies, config.production, config.testing) == (2, True, False)
    assert (config.secret_key, config.key_file) == (SECRET, tmp_path / "keys.json")


@pytest.mark.parametrize(
    ("name", "value"),
    [("ENGAGE_SECRET_KEY", ""), ("ENGAGE_SECRET_KEY", "short"), ("ENGAGE_KEY_FILE", ""), ("FLASK_DEBUG", "1")],
)
def test_production_refuses_to_start_unsafely(production: pytest.MonkeyPatch, name: str, value: str) -> None:
    production.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name):
        from_environment()


@pytest.mark.parametrize("told", ["abc", "-1", "1.5", ""])
def test_proxies_are_a_number(production: pytest.MonkeyPatch, told: str) -> None:
    production.setenv("ENGAGE_TRUSTED_PROXIES", told)
    with pytest.raises(ConfigurationError, match="ENGAGE_TRUSTED_PROXIES"):
        from_environment()


def test_a_refusal_is_one_line_of_a_command(production: pytest.MonkeyPatch) -> None:
    production.delenv("ENGAGE_KEY_FILE")
    asked = subprocess.run(
        [sys.executable, "-m", "flask", "projects", "list"], cwd=ROOT, env=os.environ, capture_output=True, text=True
    )
    assert asked.returncode == 2 and asked.stdout == ""
    assert "ENGAGE_KEY_FILE" in asked.stderr and len(asked.stderr.splitlines()) == 1
