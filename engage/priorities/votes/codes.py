"""The single-use codes that let a person vote once (pure).

Ten random signs (43 bits) and one that checks them: a slip of the finger is seen before anybody looks the code up, and
codes of a vote are longer than any other. The database keeps an HMAC of each, under a key that it does not hold.
"""

from engage.core.identifiers import CODE_ALPHABET, grouped, keyed_digest, new_code, tidy_code

RANDOM_SIGNS = 10
LENGTH = RANDOM_SIGNS + 1


def check_sign(signs: str) -> str:
    """The sign that follows these (Luhn's rule for an alphabet of even size): it tells any single wrong sign, and
    nearly all pairs of neighbours that changed places."""
    total = 0
    for place, sign in enumerate(reversed(signs)):
        value = CODE_ALPHABET.index(sign) * (2 if place % 2 == 0 else 1)
        total += sum(divmod(value, len(CODE_ALPHABET)))
    return CODE_ALPHABET[-total % len(CODE_ALPHABET)]


def new_ballot_code() -> str:
    """A fresh code with its check sign."""
    signs = new_code(RANDOM_SIGNS)
    return signs + check_sign(signs)


def read_code(typed: str) -> str | None:
    """A typed code as it was made; None if it cannot be one."""
    code = tidy_code(typed)
    if len(code) != LENGTH or not set(code) <= set(CODE_ALPHABET):
        return None
    return code if check_sign(code[:-1]) == code[-1] else None


def shown(code: str) -> str:
    """A code in groups, for a slip."""
    return grouped(code)


def code_mac(key: bytes, code: str) -> str:
    """What the database keeps of a code."""
    return keyed_digest(key, "ballot code", code).hex()
