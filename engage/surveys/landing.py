"""What a survey does with the engine: it keeps each response, and that is all."""

from typing import Any

from engage.projects.models import Activity, Project
from engage.questionnaires import actions
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.keys import code_key
from engage.questionnaires.landing import LandingPlace


class Survey(LandingPlace):
    key = "survey"
    label = "Survey"

    def send(
        self,
        project: Project,
        activity: Activity,
        draft: DraftState,
        answers: dict[str, Any],
        envelope: actions.Envelope,
    ) -> actions.Accepted:
        return actions.accept(draft, answers, envelope, key=code_key())
