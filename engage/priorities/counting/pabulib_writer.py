"""Write an election in the Pabulib `.pb` format, so that anyone can count it with other software."""

import csv
import io
from collections.abc import Collection, Mapping

from engage.core.errors import Rejected
from engage.priorities.counting.election import APPROVAL, CHOOSE_ONE, Election
from engage.priorities.counting.exact_numbers import exact, parse_decimal

# What the format asks for and only the caller knows.
DESCRIBING_KEYS = ("description", "country", "unit", "instance", "rule", "date_begin", "date_end")


def write_pabulib(election: Election, describing: Mapping[str, str], selected: Collection[str] | None = None) -> str:
    """The text of the file. `describing` gives at least DESCRIBING_KEYS; `selected` are the winners, where known.

    Ballots stand in the order of their content and are numbered from 1, so that neither tells when one was cast.
    Raises Rejected for ballots with points or ranks, which an election does not keep, for a missing key, and for
    amounts that no decimal number can say.
    """
    if election.ballot_type not in (APPROVAL, CHOOSE_ONE):
        raise Rejected("ballot-type-not-writable", ballot_type=election.ballot_type)
    missing = [key for key in DESCRIBING_KEYS if key not in describing]
    if missing:
        raise Rejected("pabulib-key-missing", keys=tuple(missing))
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\n")
    computed = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": _decimal(exact(election.budget)),
        "vote_type": election.ballot_type,
    }
    table.writerows([["META"], ["key", "value"], *{**describing, **computed}.items()])
    with_selected = selected is not None
    table.writerows([["PROJECTS"], ["project_id", "cost", "votes", "name", *(["selected"] if with_selected else [])]])
    for project in election.projects:
        mark = ["1" if project.id in selected else "0"] if selected is not None else []
        votes = election.supporters[project.id]
        table.writerow([project.id, _decimal(exact(project.cost)), votes, project.name, *mark])
    table.writerows([["VOTES"], ["voter_id", "vote"]])
    number = 0
    for group in election.ballots:
        vote = ",".join(sorted(group.choices))
        for _ in range(group.ballots):
            number += 1
            table.writerow([number, vote])
    return out.getvalue()


def _decimal(text: str) -> str:
    try:
        parse_decimal(text)
    except ValueError:
        raise Rejected("amount-not-decimal", amount=text) from None
    return text
