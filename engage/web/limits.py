"""Who is asking, without knowing who: a keyed hash that changes with every start and every hour."""

import ipaddress

from flask import request

from engage.core import clock
from engage.core.identifiers import keyed_digest
from engage.core.sealing import new_secret

_key = new_secret()


def caller() -> str:
    """A short-lived pseudonym of the caller's network (a whole /64 of IPv6 counts as one). Never stored."""
    address = _address()
    network = str(address) if address.version == 4 else str(ipaddress.ip_network((int(address), 64), strict=False))
    hour = clock.now().strftime("%Y%m%d%H")
    return keyed_digest(_key, "caller", network, hour).hex()[:24]


def is_near() -> bool:
    """Whether the caller is this machine or its own network: also a proxy that the site was not told to trust."""
    return _address().is_private


def _address() -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104
    except ValueError:
        return ipaddress.ip_address("0.0.0.0")  # noqa: S104
    return getattr(address, "ipv4_mapped", None) or address  # ::ffff:a.b.c.d, which all share one /64
