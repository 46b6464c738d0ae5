"""Flask's extensions, made here and bound in create_app."""

from flask import Response
from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from engage.core.columns import Base


class CompressAll(Compress):
    """Compresses pages that tell a mistake like any other; the library would send them as they are."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status_code, 200
        compressed = super().after_request(response)
        compressed.status_code = status
        return compressed


db = SQLAlchemy(model_class=Base)
babel = Babel()
csrf = CSRFProtect()
login = LoginManager()
compress = CompressAll()
