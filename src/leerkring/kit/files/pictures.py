"""Pictures are made anew from their points: what was hidden in the file, its place too, stays behind."""

from pathlib import Path

# Pillow knows a format once its module is loaded; only these may read what comes in.
from PIL import (  # noqa: F401
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from leerkring.kit.files.kinds import SMALL_SIDE, Reason, Refused

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""Phones make pairs of JPEG (MPO); the first of them is the picture."""
LONGEST_SIDE = 2560
MOST_PIXELS = 50_000_000
"""For JPEG, which can be read at a fraction of its size; for the others `MOST_PIXELS_WHOLE`."""
MOST_PIXELS_WHOLE = 30_000_000

MOST_COLOURS = 1 << 15
"""A drawing or a picture of a screen has fewer, and keeps its sharp edges as PNG."""

_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


def remake(source: Path, target: Path, small: Path) -> tuple[str, int, int]:
    """Write the picture anew to `target` and small to `small`; gives its kind, width and height."""
    # Our own bounds below come first, and say it in words.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(source, formats=FORMATS) as image:
        is_jpeg = image.format in ("JPEG", "MPO")
        if image.width * image.height > (MOST_PIXELS if is_jpeg else MOST_PIXELS_WHOLE):
            raise Refused(Reason.TOO_MANY_PIXELS)
        orientation = _orientation(image)
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        made = _plain(image)
    made.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    for turn in _TURNS.get(orientation, ()):
        made = made.transpose(turn)
    made.info.clear()
    kind = "jpeg" if is_jpeg or _is_photo(made) else "png"
    if kind == "jpeg":
        made.convert("RGB").save(target, "JPEG", quality=86, optimize=True, progressive=True)
    else:
        made.save(target, "PNG", compress_level=4)
    width, height = made.size
    _on_white(made, SMALL_SIDE).save(small, "JPEG", quality=80, optimize=True)
    return kind, width, height


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 (broken notes do not make a broken picture)
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """The first frame in red, green and blue, see-through where it was."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _is_photo(image: Image.Image) -> bool:
    """Many colours and nothing see-through: as JPEG it is far smaller."""
    return image.mode == "RGB" and image.getcolors(MOST_COLOURS) is None


def _on_white(image: Image.Image, side: int) -> Image.Image:
    small = image.copy()
    small.thumbnail((side, side), reducing_gap=2.0)
    if small.mode != "RGBA":
        return small.convert("RGB")
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small)
    return paper
