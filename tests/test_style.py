"""The rules of the face that a machine can hold: colours, inline code, and where files are named."""

import re
from pathlib import Path

from flask import Flask

from app.core.assets import ICONS, imports

PROJECT = Path(__file__).parent.parent
STYLES = PROJECT / "static" / "css"
TEMPLATES = PROJECT / "templates"
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(|:\s*(?:black|white|red|green|blue|grey|gray)\b(?!-)",
    re.IGNORECASE,
)


def test_only_the_tokens_name_a_colour() -> None:
    named = [
        f"{path.name}: {found.group()}"
        for path in STYLES.rglob("*.css")
        if path.name != "tokens.css"
        for found in COLOUR.finditer(_without_comments(path.read_text()))
    ]

    assert not named


def test_styles_select_no_ids() -> None:
    for path in STYLES.rglob("*.css"):
        selectors = re.findall(r"([^{}]+)\{", _without_comments(path.read_text()))
        assert not [selector for selector in selectors if "#" in selector], path.name


def test_every_style_of_the_screen_reaches_a_page() -> None:
    there = {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")}
    shared = [path for path, _layer in imports("css/app.css")]
    alone = {name for name in there if name.startswith("features/") and name not in shared}
    needed = {path.removeprefix("../") for name in alone for path, _layer in imports(f"css/{name}")}

    assert len(shared) == len(set(shared))
    assert not needed & set(shared)
    assert there == {"app.css", *shared, *alone, *needed} | {n for n in there if n.startswith("print/")}


def test_a_style_of_one_feature_is_named_after_the_pages_that_load_it(whole_app: Flask) -> None:
    named = set(
        re.findall(r'"([\w-]+)"', " ".join(re.findall(r"{% set styles = (.*?) %}", _all_templates())))
    )
    known = {*whole_app.blueprints, *named}

    assert {path.stem for path in (STYLES / "features").glob("*.css")} <= known | {"errors"}
    assert named <= {path.stem for path in (STYLES / "features").glob("*.css")}


def test_every_behaviour_is_imported_or_loaded_when_needed() -> None:
    scripts = PROJECT / "static" / "js"
    app = (scripts / "app.js").read_text()
    imported = re.findall(r'import "\./behaviours/([^"]+)\.js"', app)
    when_needed = re.findall(r'^  \["([a-z-]+)", "(.+)"\],$', app, re.MULTILINE)

    assert sorted([*imported, *(name for name, _what in when_needed)]) == sorted(
        path.stem for path in (scripts / "behaviours").glob("*.js")
    )
    for _name, what in when_needed:
        for attribute in re.findall(r"\[([a-z-]+)", what):
            assert attribute in _all_templates(), attribute


def test_no_page_holds_style_or_script_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        page = path.read_text()
        assert not re.search(
            r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|\|\s*safe\b", page
        ), path


def test_no_script_writes_html_from_text() -> None:
    for path in (PROJECT / "static" / "js").rglob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", path.read_text()
        ), path


def test_no_icon_is_asked_for_that_is_not_there() -> None:
    asked = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'(?<![_a-z])icon\("([a-z0-9-]+)"', path.read_text())
    }

    assert asked
    assert asked <= set(ICONS)


def _all_templates() -> str:
    return "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))


def _without_comments(style: str) -> str:
    return re.sub(r'/\*.*?\*/|url\("[^"]*"\)', "", style, flags=re.DOTALL)
