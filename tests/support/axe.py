"""axe-core in a page: WCAG 2.2 A and AA, and enhanced contrast, asked for by name."""

from functools import cache
from importlib import resources

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALSO = ("color-contrast-enhanced", "target-size")
"""Rules that axe leaves out unless they are asked for."""
RUN = """async ([tags, also]) => {
  const rules = Object.fromEntries(also.map(rule => [rule, {enabled: true}]));
  return await axe.run(document, {runOnly: {type: 'tag', values: tags}, rules});
}"""


@cache
def _source() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line each; an AssertionError if it did not look for what it should."""
    page.evaluate(_source())
    found = page.evaluate(RUN, [TAGS, ALSO])
    looked_at = {
        entry["id"] for kind in ("passes", "violations", "incomplete", "inapplicable") for entry in found[kind]
    }
    assert looked_at >= set(ALSO), f"axe did not look for {set(ALSO) - looked_at}"
    return [
        f"{page.url}: {entry['id']}: {entry['help']}: {node['html']}"
        for entry in found["violations"]
        for node in entry["nodes"]
    ]
