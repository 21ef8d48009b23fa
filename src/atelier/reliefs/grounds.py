"""The ground of a site ready for reliefs: one raster and its layers, made once for each version of its package.

They lie in `<var>/reliefs/<site>-<version>/`; whoever comes first makes them (some seconds), under a lock.
"""

from __future__ import annotations

import fcntl
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from atelier.common.geometry import Bounds
from atelier.common.jobs import start_job
from atelier.common.models import Job
from atelier.engines.relief.ground import Ground
from atelier.engines.relief.reading import Extent, read_ground
from atelier.engines.relief.refusals import ReliefRefused
from atelier.engines.relief.shapes import WGS84, Overlay, reprojected
from atelier.reliefs.refusals import GroundPreparing, NotMade
from atelier.territories.ground import ground_of_site
from atelier.territories.sites import site

CRS = "EPSG:2154"
GROUND_JOB = "atelier.reliefs.jobs.ground_job"
FORMAT = 1  # of what is written here; another one is made anew
SEA_M = -1.0  # of a sea whose bed nobody measured
RASTER, LAYERS = "ground.tif", "layers.json"
NAMES = "places"
# layers that can be laid on a relief: their name, their pencil, how they are drawn in the browser
TITLES: dict[str, str | Promise] = {
    "streams": _("Rivers and streams"),
    "roads": _("Roads"),
    "woods": _("Woods"),
    "built": _("Built-up land"),
    "limits": _("Limits of communes"),
    "shore": _("Coast line"),
    "flood": _("Flooded land"),
    "risk": _("Risk zones (PPR)"),
    "protected": _("Protected zones"),
}
COLOURS = {
    "streams": "#2f6f9f", "roads": "#7d4a32", "woods": "#4a7a45", "built": "#8b5d6b", "limits": "#6d6459",
    "shore": "#2c4f63", "flood": "#3d86b8", "risk": "#b3552b", "protected": "#4f8a3c",
}  # fmt: skip
LIMITS_KEPT = {"commune"}


@dataclass(frozen=True)
class SitePlace:
    """A named place (easting, northing); rank 1 is a town, 5 a spot or a commune elsewhere."""

    name: str
    east_m: float
    north_m: float
    rank: int


@dataclass(frozen=True)
class SiteGround:
    """Where the ground of a site lies on this machine, and what is known over it, in Lambert-93."""

    raster: Path
    layers: dict[str, Overlay]
    places: tuple[SitePlace, ...]
    credits: tuple[str, ...]

    def within(self, bounds: Bounds, *, max_cells: int) -> Ground:
        """Heights within bounds in degrees. Raises NotMade."""
        try:
            return read_ground(self.raster, Extent(bounds), max_cells=max_cells)
        except ReliefRefused as refusal:
            raise NotMade(refusal) from refusal

    def places_in(self, ground: Ground) -> list[SitePlace]:
        """The most important first."""
        west, south, east, north = ground.rectangle.bounds
        inside = [one for one in self.places if west < one.east_m < east and south < one.north_m < north]
        return sorted(inside, key=lambda one: one.rank)


def ready_ground(slug: str) -> SiteGround:
    """For pages, which do not make anyone wait. Raises GroundPreparing, once it has asked a worker for the ground."""
    folder = _folder(slug)
    if not (folder / LAYERS).exists():
        waiting = Job.objects.filter(work=GROUND_JOB, state__in=Job.UNFINISHED)
        if not any(job.arguments.get("site") == slug for job in waiting):
            start_job(GROUND_JOB, gettext_noop("Ground of a site"), site=slug)
        raise GroundPreparing
    return _read(folder)


def site_ground(slug: str) -> SiteGround:
    """For workers: the first time it takes some seconds. Raises SiteNotBuilt, SiteUnknown."""
    folder = _folder(slug)
    if not (folder / LAYERS).exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.with_suffix(".lock")):
            if not (folder / LAYERS).exists():
                _make(slug, folder)
    return _read(folder)


def _folder(slug: str) -> Path:
    return Path(settings.VAR_DIR) / "reliefs" / f"{slug}-{site(slug).version}-{FORMAT}"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(slug: str, folder: Path) -> None:
    """Written aside, then put in place: a reader sees all of it or nothing."""
    found = ground_of_site(slug, data=Path(settings.DATA_DIR))
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name) / "made"
        made.mkdir()
        if found.relief is not None:
            _write_raster(made / RASTER, found.relief, [shape for shape, _said in found.layers.get("sea", [])])
        layers = {key: [_plain(one) for one in found.layers.get(key, []) if _is_kept(key, one)] for key in TITLES}
        said = {"layers": layers, "places": _named(found.layers.get(NAMES, [])), "credits": found.credits}
        (made / LAYERS).write_text(json.dumps(said), encoding="utf-8")
        made.rename(folder)


def _write_raster(path: Path, relief: Any, seas: list[Any]) -> None:
    import rasterio
    from affine import Affine

    transform = Affine(relief.step_m, 0, relief.west_m, 0, -relief.step_m, relief.north_m)
    heights = _with_sea(relief.heights_m, transform, seas)
    rows, columns = relief.heights_m.shape
    profile = {
        "driver": "GTiff", "count": 1, "dtype": "float32", "nodata": np.nan, "crs": CRS, "width": columns,
        "height": rows, "transform": transform,
        "tiled": True, "compress": "deflate", "predictor": 3,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as file:
        file.write(heights, 1)


def _with_sea(heights: Any, transform: Any, seas: list[Any]) -> Any:
    """The sea under its level everywhere: coarse models give it the height 0, like a beach."""
    from rasterio.features import rasterize

    if not seas:
        return heights
    is_sea = rasterize(seas, heights.shape, transform=transform, dtype="uint8") > 0
    return np.where(is_sea & ~(heights < SEA_M), np.float32(SEA_M), heights).astype(np.float32)


def _is_kept(key: str, feature: Any) -> bool:
    return key != "limits" or feature[1].get("kind") in LIMITS_KEPT


def _plain(feature: Any) -> list[str]:
    shape, said = feature
    return [shapely.to_wkt(shape, rounding_precision=1), str(said.get("name", ""))]


def _named(features: Sequence[Any]) -> list[list[Any]]:
    return [
        [said["name"], round(shape.x, 1), round(shape.y, 1), _rank(said)]
        for shape, said in features
        if shape.geom_type == "Point"
    ]


def _rank(said: dict[str, Any]) -> int:
    """Communes by their size, those of elsewhere after those of the site, spots last."""
    if said.get("kind") != "commune":
        return 5
    return int(said.get("rank", 4)) + (0 if said.get("role") != "ailleurs" else 2)


@lru_cache(maxsize=4)
def _read(folder: Path) -> SiteGround:
    said = json.loads((folder / LAYERS).read_text(encoding="utf-8"))
    layers = {key: _layer(key, rows) for key, rows in said["layers"].items() if rows}
    places = tuple(SitePlace(*row) for row in said["places"])
    return SiteGround(folder / RASTER, layers, places, tuple(said["credits"]))


def _layer(key: str, rows: list[list[str]]) -> Overlay:
    shapes = shapely.make_valid(shapely.from_wkt([wkt for wkt, _name in rows]))
    return Overlay(key, tuple(shapes), tuple(name for _wkt, name in rows), COLOURS[key])


def in_degrees(shape: Any) -> Any:
    return reprojected(shape, CRS, WGS84)


def in_metres(shape: Any) -> Any:
    return reprojected(shape, WGS84, CRS)
