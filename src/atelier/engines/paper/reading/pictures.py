"""The bytes of a photograph as upright pixels; nothing hostile gets further than its header."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.refusals import MOST_BYTES, MOST_PIXELS, PhotoCode, PhotoUnreadable

Pixels = NDArray[np.uint8]  # rows, columns, red green blue
WORK_PIXELS = 26_000_000  # beyond, the picture is reduced: no sheet needs more
LEAST_SIDE = 600
FORMATS = ("JPEG", "PNG", "HEIF", "TIFF", "WEBP")  # MPO opens as JPEG


def open_picture(data: bytes) -> Pixels:
    """RGB pixels, turned as the telephone was held (EXIF). Raises PhotoUnreadable."""
    from PIL import Image, ImageOps

    _know_formats()
    if len(data) > MOST_BYTES:
        raise PhotoUnreadable(PhotoCode.TOO_HEAVY, weight=len(data) // 1_000_000, most=MOST_BYTES // 1_000_000)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PhotoUnreadable(PhotoCode.TOO_LARGE, most=MOST_PIXELS // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, RuntimeError) as error:
        raise PhotoUnreadable(PhotoCode.NOT_AN_IMAGE) from error
    if image.width * image.height > MOST_PIXELS:
        raise PhotoUnreadable(PhotoCode.TOO_LARGE, most=MOST_PIXELS // 1_000_000)
    if max(image.size) < LEAST_SIDE:
        raise PhotoUnreadable(PhotoCode.TOO_SMALL, width=image.width, height=image.height)
    _draft(image)
    try:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError) as error:
        raise PhotoUnreadable(PhotoCode.TRUNCATED) from error
    if upright.width * upright.height > WORK_PIXELS:
        ratio = (WORK_PIXELS / (upright.width * upright.height)) ** 0.5
        upright = upright.resize((round(upright.width * ratio), round(upright.height * ratio)), reducing_gap=2.0)
    return np.asarray(upright)


def _know_formats() -> None:
    """Pillow opens the named formats only once their plug-ins are loaded; HEIC is not one of its own."""
    import pillow_heif
    from PIL import JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401

    pillow_heif.register_heif_opener()


def _draft(image: object) -> None:
    """JPEG decodes at half its size for nothing: very large pictures never stand whole in memory."""
    from PIL import JpegImagePlugin

    if isinstance(image, JpegImagePlugin.JpegImageFile) and image.width * image.height > 2 * WORK_PIXELS:
        image.draft("RGB", (image.width // 2, image.height // 2))
