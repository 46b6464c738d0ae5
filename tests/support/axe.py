"""axe-core in a page: WCAG 2.2 A and AA, and enhanced contrast, asked for by name."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALSO = ("color-contrast-enhanced", "target-size")
"""Rules that axe leaves out unless they are asked for."""
RUN = """async ([tags, also]) => {
  const rules = Object.fromEntries(also.map(rule => [rule, {enabled: true}]));
  const told = {resultTypes: ['violations', 'incomplete'], selectors: false};
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, rules, ...told});
  const reasons = node => [...node.any, ...node.all].filter(check => check.data)
    .map(check => String(check.data.messageKey));
  const nodes = (kind, tell) => found[kind].flatMap(rule => rule.nodes.map(node => tell(rule, node)));
  return {
    unasked: also.filter(rule => !['passes', 'violations', 'incomplete', 'inapplicable']
      .some(kind => found[kind].some(entry => entry.id === rule))),
    violations: nodes('violations', (rule, node) => `${rule.id}: ${rule.help}: ${node.html}`),
    doubts: nodes('incomplete', (rule, node) => [rule.id, [...new Set(reasons(node))].sort().join(' '), node.html]),
  };
}"""
"""Of the elements that pass, one a rule is enough, nobody reads selectors, and only what is read leaves the page."""


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
    assert not found["unasked"], f"axe did not look for {found['unasked']}"
    return Findings([f"{page.url}: {line}" for line in found["violations"]], [Doubt(*told) for told in found["doubts"]])


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it is now, one line each."""
    return look(page).violations
