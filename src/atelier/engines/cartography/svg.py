"""Small pieces of SVG. Coordinates are mm with two decimals: 10 µm, finer than any printer."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from shapely.geometry.base import BaseGeometry

Attributes = Mapping[str, str | float | None]
SMOOTHEST_MM = 0.025  # a vertex that moves the line less than this is not worth its bytes


def number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def tag(name: str, attributes: Attributes, inside: str | None = None) -> str:
    """An element; attributes that are None are left out, numbers are written short."""
    written = "".join(
        f" {key}={quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}/>" if inside is None else f"<{name}{written}>{inside}</{name}>"


def text_of(words: str) -> str:
    return escape(words)


def group(name: str, children: Iterable[str], **attributes: str | float | None) -> str:
    """A named group, or nothing when it has nothing inside."""
    inside = "\n".join(child for child in children if child)
    if not inside:
        return ""
    said: dict[str, str | float | None] = {"id": name}
    said |= {key.replace("_", "-"): value for key, value in attributes.items()}
    return tag("g", said, f"\n{inside}\n")


def path_data(shapes: Iterable[BaseGeometry], *, tolerance_mm: float = SMOOTHEST_MM) -> str:
    """The `d` of one path that holds every line and ring of `shapes` (mm)."""
    simpler = shapely.simplify(np.asarray(list(shapes), dtype=object), tolerance_mm)
    parts: list[str] = []
    for part in shapely.get_parts(simpler):
        if part.geom_type == "Polygon":
            parts += [_run(ring, closed=True) for ring in shapely.get_rings(part)]
        elif part.geom_type in {"LineString", "LinearRing"}:
            parts.append(_run(part, closed=False))
        elif part.geom_type in {"GeometryCollection", "MultiPolygon", "MultiLineString"}:
            parts.append(path_data([part], tolerance_mm=0))
    return "".join(parts)


def _run(line: BaseGeometry, *, closed: bool) -> str:
    """Each point by its step from the one before, in whole hundredths: half the bytes, and no error that adds up."""
    points = np.rint(shapely.get_coordinates(line) * 100).astype(np.int64)
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    x, y = points[0].tolist()
    said = " ".join(map(_hundredths, steps[: -1 if closed else None].ravel().tolist())).replace(" -", "-")
    return f"M{_hundredths(x)} {_hundredths(y)}l{said}{'z' if closed else ''}"


@lru_cache(maxsize=2_000)
def _hundredths(value: int) -> str:
    return number(value / 100).replace("0.", ".", 1) if -100 < value < 100 else number(value / 100)


def path(shapes: Iterable[BaseGeometry], **attributes: str | float | None) -> str:
    """One path element for many shapes, or nothing."""
    data = path_data(shapes)
    if not data:
        return ""
    said: dict[str, str | float | None] = {"d": data}
    said |= {key.replace("_", "-"): value for key, value in attributes.items()}
    return tag("path", said)


def picture(pixels: NDArray[np.uint8], *, x: float, y: float, width: float, height: float, quality: int = 88) -> str:
    """A JPEG laid in a rectangle (mm)."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
    href = "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    said: dict[str, str | float | None] = {
        "x": x, "y": y, "width": width, "height": height, "preserveAspectRatio": "none", "xlink:href": href,
    }  # fmt: skip
    return tag("image", said)


def document(width_mm: float, height_mm: float, children: Iterable[str], *, title: str) -> str:
    """A whole SVG in millimetres."""
    said: dict[str, str | float | None] = {
        "xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "width": f"{number(width_mm)}mm", "height": f"{number(height_mm)}mm",
        "viewBox": f"0 0 {number(width_mm)} {number(height_mm)}",
    }  # fmt: skip
    return tag("svg", said, "\n".join([f"\n<title>{escape(title)}</title>", *children]) + "\n") + "\n"
