"""What a form that is refused gives back, to be copied: on the page of the refusal and nowhere else."""

import re
from itertools import islice
from urllib.parse import urlsplit

from flask import g, request

from engage.web.security import safe_path
from engage.web.transactions import SAFE_METHODS

KEY = re.compile(r"[a-z0-9-]*")
"""What a choice is sent as; to choose again is quicker than to copy."""
MOST_TEXTS = 50
"""More than the longest page of a form has; thousands of small ones would make a page of many megabytes."""
SECRET = frozenset({"password", "code", "token"})
"""Names of fields of staff that no page repeats."""
OF_A_ROW = re.compile(r".+-\d+-(text|origin)")
"""Fields of a row in the editor: its words, be they one small word, and where they come from, which nobody typed."""
OF_SIGNING_IN = "accounts"
"""The room whose forms hold passwords and one-time links, and no other words."""


def typed_words() -> list[str]:
    """Each text of the form that was sent, as far as a form of ours can hold them."""
    texts = (
        text for name, value in request.form.items(multi=True) if (text := value.strip()) and _is_typed(name, text)
    )
    return list(islice(texts, MOST_TEXTS))


def _is_typed(name: str, text: str) -> bool:
    if request.path.startswith("/staff") and (row := OF_A_ROW.fullmatch(name)):
        return row[1] == "text"
    return name != "csrf_token" and not name.startswith("_") and not KEY.fullmatch(text)


def typed_by_staff() -> list[str]:
    """The same for a page of staff, without what has to stay secret and what another site put into the form."""
    if request.method in SAFE_METHODS or "from_here" not in g or request.blueprint == OF_SIGNING_IN:
        return []
    secret = [value.strip() for name in SECRET for value in request.form.getlist(name)]
    return [text for text in typed_words() if text not in secret]


def came_from() -> str:
    """The page of ours on which the form stood; the address that it was sent to if the browser does not say."""
    before = urlsplit(request.referrer or "")
    if before.netloc != request.host:
        return request.path
    return safe_path(f"{before.path}?{before.query}" if before.query else before.path, request.path)
