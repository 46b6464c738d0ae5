"""Who counts as one caller."""

import pytest
from flask import Flask

from engage.web.limits import caller


def seen(address: str) -> str:
    with Flask("callers").test_request_context(environ_base={"REMOTE_ADDR": address}):
        return caller()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "nonsense", True),
    ],
)
def test_an_address_or_a_network_of_ipv6_is_one_caller(clock: object, one: str, other: str, same: bool) -> None:
    assert (seen(one) == seen(other)) is same
