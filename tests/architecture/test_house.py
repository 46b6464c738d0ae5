"""The house as its owner laid it out: folders, packages, pinned and used."""

import re
import tomllib

from tests.architecture.source import ROOT, files, imports, modules

ROOMS = ("engage", "translations", "templates", "static", "tests")
PAPERS = ("config.py", "wsgi.py", "requirements.txt", "README.md", "Makefile", "pyproject.toml")
STACK = {"flask", "flask-sqlalchemy", "flask-babel", "wtforms", "flask-login", "bleach"}
"""The packages that the site has to be built from; `pytest` tests it."""
IMPORTED_AS = {"pynacl": "nacl", "pillow": "PIL", "argon2-cffi": "argon2"}
NOT_IMPORTED = {
    "gunicorn": "a program that production starts",
    "waitress": "a program that `make run` starts",
    "psycopg": "the driver that an address of a PostgreSQL database names",
    "tzdata": "time zones, for machines without any",
}


def asked_for(name: str) -> set[str]:
    """The packages that a list names, without those it takes over from another."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text().splitlines())
    return {re.split(r"[\[<>=~! ]", line)[0].lower() for line in lines if line and not line.startswith("-r")}


def test_the_layout_is_the_owners() -> None:
    assert [name for name in ROOMS if not (ROOT / name).is_dir()] == []
    assert [name for name in PAPERS if not (ROOT / name).is_file()] == []


def test_the_packages_are_the_owners() -> None:
    assert asked_for("requirements.in") >= STACK
    assert "pytest" in asked_for("requirements-dev.in")


def test_every_package_is_used() -> None:
    used = {target.split(".")[0].lower() for module in modules() for target in imports(module)}
    idle = {
        name
        for name in asked_for("requirements.in") - set(NOT_IMPORTED)
        if IMPORTED_AS.get(name, name).lower().replace("-", "_") not in used
    }
    assert not idle, f"take these out of requirements.in, nothing imports them: {idle}"


def test_every_pinned_package_has_its_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
        loose = [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block]
        assert not loose, f"{name}: run make lock; not pinned with a hash: {loose}"


def test_both_lists_pin_the_same_versions() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    site, tools = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: tools.get(name) for name in site} == site


def test_python_is_the_one_that_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"


def test_nothing_speaks_of_one_machine() -> None:
    """No path of somebody's computer in what is published."""
    machine = re.compile(r"(?<![\w./~$)}>-])/(?:home|root|work|Users|tmp)/\w")
    folders = ("engage", "tests", "templates", "static", "docs", "migrations")
    inside = [f"{folder}/**/*.{kind}" for folder in folders for kind in ("py", "sh", "html", "css", "js", "md")]
    read = files("*.py", "*.md", "*.toml", "*.in", "Makefile", *inside)
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in read
        for line in path.read_text().splitlines()
        if machine.search(line)
    ]
    assert not found, "\n".join(found)
