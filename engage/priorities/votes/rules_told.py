"""The way of counting told: before the vote what is declared, after it what came of it and what another way had given.

A new counting rule adds its words to TOLD.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engage.priorities.counting.rule import NEEDS_BUDGET, NEEDS_SEATS
from engage.priorities.votes.explaining import Names, amount, listed
from engage.priorities.votes.result import VoteResult
from engage.priorities.votes.settings import OPEN, VoteSettings
from engage.web.filters import number


@dataclass(frozen=True)
class RuleWords:
    """How a counting rule is told. declared: before the vote; introduced: with its outcome; both by what there is to
    share. heading and what: above what it would have chosen, had it been used."""

    declared: dict[str, Any]
    introduced: dict[str, Any]
    heading: Any
    what: Any


_PLAIN_HEADING = _l("The same votes, counted the plain way")
_PLAINLY = _l("Plain counting looks only at how many people want each thing.")
TOLD: dict[str, RuleWords] = {
    "approval": RuleWords(
        declared={NEEDS_SEATS: _l("What most people want comes first.")},
        introduced={NEEDS_SEATS: _l("What most people wanted came first.")},
        heading=_PLAIN_HEADING,
        what=_PLAINLY,
    ),
    "greedy": RuleWords(
        declared={NEEDS_BUDGET: _l("What most people want comes first, until the money is spent.")},
        introduced={NEEDS_BUDGET: _l("What most people wanted came first, until the money was spent.")},
        heading=_PLAIN_HEADING,
        what=_PLAINLY,
    ),
    "equal-shares": RuleWords(
        declared={
            NEEDS_BUDGET: _l("Everyone who votes has the same share of it to give. Nobody pays."),
            NEEDS_SEATS: _l("Everyone who votes has the same share of the decision."),
        },
        introduced={
            NEEDS_BUDGET: _l("Everyone who voted had the same share of it to give. Nobody pays."),
            NEEDS_SEATS: _l("Everyone who voted had the same share of the decision."),
        },
        heading=_l("The same votes, counted with equal shares"),
        what=_l("With equal shares, everyone who voted has the same share of the decision."),
    ),
}
"""Every counting rule in words."""


@dataclass(frozen=True)
class Comparison:
    """What the other way of counting would have done. won and other_won: how many people got something they chose, as
    it was counted and the other way, in words; the tens draw it: so many of every ten."""

    heading: str
    sentences: list[str]
    won: str
    tens: int
    other_won: str
    other_tens: int


def to_share(settings: VoteSettings) -> str:
    """What there is to give out."""
    if settings.measure == NEEDS_BUDGET:
        return _("%(amount)s can be given out.", amount=amount(settings.budget or 0))
    seats = settings.seats or 0
    return ngettext("One of these can be chosen.", "%(count)s of these can be chosen.", seats, count=number(seats))


def declared(settings: VoteSettings) -> list[str]:
    """What people are told before they vote."""
    lines = [f"{to_share(settings)} {TOLD[settings.rule].declared[settings.measure]}"]
    if settings.entry == OPEN:
        lines.append(_("Anyone with the link can vote. The result is a mood, not a count of people."))
    else:
        lines.append(_("Your code lets you vote once. Your ballot carries no code and no name."))
    lines.append(_("Your ballot is sealed. In the box it cannot be changed or taken back."))
    return lines


def introduction(result: VoteResult) -> list[str]:
    """What there was, and how it was shared out."""
    settings = result.settings
    if settings.measure == NEEDS_BUDGET:
        there_was = _("%(amount)s was on the table.", amount=amount(settings.budget or 0))
    else:
        seats = settings.seats or 0
        there_was = ngettext(
            "One thing could be chosen.", "%(count)s things could be chosen.", seats, count=number(seats)
        )
    return [there_was, str(TOLD[settings.rule].introduced[settings.measure])]


def comparison(result: VoteResult, names: Names) -> Comparison:
    """The other way of counting, side by side."""
    also = [key for key in result.other.winners if key not in result.decided.winners]
    without = [key for key in result.decided.winners if key not in result.other.winners]
    lines = [str(TOLD[result.other.rule].what)]
    if also:
        lines.append(_("It would have chosen %(names)s.", names=listed(also, names)))
    if without:
        lines.append(_("It would not have chosen %(names)s.", names=listed(without, names)))
    if not also and not without:
        lines.append(_("It would have chosen the same."))
    chose = result.ballots - result.blank
    won, other_won = chose - result.empty_handed(result.decided), chose - result.empty_handed(result.other)
    return Comparison(
        heading=str(TOLD[result.other.rule].heading),
        sentences=lines,
        won=_won_something(won, chose),
        tens=_tenths(won, chose),
        other_won=_would_have_won(other_won, chose),
        other_tens=_tenths(other_won, chose),
    )


def _tenths(part: int, whole: int) -> int:
    return round(Fraction(10 * part, whole)) if whole else 0


def _won_something(won: int, chose: int) -> str:
    if won == chose:
        return _("As it was counted, everybody got something they chose.")
    return ngettext(
        "As it was counted, %(people)s of %(all)s people got something they chose.",
        "As it was counted, %(people)s of %(all)s people got something they chose.",
        won,
        people=number(won),
        all=number(chose),
    )


def _would_have_won(won: int, chose: int) -> str:
    if won == chose:
        return _("This way everybody would have got something they chose.")
    return ngettext(
        "This way it would have been %(people)s of %(all)s.",
        "This way it would have been %(people)s of %(all)s.",
        won,
        people=number(won),
        all=number(chose),
    )


def voters(result: VoteResult) -> list[str]:
    """Who was heard, in numbers, and whether the box was whole."""
    people = result.ballots
    lines = [ngettext("%(people)s person voted.", "%(people)s people voted.", people, people=number(people))]
    if result.codes_made is not None:
        made = result.codes_made
        lines.append(
            ngettext("%(codes)s code was made.", "%(codes)s codes were made.", made, codes=number(made)),
        )
    else:
        lines.append(_("Anyone with the link could vote, also more than once. Take it as a mood, not a count."))
    if result.blank:
        blank = result.blank
        lines.append(
            ngettext("%(count)s ballot was blank.", "%(count)s ballots were blank.", blank, count=number(blank))
        )
    if not result.whole:
        lines.append(
            _(
                "The box and the marks do not agree: %(turnout)s let in, %(ballots)s read, %(unreadable)s unreadable.",
                turnout=number(result.turnout),
                ballots=number(people),
                unreadable=number(result.unreadable),
            )
        )
    return lines


def how_counted(result: VoteResult) -> list[str]:
    """The steps behind it, for those who want to know."""
    lines = []
    shares = result.decided.shares
    if result.settings.measure == NEEDS_BUDGET:
        if shares:
            lines.append(_("Each share was %(amount)s.", amount=amount(shares.first)))
        if shares and shares.raises:
            lines.append(
                _("To use what was left over, each share was raised to %(amount)s.", amount=amount(shares.last))
            )
        lines.append(_("What was chosen costs %(amount)s together.", amount=amount(result.decided.cost)))
        lines.extend(_left_over(result))
    lines.append(_("Of two that are level, the cheaper goes first, then the more wanted, then the alphabet."))
    return lines


def _left_over(result: VoteResult) -> list[str]:
    """Money that is not given out, and why nothing else could have it."""
    left = (result.settings.budget or 0) - result.decided.cost
    if not left:
        return []
    lines = [_("%(amount)s is left over.", amount=amount(left))]
    if any(row.supporters and not row.chosen for row in result.rows()):
        lines.append(
            _("The shares of those who wanted the rest did not cover its cost.")
            if result.decided.shares
            else _("What else people wanted costs more than that.")
        )
    return lines
