"""Why each option was chosen or not, in sentences that a ten-year-old can retell, in the reader's language.

The one place where the reasons and facts of a count become words: a new reason adds its own to REASONS.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from babel.lists import format_list
from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from engage.content.said import WON
from engage.priorities.counting import outcome as reasons
from engage.priorities.counting.outcome import NotElected, Round
from engage.priorities.counting.rule import NEEDS_BUDGET
from engage.priorities.votes.result import VoteResult
from engage.web.filters import money, number

Names = Mapping[str, str]
"""{option key: its words in the reader's language}."""


@dataclass(frozen=True)
class Told:
    """One option: whether it was chosen, why, and how far its support reached (0 to 100)."""

    key: str
    won: bool
    sentences: list[str]
    reach: int
    unit: str
    """The key of the unit that says the same in general, without names and numbers."""


def amount(value: Fraction | int) -> str:
    """Money, isolated so that it keeps its order inside right-to-left text."""
    exact = Fraction(value)
    shown = money(float(exact) if exact.denominator > 1 else exact.numerator).striptags()
    return f"\u2066{shown}\u2069"


def listed(keys: Iterable[str], names: Names) -> str:
    """Names in a row, each isolated."""
    return format_list([f"\u2068{names[key]}\u2069" for key in keys], locale=g.language.locale)


def told(result: VoteResult, names: Names) -> list[Told]:
    """Every option: what was chosen in the order of the count, then the rest, most wanted first."""
    has_money = _has_money(result)
    winners = [
        Told(found.elected, True, _won(found, result, names), 100, f"interface.won.{_why(found, has_money)}")
        for found in result.decided.rounds
    ]
    losers = [
        Told(
            loser.id,
            False,
            REASONS[loser.reason](loser, names, result),
            _reach(loser),
            f"interface.lost.{loser.reason}",
        )
        for loser in result.decided.not_elected
    ]
    return winners + losers


def _has_money(result: VoteResult) -> bool:
    return result.settings.measure == NEEDS_BUDGET


def _costs(cost: Fraction | int) -> str:
    return _("It costs %(amount)s.", amount=amount(cost))


def _wanted(people: int) -> str:
    return ngettext("%(people)s person wanted it.", "%(people)s people wanted it.", people, people=number(people))


def _won(found: Round, result: VoteResult, names: Names) -> list[str]:
    has_money, chosen = _has_money(result), result.decided.winners
    cost = result.by_key()[found.elected].cost
    lines = [_wanted(found.supporters)]
    if has_money and cost is not None:
        lines.append(_costs(cost))
    lines.append(str(WON[_why(found, has_money)]))
    if found.payment and has_money:
        lines.append(_("Each gave %(amount)s or less.", amount=amount(ceil(found.payment.most))))
    behind = [key for key in found.tied_with if key not in chosen]
    if behind:
        others = listed(behind, names)
        lines.append(_("It was level with %(others)s. The rule for that put it first.", others=others))
    return lines


def _why(found: Round, has_money: bool) -> str:
    """Why something was chosen: a key of WON."""
    if found.payment:
        return "shares-of-money" if has_money else "shares"
    return "wanted" if found.left is None else "money"


def _nobody(loser: NotElected, names: Names, result: VoteResult) -> list[str]:
    return [_("Nobody wanted it.")]


def _fewer(loser: NotElected, names: Names, result: VoteResult) -> list[str]:
    last = _number(loser.facts["last_winner_supporters"])
    return [_wanted(_number(loser.facts["supporters"])), _("The last one chosen had %(people)s.", people=number(last))]


def _over_budget(loser: NotElected, names: Names, result: VoteResult) -> list[str]:
    return [
        _wanted(_number(loser.facts["supporters"])),
        _costs(_money(loser.facts["cost"])),
        _("Only %(amount)s of all the money was left.", amount=amount(floor(_money(loser.facts["left"])))),
    ]


def _cannot_afford(loser: NotElected, names: Names, result: VoteResult) -> list[str]:
    lines = [_wanted(_number(loser.facts["supporters"]))]
    if not _has_money(result):
        return [*lines, _("Together they had too little of their shares for it.")]
    had, shares = amount(floor(_money(loser.facts["left"]))), result.decided.shares
    if shares and shares.raises:
        lines.append(_("Even with the larger shares they would have had only %(amount)s together.", amount=had))
    else:
        lines.append(_("Together they had %(amount)s for it.", amount=had))
    return [*lines, _costs(_money(loser.facts["cost"]))]


def _lost_tie(loser: NotElected, names: Names, result: VoteResult) -> list[str]:
    others = loser.facts["tied_with"]
    return [
        _wanted(_number(loser.facts["supporters"])),
        _(
            "It was level with %(others)s. The rule for that put it behind.",
            others=listed(others if isinstance(others, tuple) else (), names),
        ),
    ]


REASONS: dict[str, Callable[[NotElected, Names, VoteResult], list[str]]] = {
    reasons.NO_SUPPORTERS: _nobody,
    reasons.FEWER_SUPPORTERS: _fewer,
    reasons.OVER_BUDGET: _over_budget,
    reasons.SUPPORTERS_CANNOT_AFFORD: _cannot_afford,
    reasons.LOST_TIE: _lost_tie,
}


def _number(fact: Any) -> int:
    return int(fact)


def _money(fact: Any) -> Fraction:
    return Fraction(fact)


def _reach(loser: NotElected) -> int:
    """How far the support of an option went towards what it needed, in hundredths; never quite all the way."""
    facts = loser.facts
    if "left" in facts and "cost" in facts:
        share = _money(facts["left"]) / _money(facts["cost"])
    elif "last_winner_supporters" in facts:
        share = Fraction(_number(facts["supporters"]), _number(facts["last_winner_supporters"]))
    else:
        share = Fraction(1 if "supporters" in facts else 0)
    return min(int(share * 100), 97)
