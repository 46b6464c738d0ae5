"""Cleaning of formatted text that staff write. The only place that knows bleach.

bleach is no longer maintained, so nh3 cleans after it; neither is ever given a resident's words,
which are plain text everywhere.
"""

import bleach
import nh3
from markupsafe import Markup

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3"})
ATTRIBUTES = {"a": ["href"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})


def clean_html(text: str) -> Markup:
    """Safe HTML from a member of staff: a few tags, and links to http, https and mailto only."""
    once = bleach.clean(text, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    twice = nh3.clean(
        once,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(PROTOCOLS),
        link_rel="noopener",
    )
    return Markup(twice)  # noqa: S704 - it has just been cleaned twice
