"""Forms that a script sends beside the page (static/js/offline.js): it is told where to go on, and goes there."""

from flask import Flask, Response, request

ASKED, TOLD = "X-Stay", "X-Next"
"""A script's request, and the address in the answer. A script of another site cannot send such a request."""


def bind(app: Flask) -> None:
    """A redirect would be followed by the script, out of sight, and the page would be fetched twice."""

    @app.after_request
    def tell(response: Response) -> Response:
        if ASKED in request.headers and response.status_code == 303:
            response.status_code = 204
            response.headers[TOLD] = response.headers.pop("Location")
            response.data = b""
        return response
