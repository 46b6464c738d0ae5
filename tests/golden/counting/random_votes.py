"""Votes drawn from a seed, as plain JSON, for comparing this counting with other software.

Costs and budgets are strings of exact numbers. Five kinds take turns: whole pounds with few different costs (many
ties), pennies, unit costs, two camps of voters, and votes with much money for what few people want.
"""

import random

KINDS = ("ties", "pennies", "seats", "camps", "plenty")


def random_vote(seed: int) -> dict:
    """One vote: `projects` as [id, cost], `ballots` as lists of ids, `budget`, `step` and `seats`."""
    draw = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    ids = [f"p{number}" for number in range(draw.randint(2, 8))]
    draw.shuffle(ids)
    costs = {id: _cost(kind, draw) for id in ids}
    ballots = [sorted(_choices(kind, ids, draw)) for _ in range(draw.randint(3, 20))]
    seats = draw.randint(1, len(ids))
    budget = f"{seats}" if kind == "seats" else f"{draw.randint(20, 250 if kind == 'plenty' else 120)}"
    step = f"{seats}/{100 * len(ballots)}" if kind == "seats" else "1"
    return {"projects": list(costs.items()), "ballots": ballots, "budget": budget, "step": step, "seats": seats}


def _cost(kind: str, draw: random.Random) -> str:
    if kind == "seats":
        return "1"
    if kind == "pennies":
        return f"{draw.randint(5, 60)}.{draw.randint(0, 99):02}"
    return f"{draw.choice((10, 12, 20, 20, 30, 45))}"


def _choices(kind: str, ids: list[str], draw: random.Random) -> list[str]:
    if draw.random() < 0.08:
        return []
    if kind == "camps":
        half = len(ids) // 2
        ids = ids[:half] if draw.random() < 0.65 else ids[half:]
    return [id for id in ids if draw.random() < (0.3 if kind == "plenty" else 0.55)]
