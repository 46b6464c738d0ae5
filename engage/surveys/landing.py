"""What a survey does with the engine: it keeps each response, and that is all."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from engage.projects.models import Activity, Project
from engage.questionnaires import actions
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.keys import code_key
from engage.questionnaires.landing import Address, LandingPlace, Link, StaffAddress


class Survey(LandingPlace):
    key = "survey"
    label = "Survey"
    about = "You ask questions. The team reads the answers, and others see rounded totals."
    has_figures = True

    def send(
        self,
        project: Project,
        activity: Activity,
        draft: DraftState,
        answers: dict[str, Any],
        envelope: actions.Envelope,
    ) -> actions.Accepted:
        return actions.accept(draft, answers, envelope, key=code_key())

    def links(self, activity: Activity, address: Address) -> Sequence[Link]:
        return (
            (Link(url_for("results.heard", **address), _("What we heard")),) if activity.settings.get("heard") else ()
        )

    def staff_links(self, activity: Activity, address: StaffAddress) -> Sequence[Link]:
        return (Link(url_for("surveys.responses", **address), _("Responses")),) if activity.wording_id else ()
