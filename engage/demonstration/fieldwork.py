"""The gatherings of the demonstration."""

from datetime import timedelta

from engage.core import clock
from engage.fieldwork.actions import close_gathering, open_gathering
from engage.fieldwork.models import Gathering
from engage.projects.models import Project
from engage.questionnaires.keys import code_key


def load(project: Project, researcher_id: str) -> list[Gathering]:
    """Three gatherings that have ended."""
    facts = (
        ("centre", "Harbour Street", ["en", "ro", "rmc"], True, 34),
        ("drop-in", "Market Square", ["en", "ar"], False, 21),
        ("worship", "Old Docks", ["en", "bfi"], True, 16),
    )
    made = []
    for number, (kind, area, languages, interpreter, heads) in enumerate(facts, start=1):
        gathering = open_gathering(
            project_id=project.id,
            researcher_id=researcher_id,
            key=code_key(),
            facts={
                "kind_of_place": kind,
                "area": area,
                "held_on": clock.today() - timedelta(days=7 * number),
                "languages": languages,
                "interpreter": interpreter,
                "head_count": heads,
            },
        )
        close_gathering(gathering)
        made.append(gathering)
    return made
