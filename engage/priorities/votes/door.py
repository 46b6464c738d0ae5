"""The door that a vote's code opens."""

from engage.core.errors import Rejected
from engage.priorities.votes import codes, queries
from engage.projects.queries import takes_answers
from engage.questionnaires.doors import Door, Entry
from engage.questionnaires.keys import code_key


class VoteDoor(Door):
    key = "vote"

    def recognise(self, code: str) -> Entry | None:
        made = codes.read_code(code)
        found = queries.code_with(codes.code_mac(code_key(), made)) if made else None
        if found is None:
            return None
        if found.refusal and found.activity.standing != "closed":
            raise Rejected(found.refusal)
        if not takes_answers(found.activity):
            raise Rejected("code-early" if found.activity.state == "published" else "code-closed")
        return Entry(found.project, found.activity.slug, {"code": made})
