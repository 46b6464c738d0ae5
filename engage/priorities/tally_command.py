"""`flask votes tally FILE.pb`: count a Pabulib file on the command line."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import click

from engage.core.errors import Rejected
from engage.priorities.counting import outcome as reasons
from engage.priorities.counting.election import Election, with_unit_costs
from engage.priorities.counting.outcome import NotElected, Outcome, Round
from engage.priorities.counting.outcome_json import outcome_to_json
from engage.priorities.counting.pabulib import PabulibError, PabulibFile, read_pabulib
from engage.priorities.counting.rule import NEEDS_BUDGET, NO_COMPLETION, CountingRule
from engage.priorities.counting.rules import RULES
from engage.priorities.counting.tie_breaking import DEFAULT_TIE_RULE, TieNotSettled

CHECKED_AND_FALSE = 1
BAD_INPUT = 2
MOST_SEAT_DIGITS = 9

_PROBLEMS = {
    "ballot-type-not-countable": "{rule} cannot count {ballot_type} ballots",
    "completion-unknown": "{rule} has no completion {completion}; there are: {known}",
    "tie-rule-unknown": "there is no tie rule {tie_rule}; there are: {known}",
    "seats-missing": "{rule} needs to know how many can win: give --seats N",
    "seats-below-one": "--seats must be a whole number, at least 1",
}

_REASONS = {
    reasons.NO_SUPPORTERS: "Nobody chose it.",
    reasons.FEWER_SUPPORTERS: "{supporters} chose it. The last winner had {last_winner_supporters}.",
    reasons.OVER_BUDGET: "It costs {cost}. The budget had {left} left.",
    reasons.SUPPORTERS_CANNOT_AFFORD: "The {supporters} who wanted it had {left} left together. It costs {cost}.",
    reasons.LOST_TIE: "It was level with {tied_with}, and the tie rule put that first.",
}


@click.command("tally")
@click.argument("file")
@click.option("--rule", metavar="R", help=f"One of: {', '.join(RULES.keys())}.")
@click.option("--completion", metavar="C", default=NO_COMPLETION, help="What happens to money left over: none, add1.")
@click.option("--tie-rule", metavar="T", default=DEFAULT_TIE_RULE, show_default=True, help="Who goes first when level.")
@click.option("--seats", metavar="N", help="How many can win. A rule that spends a budget then counts each cost as 1.")
@click.option("--json", "as_json", is_flag=True, help="Exact numbers for machines instead of sentences.")
def tally(file: str, rule: str | None, completion: str, tie_rule: str, seats: str | None, as_json: bool) -> None:
    """Count the election in a Pabulib FILE and say who won, in which order, and why the others did not."""
    if rule is None or rule not in RULES:
        _stop(f"--rule must be one of: {', '.join(RULES.keys())}", BAD_INPUT)
    found = _read(file)
    try:
        election = _with_seats(found.election, RULES.get(rule), seats)
        outcome = RULES.get(rule).count(election, completion, tie_rule)
    except TieNotSettled as tie:
        _stop(f"{_listed(tie.facts['projects'])} are level, and the tie rule leaves it to people", CHECKED_AND_FALSE)
    except Rejected as refusal:
        facts = {key: _listed(fact) for key, fact in refusal.facts.items()}
        _stop(_PROBLEMS[refusal.reason].format(**facts), BAD_INPUT)
    if as_json:
        click.echo(json.dumps(outcome_to_json(outcome), indent=2))
    else:
        currency = "" if election.budget == election.seats else found.meta.get("currency", "")
        click.echo("\n".join(_sentences(outcome, election, currency)))


def _stop(problem: str, code: int) -> NoReturn:
    click.echo(problem, err=True)
    raise SystemExit(code)


def _read(file: str) -> PabulibFile:
    try:
        return read_pabulib(Path(file).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        _stop(f"{file}: it cannot be read ({error.strerror})", BAD_INPUT)
    except UnicodeDecodeError as error:
        _stop(f"{file}: byte {error.start} is not UTF-8 text", BAD_INPUT)
    except PabulibError as refusal:
        _stop(f"{file}: {refusal}", BAD_INPUT)


def _with_seats(election: Election, rule: CountingRule, seats: str | None) -> Election:
    """The election with the seats asked for; where the rule spends a budget, each seat is a unit of it."""
    if seats is None:
        return election
    if not (seats.isascii() and seats.isdecimal() and len(seats) <= MOST_SEAT_DIGITS):
        raise Rejected("seats-below-one", seats=seats)
    if rule.needs == NEEDS_BUDGET:
        return with_unit_costs(election, int(seats))
    return replace(election, seats=int(seats))


def _sentences(outcome: Outcome, election: Election, currency: str) -> list[str]:
    """The outcome for a person to read. Money is rounded to hundredths here, and only here."""
    lines = [
        f"{outcome.rule}, completion {outcome.completion}, tie rule {outcome.tie_rule}",
        f"{outcome.voters:,} ballots. The winners cost {_money(outcome.cost, currency)}. "
        f"The budget is {_money(outcome.budget, currency)}.",
    ]
    if outcome.shares:
        first, last = _money(outcome.shares.first, currency), _money(outcome.shares.last, currency)
        raised = f" at first, raised {outcome.shares.raises:,} times to {last}" if outcome.shares.raises else ""
        lines.append(f"Each ballot had a share of {first}{raised}.")
    lines.append(f"{outcome.voters_with_a_win:,} ballots chose at least one winner.")
    lines += ["", "Chosen, in this order:", *(_winner(found, election, currency) for found in outcome.rounds)]
    if outcome.not_elected:
        lines += ["", "Not chosen:", *(_loser(loser, election, currency) for loser in outcome.not_elected)]
    return lines


def _winner(found: Round, election: Election, currency: str) -> str:
    line = f"{found.number:>4}. {_title(found.elected, election)}: {_money(found.cost, currency)}."
    line += f" {found.supporters:,} chose it"
    return line + (f" and gave {_money(found.payment.most, currency)} each at most." if found.payment else ".")


def _loser(loser: NotElected, election: Election, currency: str) -> str:
    facts = {
        key: _money(fact, currency) if isinstance(fact, Fraction) else _listed(fact)
        for key, fact in loser.facts.items()
    }
    return f"      {_title(loser.id, election)}: {_REASONS[loser.reason].format(**facts)}"


def _title(id: str, election: Election) -> str:
    return f"{id} {election.by_id[id].name}".strip()


def _money(amount: Fraction, currency: str) -> str:
    digits = ",.2f" if amount >= 1 else ".3g"
    number = f"{amount.numerator:,}" if amount.denominator == 1 else format(float(amount), digits)
    return f"{number} {currency}".strip()


def _listed(fact: object) -> str:
    if isinstance(fact, tuple):
        return ", ".join(str(part) for part in fact)
    return f"{fact:,}" if isinstance(fact, int) else str(fact)
