"""A name that is a formula must never run in somebody's sheet."""

from tests.conftest import Client
from tests.security.inventory import Page, quick

# What a page may hand out; a sheet is not among them until its cells are guarded against =, +, - and @.
HANDED_OUT = {
    *("text/html", "application/pdf", "text/vcard", "text/plain"),
    *("text/css", "text/javascript", "image/svg+xml", "font/ttf"),
}


def test_no_page_hands_out_a_sheet_whose_cells_could_run(all_pages: list[Page], client: Client) -> None:
    handed_out = {
        page.path: client.get(page.path).mimetype for page in quick(all_pages) if "GET" in page.methods
    }

    assert "text/html" in handed_out.values()
    assert {path: kind for path, kind in handed_out.items() if kind not in HANDED_OUT} == {}
