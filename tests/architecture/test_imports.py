"""Who may import whom. Each test is one sentence of the design; a failure names the import to remove."""

import pytest

from tests.architecture.source import imports, modules, own_imports, packages

FOUNDATIONS = ("core", "languages", "web")
ORDER: tuple[tuple[str, ...], ...] = (
    ("accounts",),
    ("media",),
    ("content",),
    ("projects",),
    ("questionnaires",),
    ("surveys", "nominations", "priorities"),
    ("fieldwork",),
    ("translation", "results", "stewardship"),
)
"""Slices from the lowest to the highest; each may use those before it."""
STRANGERS = {"surveys", "nominations", "priorities"}
"""Slices that stand side by side and never import each other."""
ASSEMBLY = {"engage", "engage.assembly", "engage.cli"}
"""Where everything is put together; nothing imports these, and they may import anything."""
RANK = {name: height for height, row in enumerate(ORDER) for name in row}
DUTIES = {"models": 2, "queries": 3, "actions": 4, "forms": 5, "views": 6, "commands": 6, "command": 6}
"""The layers inside a slice, from the lowest; a module without such a name is as high as what it imports."""
PURE = (
    "engage.core.disclosure",
    "engage.core.errors",
    "engage.core.identifiers",
    "engage.core.registry",
    "engage.core.roles",
    "engage.core.sealing",
    "engage.languages",
    "engage.accounts.attempts",
    "engage.accounts.passwords",
    "engage.content.units",
    "engage.questionnaires.definition",
    "engage.questionnaires.expressions",
    "engage.questionnaires.moderation.states",
    "engage.questionnaires.receipts",
    "engage.nominations.map",
    "engage.priorities.counting",
    "engage.priorities.votes.paper",
    "engage.priorities.votes.result",
    "engage.priorities.votes.settings",
    "engage.fieldwork.codes",
    "engage.results.tables",
)
"""Rules about the world: plain functions and values. A package stands for everything in it."""
IMPURE_PACKAGES = {"flask", "flask_babel", "flask_login", "flask_wtf", "wtforms", "sqlalchemy", "flask_sqlalchemy"}
IMPURE_MODULES = {"engage.core.clock", "engage.extensions", "time"}


def room(module: str) -> str:
    """The first part below `engage`: a slice, "core", "web", "languages", or a file such as "extensions"."""
    return module.split(".")[1] if "." in module else ""


def assembled(module: str) -> bool:
    """Whether a module may import everything: the assembly, and the demonstration that is loaded through it."""
    return module in ASSEMBLY or room(module) == "demonstration"


def duty(module: str) -> int | None:
    """The layer that a module's name gives it: `receipt_views` are views, `models` are models."""
    last = module.rpartition(".")[2].rpartition("_")[2]
    return DUTIES.get(last) if room(module) in RANK else None


def height(module: str, seen: frozenset[str] = frozenset()) -> int:
    """The layer of a module; one without a duty in its name is as high as the highest that it imports."""
    named = duty(module)
    if named is not None:
        return named
    if module in seen or room(module) not in RANK or module not in modules():
        return 1
    return max((height(target, seen | {module}) for target in own_imports(module)), default=1)


def is_pure(module: str) -> bool:
    return any(module == pure or module.startswith(pure + ".") for pure in PURE)


def problems(slices_only: bool = False) -> list[tuple[str, str]]:
    """Every (module, what it imports) pair inside the package, those of the assembly left out."""
    pairs = [(module, target) for module in modules() if not assembled(module) for target in own_imports(module)]
    return [pair for pair in pairs if not slices_only or room(pair[0]) in RANK]


