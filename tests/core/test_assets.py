"""Our own files, the fonts and the icons: what can be asked for, and what cannot."""

import re

import pytest

from app.core import assets


def test_styles_scripts_fonts_and_icons_are_there() -> None:
    for name in ("css/app.css", "js/app.js", "favicon.svg", "icons.svg", *assets.FACES):
        assert assets.find(name), name


@pytest.mark.parametrize(
    "name", ["../pyproject.toml", "css/../../wsgi.py", "/etc/passwd", "css", "", "css/none.css"]
)
def test_nothing_else_can_be_asked_for(name: str) -> None:
    assert assets.find(name) is None


def test_the_icons_are_one_file_of_drawings_without_style_or_script() -> None:
    sprite = assets.find("icons.svg")
    assert sprite

    assert re.findall(rb'<symbol id="([^"]+)" viewBox', sprite.content) == [i.encode() for i in assets.ICONS]
    assert not re.search(rb"style=|<script|on[a-z]+=", sprite.content)


def test_every_file_a_style_asks_for_exists() -> None:
    for name in ("css/app.css", "css/fonts.css"):
        style = assets.find(name)
        assert style
        asked = re.findall(r'url\("([^"]+)"\)', style.content.decode())
        assert asked
        for path in asked:
            assert assets.find(f"css/{path}".replace("css/../", "")), path


def test_the_version_changes_with_the_contents(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    before = assets.version()
    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    assets._all.cache_clear()
    assets.version.cache_clear()
    try:
        assert assets.version() != before
    finally:
        monkeypatch.undo()
        assets._all.cache_clear()
        assets.version.cache_clear()
