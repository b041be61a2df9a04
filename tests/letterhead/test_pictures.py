"""A logo is drawn anew: whatever a file holds besides its dots stays behind, and bombs are never opened."""

import struct
import tracemalloc
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from app.core.errors import RuleBroken
from app.letterhead.pictures import LARGEST_FILE, MOST_DOTS, read_logo
from tests.letterhead.drawings import dark, in_format, light

SCRIPT = b"<script>alert('canary-4711')</script>"


def png(content: bytes) -> Image.Image:
    assert content.startswith(b"\x89PNG")
    return Image.open(BytesIO(content))


def claims(width: int, height: int) -> bytes:
    """A tiny PNG that says it is this large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", ["PNG", "JPEG", "GIF", "WEBP"])
def test_each_format_becomes_a_png_of_the_printed_size(name: str) -> None:
    logo = read_logo(in_format(dark((3_000, 1_000)), name))

    assert png(logo.png).size == (709, 236)
    assert not logo.has_plate


@pytest.mark.parametrize(
    ("size", "printed"), [((4_000, 40), (709, 7)), ((40, 4_000), (3, 295)), ((60, 20), (60, 20))]
)
def test_wide_tall_and_small_ones_keep_their_shape(size: tuple[int, int], printed: tuple[int, int]) -> None:
    assert png(read_logo(in_format(dark(size), "PNG")).png).size == printed


def test_an_empty_edge_is_cut_off() -> None:
    ground = Image.new("RGBA", (900, 900), (0, 0, 0, 0))
    ground.alpha_composite(dark((300, 100)), (200, 500))

    assert png(read_logo(in_format(ground, "PNG")).png).size == (300, 100)


def test_what_is_see_through_stays_so() -> None:
    assert png(read_logo(in_format(dark(), "PNG")).png).getpixel((0, 0)) == (0, 0, 0, 0)


def test_only_the_dots_are_taken_over() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SCRIPT.decode())
    exif = Image.Exif()
    exif[0x010E] = "canary-4711"
    files = [
        in_format(dark(), "PNG", pnginfo=info) + SCRIPT,
        in_format(dark(), "GIF", comment=SCRIPT) + SCRIPT,
        in_format(dark(), "JPEG", exif=exif, comment=SCRIPT, icc_profile=SCRIPT) + SCRIPT,
        in_format(dark(), "WEBP", exif=exif, xmp=SCRIPT),
    ]
    for content in files:
        assert b"canary-4711" in content
        drawn = read_logo(content).png
        assert b"canary-4711" not in drawn
        assert set(png(drawn).info) == set()


def test_of_a_film_the_first_picture_is_taken() -> None:
    film = in_format(dark(), "GIF", save_all=True, append_images=[light()], duration=10)

    drawn = png(read_logo(film).png)

    assert getattr(drawn, "n_frames", 1) == 1
    assert drawn.size == (600, 200)


def test_a_photo_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    assert png(read_logo(in_format(dark((600, 200)), "JPEG", exif=exif)).png).size == (98, 295)


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (12_000, 12_000), (MOST_DOTS + 1, 1)])
def test_a_bomb_is_refused_before_it_is_opened(width: int, height: int) -> None:
    bomb = claims(width, height)
    tracemalloc.start()

    with pytest.raises(RuleBroken, match="too many dots"):
        read_logo(bomb)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!DOCTYPE html><p>logo</p>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"%PDF-1.7\n",
        b"BM" + bytes(60),
        b"GIF89a/*" + SCRIPT,
    ],
)
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken, match=r"no picture that we can print|broken"):
        read_logo(content)


@pytest.mark.parametrize("name", ["PNG", "JPEG", "GIF", "WEBP"])
def test_half_a_file_is_refused_kindly(name: str) -> None:
    noise = Image.effect_noise((400, 200), 90)
    whole = in_format(noise, name)

    with pytest.raises(RuleBroken, match="broken or not whole"):
        read_logo(whole[: len(whole) // 2])


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(RuleBroken, match="larger than 5 MB"):
        read_logo(bytes(LARGEST_FILE + 1))


def test_a_light_logo_stands_on_a_dark_plate() -> None:
    logo = read_logo(in_format(light((2_000, 700)), "PNG"))

    drawn = png(logo.png)
    assert logo.has_plate
    assert drawn.getpixel((2, 2)) == (17, 17, 17)
    assert drawn.width <= 709
    assert drawn.height <= 295


def test_white_on_white_is_refused() -> None:
    with pytest.raises(RuleBroken, match="almost white"):
        read_logo(in_format(Image.new("RGB", (300, 100), "#fcfcfc"), "PNG"))


def test_a_picture_with_nothing_on_it_is_refused() -> None:
    with pytest.raises(RuleBroken, match="almost white"):
        read_logo(in_format(Image.new("RGBA", (300, 100), (0, 0, 0, 0)), "PNG"))


def test_a_light_logo_with_a_ground_of_its_own_needs_no_plate() -> None:
    ground = Image.new("RGBA", (600, 200), "#003300")
    ground.alpha_composite(light())

    assert not read_logo(in_format(ground, "PNG")).has_plate
