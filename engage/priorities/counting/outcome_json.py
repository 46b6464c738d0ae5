"""An outcome as plain JSON and back, without losing a fraction of a penny.

Amounts of money are strings of exact numbers ("804828.79", "1/3"); everything that is counted is a whole number. The
outcome is kept in this form, since nobody can count again once the ballots are destroyed.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from engage.priorities.counting.exact_numbers import exact, parse_exact
from engage.priorities.counting.outcome import Fact, NotElected, Outcome, Payment, Round, Shares

MONEY_FACTS = ("cost", "left")


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """What `json.dumps` can write."""
    return {
        "rule": outcome.rule,
        "completion": outcome.completion,
        "tie_rule": outcome.tie_rule,
        "budget": exact(outcome.budget),
        "cost": exact(outcome.cost),
        "seats": outcome.seats,
        "voters": outcome.voters,
        "voters_with_a_win": outcome.voters_with_a_win,
        "shares": _shares_to_json(outcome.shares) if outcome.shares else None,
        "winners": list(outcome.winners),
        "not_elected": [
            {"id": loser.id, "reason": loser.reason, "facts": {key: _fact(fact) for key, fact in loser.facts.items()}}
            for loser in outcome.not_elected
        ],
        "rounds": [_round_to_json(found) for found in outcome.rounds],
    }


def outcome_from_json(data: Mapping[str, Any]) -> Outcome:
    """The outcome that `outcome_to_json` wrote. Other data raise KeyError, TypeError or ValueError."""
    shares = data["shares"]
    return Outcome(
        rule=data["rule"],
        completion=data["completion"],
        tie_rule=data["tie_rule"],
        budget=parse_exact(data["budget"]),
        cost=parse_exact(data["cost"]),
        winners=tuple(data["winners"]),
        not_elected=tuple(_loser_from_json(loser) for loser in data["not_elected"]),
        rounds=tuple(_round_from_json(found) for found in data["rounds"]),
        voters=data["voters"],
        voters_with_a_win=data["voters_with_a_win"],
        seats=data["seats"],
        shares=shares
        and Shares(parse_exact(shares["first"]), parse_exact(shares["last"]), shares["raises"], shares["ended_by"]),
    )


def _shares_to_json(shares: Shares) -> dict[str, Any]:
    return {
        "first": exact(shares.first),
        "last": exact(shares.last),
        "raises": shares.raises,
        "ended_by": shares.ended_by,
    }


def _fact(fact: Fact) -> Any:
    if isinstance(fact, Fraction):
        return exact(fact)
    return list(fact) if isinstance(fact, tuple) else fact


def _loser_from_json(data: Mapping[str, Any]) -> NotElected:
    facts: dict[str, Fact] = {}
    for key, fact in data["facts"].items():
        facts[key] = parse_exact(fact) if key in MONEY_FACTS else tuple(fact) if isinstance(fact, list) else fact
    return NotElected(data["id"], data["reason"], facts)


def _round_to_json(found: Round) -> dict[str, Any]:
    payment = found.payment
    return {
        "number": found.number,
        "elected": found.elected,
        "supporters": found.supporters,
        "cost": exact(found.cost),
        "left": None if found.left is None else exact(found.left),
        "tied_with": list(found.tied_with),
        "payment": payment
        and {
            "most": exact(payment.most),
            "gave_most": payment.gave_most,
            "gave_rest": payment.gave_rest,
            "had_nothing": payment.had_nothing,
        },
    }


def _round_from_json(data: Mapping[str, Any]) -> Round:
    payment = data["payment"]
    return Round(
        number=data["number"],
        elected=data["elected"],
        supporters=data["supporters"],
        cost=parse_exact(data["cost"]),
        left=None if data["left"] is None else parse_exact(data["left"]),
        tied_with=tuple(data["tied_with"]),
        payment=payment and Payment(**{**payment, "most": parse_exact(payment["most"])}),
    )
