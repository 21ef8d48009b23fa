"""Outlines of communes, groupings and departments, read from the data files when somebody needs one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from django.conf import settings

from atelier.territories.reference import geometry_texts, national

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Level = Literal["communes", "epci", "departements", "regions"]


@lru_cache(maxsize=1)
def _texts(level: Level) -> dict[str, str]:
    return geometry_texts(national(settings.DATA_DIR) / f"{level}.geojson.gz")


def outlines(codes: Iterable[str], level: Level = "communes") -> dict[str, BaseGeometry]:
    """Polygons in WGS 84 by code, simplified to 150 m for communes; codes without an outline are left out.

    The file is read at the first call (0.5 s for communes) and kept for the next ones: for jobs, not for pages.
    """
    import shapely

    texts = _texts(level)
    known = [code for code in codes if code in texts]
    shapes = shapely.from_geojson([texts[code] for code in known])
    return dict(zip(known, shapes.tolist(), strict=True))
