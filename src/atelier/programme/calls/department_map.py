"""The communes of a department as an SVG picture: what one presses on the page of the territory, from our data."""

from __future__ import annotations

import math
from html import escape

from django.core.cache import cache

from atelier.territories.models import Commune, Department
from atelier.territories.outlines import outlines

WIDE, MARGIN = 800.0, 6.0
DAY_S = 86_400


def department_drawing(code: str) -> str:
    """The SVG of a department's current communes, kept a day; "" where no outline is published.

    Each commune is a `path` with its INSEE code in `data-code` and its name as its title.
    """
    key = f"department-map:1:{code}"
    drawn: str | None = cache.get(key)
    if drawn is None:
        drawn = _drawn(code)
        cache.set(key, drawn, DAY_S)
    return drawn


def _drawn(code: str) -> str:
    names = dict(Commune.objects.filter(department=code, is_current=True).values_list("code", "name"))
    shapes = outlines(names)
    department = Department.objects.filter(code=code).first()
    if not shapes or department is None:
        return ""
    west = min(shape.bounds[0] for shape in shapes.values())
    south = min(shape.bounds[1] for shape in shapes.values())
    east = max(shape.bounds[2] for shape in shapes.values())
    north = max(shape.bounds[3] for shape in shapes.values())
    narrow = math.cos(math.radians((south + north) / 2))  # a degree of longitude against one of latitude
    scale = (WIDE - 2 * MARGIN) / ((east - west) * narrow)
    tall = (north - south) * scale + 2 * MARGIN

    def place(lon: float, lat: float) -> str:
        return f"{MARGIN + (lon - west) * narrow * scale:.1f} {MARGIN + (north - lat) * scale:.1f}"

    paths = []
    for commune, shape in shapes.items():
        rings = [ring for part in getattr(shape, "geoms", [shape]) for ring in (part.exterior, *part.interiors)]
        line = "".join("M" + "L".join(place(*point[:2]) for point in ring.coords[:-1]) + "Z" for ring in rings)
        paths.append(f'<path data-code="{commune}" d="{line}"><title>{escape(names[commune])}</title></path>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:.0f} {tall:.0f}" role="img">'
    title = f"<title>{escape(department.name)}</title>"
    look = '<g fill="#fffdf7" stroke="#8a8271" stroke-width="0.8" stroke-linejoin="round">'
    return f"{head}{title}{look}{''.join(paths)}</g></svg>"
