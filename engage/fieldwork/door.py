"""The door that a gathering's code opens."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from engage.core import clock
from engage.core.errors import Rejected
from engage.fieldwork.codes import LENGTH, gathering_mac
from engage.fieldwork.queries import gathering_with_mac, is_open_now
from engage.questionnaires.doors import Door, Entry
from engage.questionnaires.keys import code_key

JOINED_FOR = timedelta(hours=12)
"""A tablet serves a whole day; what a phone sends from home the next morning was not given at the gathering."""


class GatheringDoor(Door):
    key = "gathering"

    def recognise(self, code: str) -> Entry | None:
        if len(code) != LENGTH:
            return None
        found = gathering_with_mac(gathering_mac(code_key(), code))
        if found is None:
            return None
        project, gathering = found
        if gathering.state != "open":
            raise Rejected("code-closed")
        until = int((clock.now() + JOINED_FOR).timestamp())
        joined = {"id": gathering.id, "project": project.id, "slug": project.slug, "until": until}
        return Entry(project, None, {"gathering": {**joined, "area": gathering.area}})

    def lets_begin(self, remembered: Mapping[str, Any]) -> bool:
        return is_open_now(remembered["id"])
