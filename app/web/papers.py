"""Printed pages as an answer: a PDF, or the same page where the browser has to print it itself."""

from collections.abc import Mapping

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.assets import Asset
from app.core.pdf import PdfUnavailable, pdf, why_unavailable
from app.core.words import _, language, use_language
from app.web.responses import pdf_response

Files = Mapping[str, Asset]


def draw(template: str, *, files: Files | None = None, **values: object) -> bytes:
    """The PDF of a printed page with its pictures, in the language spoken now. Raises PdfUnavailable."""
    return pdf(_page(template, **values), files)


def answer(
    template: str,
    file_name: str,
    *,
    on_screen: bool,
    speaker: str | None = None,
    files: Files | None = None,
    **values: object,
) -> ResponseReturnValue:
    """The paper in the browser's own viewer; `speaker` is the language of who prints, if it is another.

    Where no PDF can be made the browser is sent to the same page with `on_screen`; that says what is missing.
    """
    if on_screen:
        with use_language(speaker or language()):
            notice = why_unavailable() or _("This is the page as it goes to the printer.")
        return _page(template, on_screen=True, notice=notice, **values)

    try:
        content = draw(template, files=files, **values)
    except PdfUnavailable:
        there = (request.view_args or {}) | {"on_screen": True} | request.args.to_dict()
        return redirect(url_for(request.endpoint or "", **there))
    return pdf_response(content, file_name)


def _page(template: str, **values: object) -> str:
    """What is on a paper does not depend on who is signed in: a command can draw it too."""
    return current_app.jinja_env.get_template(template).render(today=clock.today(), **values)
