"""The key file is made with a new database and never again: another one opens nothing that is in there."""

import stat
from pathlib import Path

import pytest

from config import ConfigurationError, keys
from tests.support.site import Site


@pytest.mark.one_database
def test_keys_are_made_once_and_for_one_reader(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "keys.json"
    made = keys(path, "sqlite://")
    assert set(made) >= {"codes", "seals"}
    assert all(len(key) == 32 for key in made.values())
    assert len(set(made.values())) == len(made)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys(path, "sqlite://") == made


def test_keys_are_not_made_anew_for_a_database_in_use(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with pytest.raises(ConfigurationError, match="keys.json is missing.*Put back the file"):
        keys(path, site.engine.url.render_as_string(hide_password=False))
    assert not path.exists()


@pytest.mark.one_database
def test_keys_are_not_made_where_nobody_can_tell_whether_the_database_is_new(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with pytest.raises(ConfigurationError, match="does not answer"):
        keys(path, f"sqlite:///{tmp_path}/not-mounted/engage.sqlite3")
    assert not path.exists()
