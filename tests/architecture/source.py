"""The project's own files, read once: syntax trees, modules by name, and who imports whom."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*patterns: str) -> list[Path]:
    """The files that match, in order; a pattern is relative to the project, such as "engage/**/*.py"."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})


def place(path: Path) -> str:
    """A file's name inside the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def modules() -> dict[str, Path]:
    """Every module of the package `engage`, by its dotted name."""
    found = {}
    for path in files("engage/**/*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are written from the top: from engage.slice import thing"
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in modules() else str(node.module)


@cache
def imports(module: str) -> frozenset[str]:
    """Everything that a module imports, under TYPE_CHECKING and inside functions too: modules, not names in them."""
    return frozenset(target for node in ast.walk(tree(modules()[module])) for target in _targets(node))


def own_imports(module: str) -> list[str]:
    """The modules of `engage` that a module imports."""
    return sorted(target for target in imports(module) if target.split(".")[0] == "engage")


def packages(module: str) -> set[str]:
    """The first parts of everything that a module imports: "flask", "sqlalchemy", "engage"."""
    return {target.split(".")[0] for target in imports(module)}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
