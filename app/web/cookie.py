"""The one cookie: it carries a random token, signed; how long that is good for is the server's business."""

import hashlib
from pathlib import Path

from flask import Flask


def set_up_cookie(app: Flask) -> None:
    """Name the cookie after the data it opens: all ports of one machine share their cookies."""
    folder = str(Path(app.config["DATA_FOLDER"]).absolute())
    app.config.update(
        SESSION_COOKIE_NAME=f"kaartenbak_{hashlib.sha256(folder.encode()).hexdigest()[:12]}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
    )
