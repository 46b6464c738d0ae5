"""Read by gunicorn where it is started beside it: how many serve, and no log that tells who asked or for what."""

import os
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
preload_app = True  # the code is held once for all workers
workers = 2 * (os.cpu_count() or 1)
timeout = 90  # longer than a recording may take to be looked at: engage/media/checking
threads = 1  # threads of one process wait for each other while one of them holds SQLite's lock: docs/decisions/0010
