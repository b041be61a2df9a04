"""What stands still: our own styles and scripts, made small; fonts and icons that come out of packages."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from rcssmin import cssmin
from rjsmin import jsmin

FOLDER = Path(__file__).parents[2] / "static"

# The style of every page; each other one below css/features is loaded by the pages that use it.
SHARED_STYLE = "css/app.css"
FEATURES = "css/features/"
# A space that says "anything inside": the minifier drops it, unless a star stands behind it.
INSIDE = re.compile(r"(?<=[\w)\]]) (?=:[a-z])")
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')

FACES = {
    "fonts/regular.ttf": "SourceSansPro-Regular.ttf",
    "fonts/semibold.ttf": "SourceSansPro-Semibold.ttf",
    "fonts/italic.ttf": "SourceSansPro-It.ttf",
}

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
}

ICONS = (
    "arrow-down",
    "arrow-up",
    "calendar",
    "check",
    "copy",
    "download",
    "history",
    "info",
    "pencil",
    "phone",
    "plus",
    "printer",
    "qr-code",
    "search",
    "star",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "upload",
    "x",
)

# What the drawing in the file of an icon is called.
ICON = "i"


@dataclass(frozen=True)
class Asset:
    """One file as it goes to a browser or into a PDF."""

    content: bytes
    media_type: str


def find(name: str) -> Asset | None:
    """Look an asset up by its path below static/; a path that is not on the list does not exist."""
    return _all().get(name)


@cache
def style_of(part: str) -> str | None:
    """The style that only the pages of this part of the app use, if it has one; app.css holds the others."""
    name = f"{FEATURES}{part}.css"
    is_shared = f"features/{part}.css" in (path for path, _layer in imports(SHARED_STYLE))
    return None if is_shared or find(name) is None else name


def imports(style: str) -> list[tuple[str, str]]:
    """The files that a style takes in, as it writes their paths, and the layer of each."""
    return IMPORT.findall((FOLDER / style).read_text())


@cache
def version() -> str:
    """Return the fingerprint of all assets together, for use in addresses that may be kept for ever."""
    fingerprint = blake2b(digest_size=6)
    for name, asset in sorted(_all().items()):
        fingerprint.update(name.encode() + b"\0" + asset.content)
    return fingerprint.hexdigest()


@cache
def _all() -> dict[str, Asset]:
    ours = (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
    assets = {name: Asset(_content(name), _media_type(name)) for name in ours}
    return assets | _fonts() | _icons()


def _content(name: str) -> bytes:
    path = FOLDER / name
    if path.suffix == ".css":
        return _whole_style(name).encode()
    if path.suffix == ".js":
        return str(jsmin(path.read_text())).encode()
    return path.read_bytes()


def _whole_style(name: str) -> str:
    """A style with all that it imports, so that it is one file; a feature stands in its layer."""
    given = (FOLDER / name).read_text()
    own = IMPORT.sub("", given)
    if name.startswith(FEATURES):
        own = f"@layer features {{ {own} }}"
    taken_in = [
        f"@layer {layer} {{ {(FOLDER / name).parent.joinpath(path).read_text()} }}"
        for path, layer in IMPORT.findall(given)
    ]
    whole = "\n".join([own, *taken_in] if name == SHARED_STYLE else [*taken_in, own])
    return str(cssmin(INSIDE.sub(" *", whole)))


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")


def _fonts() -> dict[str, Asset]:
    """Without the package the page falls back to the font of the system."""
    try:
        folder = files("font_source_sans_pro") / "files"
    except ModuleNotFoundError:
        return {}
    return {name: Asset((folder / face).read_bytes(), "font/ttf") for name, face in FACES.items()}


def _icons() -> dict[str, Asset]:
    """Each icon is a file of its own, so that a page loads only those that stand on it."""
    with ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes())) as icons:
        drawn = {name: _drawing(icons.read(f"{name}.svg").decode()) for name in ICONS}
    return {f"icons/{name}.svg": Asset(drawing.encode(), "image/svg+xml") for name, drawing in drawn.items()}


def _drawing(svg: str) -> str:
    inside = re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).strip()
    symbol = f'<symbol id="{ICON}" viewBox="0 0 24 24">{inside}</symbol>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbol}</svg>'
