"""Our own files, the fonts and the icons: what can be asked for, and what cannot."""

import re
from pathlib import Path

import pytest

from app.core import assets


def test_styles_scripts_fonts_and_icons_are_there() -> None:
    for name in ("css/app.css", "js/app.js", "favicon.svg", "icons/x.svg", *assets.FACES):
        assert assets.find(name), name


@pytest.mark.parametrize(
    "name", ["../pyproject.toml", "css/../../wsgi.py", "/etc/passwd", "css", "", "css/none.css"]
)
def test_nothing_else_can_be_asked_for(name: str) -> None:
    assert assets.find(name) is None


def test_each_icon_is_a_drawing_without_style_or_script() -> None:
    for name in assets.ICONS:
        icon = _text(f"icons/{name}.svg")
        assert icon.startswith('<svg xmlns="http://www.w3.org/2000/svg"><symbol id="i" viewBox="0 0 24 24"><')
        assert not re.search(r"style=|<script|on[a-z]+=", icon)


def test_every_file_a_style_asks_for_exists() -> None:
    for name in ("css/app.css", "css/print/fonts.css"):
        style = assets.find(name)
        assert style
        folder = Path("/static") / Path(name).parent
        asked = re.findall(r'url\("(?!data:)([^"]+)"\)', style.content.decode())
        assert asked
        for path in asked:
            assert assets.find(str((folder / path).resolve().relative_to("/static"))), path


def test_a_style_is_one_small_file_with_its_layers_in_order() -> None:
    style = _text("css/app.css")

    assert "@import" not in style
    assert "/*" not in style
    assert style.startswith("@layer reset,base,layout,components,features,utilities;@layer reset{")
    assert style.index(".button{") < style.index(".index a{") < style.index(".hidden:not(")


def test_a_feature_brings_the_components_it_alone_needs() -> None:
    style = _text("css/features/quotes.css")

    assert style.startswith("@layer components{.roll{")
    assert style.index(".reasons{") < style.index("@layer features{.roll__foot{")
    assert ".roll{" not in _text("css/app.css")


def test_a_feature_in_the_shared_style_has_none_of_its_own() -> None:
    assert assets.style_of("quotes") == "css/features/quotes.css"
    assert assets.style_of("users") is None
    assert assets.style_of("no-such-part") is None
    assert assets.style_of("../print/sheet") is None


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


def _text(name: str) -> str:
    asset = assets.find(name)
    assert asset, name
    return asset.content.decode()
