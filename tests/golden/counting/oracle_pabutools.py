"""Counts votes with pabutools (https://pypi.org/project/pabutools, GPL-3), which this project does not depend on.

Run by an interpreter that has pabutools 1.2.3: a JSON list of votes (see random_votes.py) comes in on standard input,
a list of winners goes out on standard output. Equal Shares gives winners in the order of election, the plain counts
give them sorted, since the order among winners that are level says nothing there.
"""

import json
import sys
from fractions import Fraction

from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.fractions import frac
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule, lexico_tie_breaking

TIE_RULES = {
    "id-order": lexico_tie_breaking,
    "cheapest-first": TieBreakingRule(
        lambda instance, profile, project: (project.cost, -profile.approval_score(project), project.name)
    ),
}


def amount(text):
    number = Fraction(text)
    return frac(number.numerator, number.denominator)


def election(vote, costs, budget):
    projects = {id: Project(id, amount(cost)) for id, cost in costs}
    instance = Instance(projects.values(), budget_limit=amount(budget))
    ballots = [ApprovalBallot(projects[id] for id in ballot) for ballot in vote["ballots"]]
    return instance, ApprovalProfile(ballots, instance=instance)


def equal_shares(vote, tie_breaking, increment):
    instance, profile = election(vote, vote["projects"], vote["budget"])
    found = method_of_equal_shares(
        instance, profile, sat_class=Cost_Sat, tie_breaking=tie_breaking, voter_budget_increment=increment
    )
    return [project.name for project in found]


def plain_count(vote, costs, budget, tie_breaking):
    """Most supporters first. pabutools also spends leftover money on what nobody chose; that is left out."""
    instance, profile = election(vote, costs, budget)
    found = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, tie_breaking=tie_breaking)
    return sorted(project.name for project in found if profile.approval_score(project))


def winners(vote):
    found = {}
    one_each = [(id, "1") for id, _ in vote["projects"]]
    for name, rule in TIE_RULES.items():
        found[f"equal-shares/none/{name}"] = equal_shares(vote, rule, None)
        found[f"equal-shares/add1/{name}"] = equal_shares(vote, rule, amount(vote["step"]))
        found[f"greedy/none/{name}"] = plain_count(vote, vote["projects"], vote["budget"], rule)
    found["approval/none/id-order"] = plain_count(vote, one_each, str(vote["seats"]), TIE_RULES["id-order"])
    return found


if __name__ == "__main__":
    json.dump([winners(vote) for vote in json.load(sys.stdin)], sys.stdout)
