"""What stands still: our own style and script files, the fonts and icons that come out of packages."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

FOLDER = Path(__file__).parents[2] / "static"

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


@dataclass(frozen=True)
class Asset:
    """One file as it goes to a browser or into a PDF."""

    content: bytes
    media_type: str


def find(name: str) -> Asset | None:
    """Look an asset up by its path below static/; a path that is not on the list does not exist."""
    return _all().get(name)


@cache
def version() -> str:
    """Return the fingerprint of all assets together, for use in addresses that may be kept for ever."""
    fingerprint = blake2b(digest_size=6)
    for name, asset in sorted(_all().items()):
        fingerprint.update(name.encode() + b"\0" + asset.content)
    return fingerprint.hexdigest()


@cache
def _all() -> dict[str, Asset]:
    ours = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
    assets = {name: Asset(path.read_bytes(), _media_type(name)) for name, path in ours.items()}
    return assets | _fonts() | {"icons.svg": Asset(_sprite().encode(), "image/svg+xml")}


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")


def _fonts() -> dict[str, Asset]:
    """Without the package the page falls back to the font of the system."""
    try:
        folder = files("font_source_sans_pro") / "files"
    except ModuleNotFoundError:
        return {}
    return {name: Asset((folder / face).read_bytes(), "font/ttf") for name, face in FACES.items()}


def _sprite() -> str:
    """Put the icons we use into one file, so that a page asks for it once."""
    with ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes())) as icons:
        symbols = [_symbol(name, icons.read(f"{name}.svg").decode()) for name in ICONS]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def _symbol(name: str, svg: str) -> str:
    inside = re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inside}</symbol>'