def told(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(f"{module} must not import {target}" for module, target in sorted(pairs))


def test_every_room_is_known() -> None:
    files = {"extensions", "assembly", "cli", "demonstration"}
    unknown = {room(module) for module in modules()} - {"", *FOUNDATIONS, *RANK, *files}
    assert not unknown, f"put these into a room of the house: {unknown}"


def test_nothing_imports_the_assembly_or_the_configuration() -> None:
    pairs = [
        (module, target)
        for module in modules()
        for target in imports(module)
        if (assembled(target) or target in {"config", "wsgi"}) and not assembled(module)
    ]
    assert not pairs, told(pairs)


def test_a_server_loads_no_command_and_no_migration() -> None:
    loaded: set[str] = set()
    waiting = {"engage"}
    while waiting:
        module = waiting.pop()
        loaded.add(module)
        parents = {module.rpartition(".")[0]} - {""}
        waiting |= {target for target in parents | imports(module) if target in modules()} - loaded
    needless = {module for module in loaded if duty(module) is not None and module.endswith(("commands", "command"))}
    needless |= {module for module in loaded if room(module) in {"cli", "demonstration"}}
    needless |= {module for module in loaded if packages(module) & {"alembic", "flask_migrate"}}
    assert not needless, f"only the command line needs {sorted(needless)}: let engage/cli.py import it"


def test_core_imports_only_core() -> None:
    pairs = [(m, t) for m, t in problems() if room(m) == "core" and room(t) != "core"]
    assert not pairs, told(pairs)


def test_the_core_is_a_closed_list() -> None:
    held = {module.split(".")[2] for module in modules() if module.startswith("engage.core.")}
    assert held == {"clock", "columns", "disclosure", "errors", "identifiers", "registry", "roles", "sealing"}


def test_the_shell_imports_no_slice() -> None:
    lower = {*FOUNDATIONS, "extensions"}
    pairs = [(m, t) for m, t in problems() if room(m) in lower and room(t) not in lower]
    pairs += [(m, t) for m, t in problems() if room(m) == "languages" and room(t) in {"web", "extensions"}]
    pairs += [
        (m, t) for m, t in problems() if room(m) == "extensions" and room(t) == "web" and t != "engage.web.limits"
    ]
    assert not pairs, told(pairs)


def test_slices_import_only_slices_before_them() -> None:
    def allowed(module: str, target: str) -> bool:
        mine, theirs = room(module), room(target)
        if theirs not in RANK or mine == theirs:
            return True
        return RANK[theirs] < RANK[mine] or (RANK[theirs] == RANK[mine] and not {mine, theirs} <= STRANGERS)

    pairs = [pair for pair in problems(slices_only=True) if not allowed(*pair)]
    assert not pairs, told(pairs)


def test_layers_import_only_what_stands_before_them() -> None:
    pairs = [
        (module, target)
        for module, target in problems(slices_only=True)
        if (mine := duty(module)) is not None and height(target) > mine
    ]
    assert not pairs, told(pairs)


def test_models_name_the_tables_of_other_slices_by_name_only() -> None:
    pairs = [
        (module, target)
        for module, target in problems(slices_only=True)
        if duty(module) == DUTIES["models"] and room(target) in RANK and room(target) != room(module)
    ]
    assert not pairs, told(pairs)


def test_models_queries_and_actions_know_nothing_of_forms_and_pages() -> None:
    pages = {"flask", "flask_wtf", "wtforms", "werkzeug"}
    pairs = [
        (module, target)
        for module in modules()
        if (mine := duty(module)) is not None and mine < DUTIES["forms"]
        for target in imports(module)
        if target.split(".")[0] in pages or target.startswith("engage.web")
    ]
    assert not pairs, told(pairs)


@pytest.mark.parametrize("pure", PURE)
def test_pure_rules_know_no_web_no_database_and_no_clock(pure: str) -> None:
    held = [module for module in modules() if module == pure or module.startswith(pure + ".")]
    assert held, f"{pure} is not there any more: take it off the list, or give its new name"
    for module in held:
        used = packages(module) & IMPURE_PACKAGES | imports(module) & IMPURE_MODULES
        used |= {target for target in own_imports(module) if not is_pure(target)}
        assert not used, f"{module} is a pure rule and must not import {used}"


def test_no_module_imports_itself_in_a_circle() -> None:
    done: set[str] = set()

    def circle(module: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if module in path:
            return (*path[path.index(module) :], module)
        if module in done or module not in modules():
            return ()
        found = next((loop for target in own_imports(module) if (loop := circle(target, (*path, module)))), ())
        done.add(module)
        return found

    loops = [loop for module in modules() if (loop := circle(module, ()))]
    assert not loops, " → ".join(loops[0])


def test_only_the_sanitiser_imports_bleach() -> None:
    users = {module for module in modules() if packages(module) & {"bleach", "nh3"}}
    assert users == {"engage.web.sanitise"}
