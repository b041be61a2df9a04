"""Pictures and papers as people hand them in."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

TERMS = b"%PDF-1.7\n1 0 obj <<>> endobj\nxref\n0 1\ntrailer <<>>\nstartxref\n9\n%%EOF\n"


def dark(size: tuple[int, int] = (600, 200)) -> Image.Image:
    """A dark mark on a see-through ground."""
    return _drawn(size, "#123456")


def light(size: tuple[int, int] = (600, 200)) -> Image.Image:
    """The same mark in nearly white, made for a dark website."""
    return _drawn(size, "#fdfdfa")


def in_format(picture: Image.Image, name: str, **options: Any) -> bytes:
    """The file as a drawing program saves it."""
    out = BytesIO()
    (picture.convert("RGB") if name == "JPEG" else picture).save(out, name, **options)
    return out.getvalue()


def _drawn(size: tuple[int, int], colour: str) -> Image.Image:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=colour)
    return picture
