"""Answers that are files: named so that no name can do harm, in the browser or on the disk."""

import re
import unicodedata
from io import BytesIO
from urllib.parse import quote

from flask import Response, send_file

# What Windows, macOS or a header cannot have in the name of a file.
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff<>:"/\\|?*]+')


def pdf_response(content: bytes, file_name: str, *, inline: bool = True) -> Response:
    """A PDF, opened in the browser's own viewer or saved."""
    return _file(content, file_name, "application/pdf", inline=inline)


def png_response(content: bytes, file_name: str) -> Response:
    """A picture that we drew ourselves."""
    return _file(content, file_name, "image/png", inline=True)


def csv_response(content: bytes, file_name: str) -> Response:
    """A sheet, saved under this name; its cells must have been guarded."""
    return _file(content, file_name, "text/csv", inline=False)


def vcf_response(content: bytes, file_name: str) -> Response:
    """Cards for a telephone, saved under this name."""
    return _file(content, file_name, "text/vcard", inline=False)


def mail_response(content: bytes, file_name: str) -> Response:
    """A mail that is still to be sent: the browser hands it to the mail program."""
    return _file(content, file_name, "message/rfc822", inline=False)


def safe_file_name(name: str) -> str:
    """The name without a path, control characters or tricks with the direction of writing; never empty."""
    stem, dot, extension = UNSAFE.sub(" ", name).rpartition(".")
    if not dot:
        stem, extension = extension, ""
    tidy = " ".join(stem.split()).strip(". ")[:100].strip(". ") or "kaartenbak"
    return f"{tidy}{dot}{extension.strip()}"


def _file(content: bytes, file_name: str, media_type: str, *, inline: bool) -> Response:
    name = safe_file_name(file_name)
    answer = send_file(BytesIO(content), mimetype=media_type, as_attachment=not inline, download_name=name)
    if not name.isascii():
        # For programs that know no other letters: what is left of the name must be a tidy name as well.
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        answer.headers.set(
            "Content-Disposition",
            "inline" if inline else "attachment",
            filename=safe_file_name(plain),
            **{"filename*": f"UTF-8''{quote(name, safe='')}"},
        )
    return answer
