"""A logo that somebody hands in: looked at, drawn anew, and never kept as it came.

Only the dots are taken over, in the size in which they are printed: what else a file may hold (texts, places,
programs, a second file behind it) stays behind. How large a picture says it is, is asked before it is opened.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from app.core.errors import RuleBroken
from app.core.words import _

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
LARGEST_FILE = 5 * 1024 * 1024
MOST_DOTS = 25_000_000
# 60 by 25 mm, at 300 dots in each inch.
PRINTED = (709, 295)
# Between black (0) and white (255): as light as this, nobody sees it on white paper.
LIGHT = 205
# How much a dot has to cover to count.
VISIBLE = 40
PLATE = (17, 17, 17, 255)
MARGIN = 24


@dataclass(frozen=True)
class Logo:
    """The logo as it is kept: a PNG; a light one stands on a dark plate."""

    png: bytes
    has_plate: bool


def read_logo(content: bytes) -> Logo:
    """Draw the picture anew for paper, or refuse it with a sentence that says what to do."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(_("This picture is larger than 5 MB. Save it smaller."))
    picture = _opened(content)
    if _darkest_tenth(picture) < LIGHT:
        return Logo(_as_png(picture), has_plate=False)
    if _is_empty(picture) or not _is_see_through(picture):
        raise RuleBroken(_("This picture is almost white: on paper nobody would see it. Choose another one."))
    return Logo(_as_png(_on_plate(picture)), has_plate=True)


def _opened(content: bytes) -> Image.Image:
    # What draws our papers lets half a picture pass, and for everybody; ours are whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=FORMATS)
        if opened.width * opened.height > MOST_DOTS:
            raise RuleBroken(_too_large())
        # A photo may be read smaller than it is; that takes a tenth of the time.
        opened.draft("RGB", (PRINTED[0] * 2, PRINTED[1] * 2))
        upright = ImageOps.exif_transpose(opened)
        picture = _without_edge(upright.convert("RGBA"))
        picture.thumbnail(PRINTED, Image.Resampling.LANCZOS)
    except UnidentifiedImageError as problem:
        raise RuleBroken(
            _("This is no picture that we can print. Choose a PNG, JPEG, GIF or WebP.")
        ) from problem
    except Image.DecompressionBombError as problem:
        raise RuleBroken(_too_large()) from problem
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as problem:
        raise RuleBroken(
            _("This picture is broken or not whole. Open it on your computer, save it again and try that.")
        ) from problem
    return picture


def _without_edge(picture: Image.Image) -> Image.Image:
    """Without the empty edge that many logos have: it would not stand in line with the text under it."""
    drawn = picture.getchannel("A").getbbox()
    return picture.crop(drawn) if drawn else picture


def _too_large() -> str:
    return _("This picture has too many dots. Save it smaller: 1,000 dots wide is plenty.")


def _as_png(picture: Image.Image) -> bytes:
    """Only the dots: made from nothing but them, so no note of the old file can come along."""
    bare = Image.frombytes("RGBA", picture.size, picture.tobytes())
    out = BytesIO()
    (bare if _is_see_through(bare) else bare.convert("RGB")).save(out, "PNG", optimize=True)
    return out.getvalue()


def _is_see_through(picture: Image.Image) -> bool:
    lowest, _highest = picture.getchannel("A").getextrema()
    return bool(isinstance(lowest, int) and lowest < 250)


def _is_empty(picture: Image.Image) -> bool:
    _lowest, highest = picture.getchannel("A").getextrema()
    return bool(isinstance(highest, int) and highest <= VISIBLE)


def _darkest_tenth(picture: Image.Image) -> int:
    """How light the darkest tenth of what is drawn is, on white paper; what is empty does not count."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    drawn = picture.getchannel("A").point(lambda alpha: 255 if alpha > VISIBLE else 0)
    counts = paper.convert("L").histogram(drawn)
    wanted, seen = sum(counts) / 10, 0
    for light, count in enumerate(counts):
        seen += count
        if count and seen >= wanted:
            return light
    return 255


def _on_plate(picture: Image.Image) -> Image.Image:
    """A light logo in the middle of a dark plate, as large as paper has room for."""
    room = (PRINTED[0] - 2 * MARGIN, PRINTED[1] - 2 * MARGIN)
    picture = picture.copy()
    picture.thumbnail(room, Image.Resampling.LANCZOS)
    plate = Image.new("RGBA", (picture.width + 2 * MARGIN, picture.height + 2 * MARGIN), PLATE)
    plate.alpha_composite(picture, (MARGIN, MARGIN))
    return plate
