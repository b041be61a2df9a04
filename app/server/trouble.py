"""What a person reads when the card box cannot be opened: in the terminal, and on a page instead of it."""

import tomllib
from collections.abc import Sequence

from flask import Flask, render_template
from flask.typing import ResponseReturnValue

from app.core.migrations import PROJECT
from app.core.words import language, use_language
from app.web.headers import add_headers
from app.web.limits import answer_to_own_names
from app.web.templating import init_templating


class CannotOpen(Exception):
    """Kaartenbak stops here and has changed nothing: what is the matter, and what to do, step by step."""

    def __init__(self, sentence: str, steps: Sequence[str]) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.steps = tuple(steps)

    def in_terminal(self) -> str:
        """The sentence with its steps below it."""
        return "\n".join([self.sentence, *(f"  - {step}" for step in self.steps)])


def version() -> str:
    """The version of this program, as pyproject.toml tells it."""
    return str(tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"])


def trouble_page(trouble: CannotOpen) -> Flask:
    """An app that shows this one page, whatever is asked of it."""
    app = Flask(__name__, template_folder="../../templates", static_folder=None)
    app.debug = False
    answer_to_own_names(app)
    add_headers(app)
    init_templating(app)
    spoken = language()

    def show(**_asked: str) -> ResponseReturnValue:
        with use_language(spoken):
            return render_template(
                "server/trouble.html", layout="layout/outside.html", trouble=trouble, version=version()
            ), 503

    app.add_url_rule("/", view_func=show)
    app.add_url_rule("/<path:asked>", view_func=show)
    return app
