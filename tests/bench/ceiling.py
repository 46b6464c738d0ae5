"""What a page and a durable post cost at least: bare Flask, one view that answers from memory or commits one row.

It answers the requests of one recorded visit. A page is the very bytes that the site sent, compressed beforehand. A
post commits what was sent as one row, by sqlite3 alone and under the pragmas of the site, and leads to the next page.
"""

import base64
import json
import os
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path

from flask import Flask, Response, request

from engage.core.identifiers import new_id
from engage.web.transactions import SQLITE_PRAGMAS
from tests.bench.journey import Step

RECORDING = "ENGAGE_BENCH_RECORDING"
DATABASE = "ENGAGE_BENCH_DATABASE"
KEPT_HEADERS = ("content-type", "content-encoding", "location")


def write_recording(steps: Iterable[Step], file: Path) -> None:
    """Keep a visit for the ceiling to answer from."""
    recorded = {}
    for step in steps:
        headers = {name: value for name, value in step.answer.headers.items() if name in KEPT_HEADERS}
        body = base64.b64encode(step.answer.body).decode()
        recorded[f"{step.method} {step.path.partition('?')[0]}"] = [step.answer.status, headers, body]
    file.write_text(json.dumps(recorded))


def make_app(recording: Path, database: str) -> Flask:
    """The application; its table is made if it is not there."""
    answers = {
        step: (status, headers, base64.b64decode(body))
        for step, (status, headers, body) in json.loads(recording.read_text()).items()
    }
    held = threading.local()
    app = Flask("ceiling", static_folder=None)

    def connection() -> sqlite3.Connection:
        if not hasattr(held, "connection"):
            held.connection = sqlite3.connect(database, isolation_level=None)
            for name, value in SQLITE_PRAGMAS.items():
                held.connection.execute(f"PRAGMA {name}={value}")
            held.connection.execute("CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, said BLOB NOT NULL)")
        return held.connection

    @app.get("/<path:path>")
    def page(path: str) -> Response:
        status, headers, body = answers[f"GET /{path}"]
        return Response(body, status, headers)

    @app.post("/<path:path>")
    def keep(path: str) -> Response:
        status, headers, body = answers[f"POST /{path}"]
        database = connection()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO answers VALUES (?, ?)", (new_id(), request.get_data()))
        database.execute("COMMIT")
        return Response(body, status, headers)

    return app


if RECORDING in os.environ:
    app = make_app(Path(os.environ[RECORDING]), os.environ[DATABASE])
