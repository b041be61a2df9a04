"""What a request may be: for which host, how large, and of which signs."""

from flask import Flask, Response, abort, request
from werkzeug.routing import IntegerConverter

from app.core.words import _

LARGEST_REQUEST = 10 * 1024 * 1024
# A stranger types a name and a password, no more.
LARGEST_UNKNOWN = 64 * 1024
OWN_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


class PlainInteger(IntegerConverter):
    """An id in an address: plain digits, and no more of them than any database can count to."""

    regex = "[0-9]{1,18}"


def set_limits(app: Flask) -> None:
    """Bound every request; within the bounds it is the form that refuses a text, and keeps it in its box."""
    app.config.setdefault("TRUSTED_HOSTS", None)
    app.config["TRUSTED_HOSTS"] = app.config["TRUSTED_HOSTS"] or OWN_HOSTS
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST, MAX_FORM_PARTS=5_000
    )
    app.url_map.converters["int"] = PlainInteger
    app.before_request(_refuse_strange_requests)


def _refuse_strange_requests() -> Response | None:
    if request.routing_exception is not None and request.routing_exception.code == 400:
        # Another name for this machine may be a trick of another site; it has no page of ours.
        return Response(_("Kaartenbak only answers to the name localhost."), 400, mimetype="text/plain")
    if "\0" in request.path or any("\0" in text for pair in request.args.items(multi=True) for text in pair):
        abort(400)
    return None
