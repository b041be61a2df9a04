"""Reads a PDF as a person would: the words on it, and whether they stand on the page."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from werkzeug.test import TestResponse

from app.core import pdf


def pages(answer: TestResponse) -> list[str]:
    """The text of each page, with single spaces."""
    assert answer.status_code == 200, answer.status
    assert answer.content_type == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.data)).pages]


def outside(html: str) -> list[str]:
    """The pieces of text that stick out of the sheet on any side, as the printer would lay them out."""
    press = pdf._ready_press()
    page = press.weasyprint.HTML(string=html, base_url=pdf.BASE, url_fetcher=press.fetcher)
    document = page.render(stylesheets=press.styles, font_config=press.fonts)
    return [
        f"{box.text[:20]!r} at {box.position_x:.0f}, {box.position_y:.0f}"
        for sheet in document.pages
        for box in _texts(sheet)
        if box.position_x < 0
        or box.position_x + box.width > sheet.width
        or box.position_y < 0
        or box.position_y + box.height > sheet.height
    ]


def _texts(sheet: Any) -> Iterator[Any]:
    return (box for box in sheet._page_box.descendants() if hasattr(box, "text"))
