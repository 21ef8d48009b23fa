"""The bytes of a photograph as upright pixels; nothing hostile gets further than its header."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.refusals import PhotoUnreadable

Pixels = NDArray[np.uint8]  # rows, columns, red green blue
MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000
WORK_PIXELS = 26_000_000  # beyond, the picture is reduced: no sheet needs more
LEAST_SIDE = 600
FORMATS = ("JPEG", "PNG", "HEIF", "TIFF", "WEBP")  # MPO opens as JPEG


def open_picture(data: bytes) -> Pixels:
    """RGB pixels, turned as the telephone was held (EXIF). Raises PhotoUnreadable."""
    from PIL import Image, ImageOps

    _know_formats()
    if len(data) > MOST_BYTES:
        raise PhotoUnreadable("too_heavy", f"This file weighs {len(data) // 1_000_000} MB; 60 MB at most.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError, RuntimeError) as error:
        raise PhotoUnreadable(
            "not_an_image", "This file is not a picture that can be opened: JPEG, PNG, HEIC, TIFF or WebP."
        ) from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(image.width * image.height)
    if max(image.size) < LEAST_SIDE:
        raise PhotoUnreadable(
            "too_small", f"This picture is {image.width} × {image.height} pixels: send the photograph itself."
        )
    _draft(image)
    try:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError) as error:
        raise PhotoUnreadable("truncated", "This picture is cut short: send it again.") from error
    if upright.width * upright.height > WORK_PIXELS:
        ratio = (WORK_PIXELS / (upright.width * upright.height)) ** 0.5
        upright = upright.resize((round(upright.width * ratio), round(upright.height * ratio)), reducing_gap=2.0)
    return np.asarray(upright)


def _know_formats() -> None:
    """Pillow opens the named formats only once their plug-ins are loaded; HEIC is not one of its own."""
    import pillow_heif
    from PIL import Image

    Image.init()
    pillow_heif.register_heif_opener()


def _draft(image: object) -> None:
    """JPEG decodes at half its size for nothing: very large pictures never stand whole in memory."""
    from PIL import JpegImagePlugin

    if isinstance(image, JpegImagePlugin.JpegImageFile) and image.width * image.height > 2 * WORK_PIXELS:
        image.draft("RGB", (image.width // 2, image.height // 2))


def _too_large(pixels: int | None = None) -> PhotoUnreadable:
    size = f" of {pixels // 1_000_000} megapixels" if pixels else ""
    return PhotoUnreadable("too_large", f"This picture{size} is too large: 120 megapixels at most.")
