"""axe-core in a page: WCAG 2.2 A and AA, and enhanced contrast, asked for by name."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALSO = ("color-contrast-enhanced", "target-size")
"""Rules that axe leaves out unless they are asked for."""
RUN = """async ([tags, also]) => {
  const rules = Object.fromEntries(also.map(rule => [rule, {enabled: true}]));
  const told = {resultTypes: ['violations', 'incomplete'], selectors: false};
  return await axe.run(document, {runOnly: {type: 'tag', values: tags}, rules, ...told});
}"""
"""Of the elements that pass, one a rule is enough, and nobody reads selectors: both cost a third of the time."""


@cache
def _source() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Doubt:
    """Something that axe could not decide: the rule, why not (axe's own key), and the element."""

    rule: str
    reason: str
    html: str


@dataclass(frozen=True)
class Findings:
    """What axe says of a page: what is wrong, one line each, and what it could not decide."""

    violations: list[str]
    doubts: list[Doubt]


def look(page: Page) -> Findings:
    """Let axe look at the page as it is now; an AssertionError if it did not look for what it should."""
    if not page.evaluate("'axe' in window"):
        page.context.add_init_script(_source())  # for the pages that come after this one
        page.evaluate(_source())
    found = page.evaluate(RUN, [TAGS, ALSO])
    looked_at = {
        entry["id"] for kind in ("passes", "violations", "incomplete", "inapplicable") for entry in found[kind]
    }
    assert looked_at >= set(ALSO), f"axe did not look for {set(ALSO) - looked_at}"
    return Findings(
        violations=[
            f"{page.url}: {entry['id']}: {entry['help']}: {node['html']}"
            for entry in found["violations"]
            for node in entry["nodes"]
        ],
        doubts=[
            Doubt(entry["id"], _reason(node), node["html"]) for entry in found["incomplete"] for node in entry["nodes"]
        ],
    )


def _reason(node: dict[str, Any]) -> str:
    keys = {str((check["data"] or {}).get("messageKey")) for check in node["any"] + node["all"] if check["data"]}
    return " ".join(sorted(keys))


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it is now, one line each."""
    return look(page).violations
