"""Read by gunicorn where it is started beside it: no log tells who asked or for what."""

from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from engage.web.logs import without_people


class Discreet(Logger):
    """Gunicorn's log without people: no line for a request, and none about one that names it."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.addFilter(without_people)

    def access(self, *request: Any) -> None:
        """Nothing, whatever the command line asks for."""


logger_class = Discreet
