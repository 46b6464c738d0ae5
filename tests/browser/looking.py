"""What no checking tool looks for: pages that scroll sideways, words that are cut off, things too small to hit.

Each function returns what is wrong with the page as it is now, one line each.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page as Phone

SMALL = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}
"""What is left of a desktop of 1280 by 1024 at 400 %."""
TAP = 44
"""Pixels each way that a finger needs."""
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
SPACED_PARAGRAPHS = "p { margin-block-end: 2em !important; }"
"""WCAG 1.4.12."""
TWICE = "html { font-size: 225% !important; } :root:lang(ar) { font-size: 260% !important; }"
"""Text of twice the size, without the page being zoomed."""

TOLD = """element => element.outerHTML.slice(0, 120).replace(/\\s+/g, ' ')"""
SIDEWAYS = f"""() => {{
  const told = {TOLD};
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(element => {{
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > room + 1 || box.left < -1) && !element.closest('.scroll > *, svg *');
  }});
  return ['the page scrolls sideways', ...wide.slice(0, 3).map(told)];
}}"""
CUT_OFF = f"""() => {{
  const told = {TOLD};
  const pressed = 'button, a, summary', read = 'label, legend, .notice, .problem, h1, h2, p, dt, dd, li';
  return [...document.querySelectorAll(pressed + ', ' + read)].filter(element => {{
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || element.closest('.away, .skip') || element.matches('.way')) return false;
    const spare = 2 + parseFloat(style.fontSize) * .15;  // tails of letters that reach beyond their line
    const tall = element.scrollHeight > element.clientHeight + spare;
    const wide = element.scrollWidth > element.clientWidth + spare;
    const hides = [style.overflowX, style.overflowY].some(how => how !== 'visible');
    return style.display !== 'inline' && (hides || element.matches(pressed)) && (tall || wide);
  }}).map(element => 'cut off: ' + told(element));
}}"""
SMALL_TARGETS = f"""least => {{
  const told = {TOLD};
  const card = control => control.matches('.way') ? control.closest('.tile')
    : control.matches('.choice input') ? control.closest('.choice') : control;
  return [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
    .filter(control => control.checkVisibility() && !control.closest('.away, .skip'))
    .map(control => [control, card(control).getBoundingClientRect()])
    .filter(([control, box]) => box.width < least - .5 || box.height < least - .5)
    .map(([control, box]) => `${{box.width.toFixed()}} × ${{box.height.toFixed()}}: ` + told(control));
}}"""
MOVING = """() => {
  const slow = [...document.querySelectorAll('body *:not(track)')].filter(element => {
    const style = getComputedStyle(element);
    return [style.transitionDuration, style.animationDuration].some(all => all.split(', ').some(one => one !== '0s'));
  });
  return [...document.getAnimations(), ...slow].map(moving => 'moves: ' + (moving.outerHTML || moving));
}"""

OUT_OF_REACH = f"""() => {{
  const told = {TOLD};
  const wanted = 'main h1, main .go, main [type=submit], header a, header button, header summary';
  const lost = [...document.querySelectorAll(wanted)].filter(part => {{
    if (!part.checkVisibility() || part.closest('.away')) return false;
    part.scrollIntoView({{block: 'center', inline: 'nearest'}});
    const box = part.getBoundingClientRect();
    const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, box.top + box.height / 2];
    const met = document.elementFromPoint(x, y);
    return !met || !(part.contains(met) || met.contains(part) || met.closest('details[open] .menu'));
  }}).map(part => 'out of reach: ' + told(part));
  scrollTo(0, 0);
  return lost;
}}"""

BEHIND = f"""() => {{
  const told = {TOLD};
  const hides = box => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1;
  return [...document.querySelectorAll('.scroll')].filter(hides).map(box => 'hides a column: ' + told(box));
}}"""

WEAR = """style => {
  const own = new CSSStyleSheet();
  own.replaceSync(style);
  document.adoptedStyleSheets = style ? [own] : [];
}"""
# One call for all styles: between two of them nothing is drawn that nobody looks at.
IN_STYLES = f"""styles => {{
  const wear = {WEAR};
  const problems = Object.entries(styles).flatMap(([name, style]) => {{
    wear(style);
    return [{SIDEWAYS}, {CUT_OFF}].flatMap(look => look()).map(problem => name + problem);
  }});
  wear('');
  return problems;
}}"""


def sideways(phone: Phone) -> list[str]:
    """Whether the page is wider than the screen, and what makes it so."""
    return list(phone.evaluate(SIDEWAYS))


def cut_off(phone: Phone) -> list[str]:
    """Words that do not fit into what holds them."""
    return list(phone.evaluate(CUT_OFF))


def behind_an_edge(phone: Phone) -> list[str]:
    """Tables of which a part can only be scrolled to."""
    return list(phone.evaluate(BEHIND))


def at_400_percent(phone: Phone) -> list[str]:
    """Sideways scrolling, words cut off, and headings and controls that no scrolling brings to light, at 400 %."""
    before = phone.viewport_size or SMALL
    phone.set_viewport_size(ZOOMED)
    problems = phone.evaluate(f"[{SIDEWAYS}, {CUT_OFF}, {OUT_OF_REACH}].flatMap(look => look())")
    phone.set_viewport_size(before)
    return [f"at 400 %: {problem}" for problem in problems]


def small_targets(phone: Phone) -> list[str]:
    """Things to press that are smaller than a finger; a card and what is chosen by it count as one."""
    return list(phone.evaluate(SMALL_TARGETS, TAP))


def moving(phone: Phone) -> list[str]:
    """Anything that moves by itself."""
    return list(phone.evaluate(MOVING))


def in_every_size(phone: Phone) -> list[str]:
    """Sideways scrolling and words cut off: on a small phone, at 400 %, with wide spacing, with text twice as large."""
    styles = {"": "", "spaced: ": SPACED + SPACED_PARAGRAPHS, "at twice the text size: ": TWICE}
    return list(phone.evaluate(IN_STYLES, styles)) + at_400_percent(phone)


@contextmanager
def styled(phone: Phone, style: str) -> Iterator[None]:
    """The page as it is with a reader's own style besides."""
    phone.evaluate(WEAR, style)
    yield
    phone.evaluate(WEAR, "")
