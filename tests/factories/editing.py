"""A lead who writes a questionnaire, without JavaScript."""

from typing import Any

from tests.factories.questionnaires import Opened
from tests.page import Document, Page


class Editor:
    """A lead in the editor of one activity."""

    def __init__(self, activity: Opened, lead: Page) -> None:
        self.activity, self.page = activity, lead

    def shown(self) -> Document:
        return self.page.get(self.activity.staff())

    def definition(self) -> dict[str, Any]:
        return self.activity.renew().definition

    def keys(self) -> list[str]:
        return [question["key"] for question in self.definition()["questions"]]

    def new(self, type_key: str, status: int = 303, **fields: Any) -> Document:
        """Add a question by the button below the list."""
        add = next(form for form in self.shown().forms if form.action.endswith("/add"))
        sent = self.page.client.get(add.action, query_string={"type": type_key})
        return self.page.submit(self.page.get(sent.location.removeprefix("http://localhost")), status, **fields)

    def change(self, key: str, status: int = 303, **fields: Any) -> Document:
        return self.page.submit(self.page.get(self.activity.staff(f"questions/{key}")), status, **fields)

    def delete(self, key: str) -> Document:
        """Go by the link beside a question, and be sure."""
        address = self.activity.staff(f"questions/{key}/delete")
        assert address in self.shown().links
        return self.page.submit(self.page.get(address))

    def press(self, key: str, to: str, status: int = 303) -> Document:
        form = next(form for form in self.shown().forms if form.action.endswith(f"/questions/{key}/move"))
        return self.page.send(form, status, to=to)
