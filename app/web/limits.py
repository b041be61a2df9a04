"""What a request may be: for which host, how large, and of which signs."""

import re

from flask import Flask, Response, abort, request
from werkzeug.routing import IntegerConverter

from app.core.words import _

LARGEST_REQUEST = 10 * 1024 * 1024
# A stranger types a name and a password, no more.
LARGEST_UNKNOWN = 64 * 1024
# The names of this machine for itself. Flask's TRUSTED_HOSTS cannot hold the last of them.
OWN_NAMES = {"localhost", "127.0.0.1", "[::1]"}
HOST = re.compile(r"(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?", re.IGNORECASE)


class PlainInteger(IntegerConverter):
    """An id in an address: plain digits, and no more of them than any database can count to."""

    regex = "[0-9]{1,18}"


def set_limits(app: Flask) -> None:
    """Bound every request; within the bounds it is the form that refuses a text, and keeps it in its box."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST, MAX_FORM_PARTS=5_000
    )
    app.url_map.converters["int"] = PlainInteger
    answer_to_own_names(app)
    app.before_request(_refuse_nul)


def answer_to_own_names(app: Flask) -> None:
    """Refuse a request for any other name: that may be a site that makes a browser believe it is here."""
    app.before_request(_refuse_other_names)


def _refuse_other_names() -> Response | None:
    host = HOST.fullmatch(request.environ.get("HTTP_HOST", ""))
    if host is not None and host[1].lower() in OWN_NAMES:
        return None
    # Without a right name there is no page either: its links would have nowhere to lead.
    return Response(_("Kaartenbak only answers to the name localhost."), 400, mimetype="text/plain")


def _refuse_nul() -> None:
    if "\0" in request.path or any("\0" in text for pair in request.args.items(multi=True) for text in pair):
        abort(400)
