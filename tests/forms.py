"""A form as a browser sends it: every box of the page, as it was filled in by the server."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


class _Boxes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[str, str]] = []
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._area: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "input" and "name" in given:
            is_sent = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if is_sent and given.get("type") not in {"submit", "search"}:
                self.boxes.append((given["name"], given.get("value", "y")))
        elif tag == "select":
            self._select, self._options = given.get("name"), []
        elif tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._area = given.get("name")
            self.boxes.append((self._area or "", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select and self._options:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            self.boxes.append((self._select, (chosen or [self._options[0][0]])[0]))
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, text = self.boxes.pop()
            self.boxes.append((name, text + data.removeprefix("\n") if not text else text + data))


def boxes_of(page: str, **typed: str) -> MultiDict[str, str]:
    """The boxes of the forms on a page, with what was typed into some of them."""
    parser = _Boxes()
    parser.feed(page)
    # The test's browser sends its own token, as each signed-in person has another one.
    boxes = MultiDict((name, text) for name, text in parser.boxes if name != "csrf_token")
    for name, text in typed.items():
        boxes[name] = text
    return boxes
