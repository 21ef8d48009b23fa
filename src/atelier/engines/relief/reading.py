"""Elevation rasters of any kind into a `Ground`, by windows: only what is asked for is read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.measure.legal import LAMBERT_93, legal_crs
from atelier.engines.relief.ground import Ground, Heights
from atelier.engines.relief.notes import AS_METRES, COARSER, FEET, REPROJECTED, WILD, Note
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import reprojected

Bounds = tuple[float, float, float, float]
MAX_CELLS = 36_000_000
FRANCE: Bounds = (-6.0, 41.0, 10.5, 51.8)
LEAST_STEP_M, LEAST_STEP_NEAR_M = 0.01, 1.0
DEGREES: Bounds = (-180.0, -90.0, 180.0, 90.0)
KNOWN_M = (-9_990.0, 9_000.0)  # beyond, a height is a "no data" value nobody declared


UNITS_M = {"m": 1.0, "cm": 0.01, "ft": 0.3048, "us-ft": 1200 / 3937}
UNIT_WORDS = {
    "metre": "m", "meter": "m", "metres": "m", "meters": "m", "centimetre": "cm", "centimeter": "cm", "foot": "ft",
    "feet": "ft", "international foot": "ft", "us survey foot": "us-ft", "foot_us": "us-ft", "ftus": "us-ft",
}  # fmt: skip


@dataclass(frozen=True)
class Extent:
    """What is kept of a raster. bounds: west, south, east, north in degrees. area: in WGS 84 too."""

    bounds: Bounds | None = None
    area: shapely.Polygon | shapely.MultiPolygon | None = None


WHOLE = Extent()


def read_ground(
    path: Path, extent: Extent = WHOLE, *, crs: str | None = None, max_cells: int = MAX_CELLS, unit: str = ""
) -> Ground:
    """Heights of `path` within the extent, in its own metric projection or the legal one of the place.

    crs: the raster's projection, when it does not say it or says it wrong. unit: of its heights (UNITS_M), same rule.
    Raises ReliefRefused. A raster beyond `max_cells` is read coarser, with a note that says so.
    """
    import rasterio
    from rasterio.errors import RasterioError

    try:
        with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(path) as raster:
            return _ground_of(raster, path, extent, Said(crs, unit), max_cells)
    except RasterioError as error:
        raise ReliefRefused(ReliefCode.UNREADABLE, file=path.name) from error


@dataclass(frozen=True)
class Said:
    """What whoever asks knows of a raster that does not say it."""

    crs: str | None
    unit: str


@dataclass(frozen=True)
class Frame:
    """Where the grid to make lies: its projection, the centre of its first cell, its step."""

    crs: Any
    west_m: float
    north_m: float
    step_m: float
    rows: int
    columns: int
    is_native: bool


def _ground_of(raster: Any, path: Path, extent: Extent, said: Said, max_cells: int) -> Ground:
    source = _source(raster, path, said.crs)
    frame = _frame(raster, path, source)
    outline = None if extent.area is None else reprojected(extent.area, "EPSG:4326", frame.crs.to_string())
    window = _cropped(frame, extent.bounds, outline, path)
    factor = max(1, math.ceil(math.sqrt(window.rows * window.columns / max_cells)))
    unit = said.unit or _unit(raster)
    heights, wild = _heights(raster, frame, window, factor, source, UNITS_M.get(unit, 1.0))
    if not np.isfinite(heights).any():
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    step = frame.step_m * factor
    shift = (factor - 1) / 2 * frame.step_m
    ground = Ground(
        heights, window.west_m + shift, window.north_m - shift, step, frame.crs.to_string(), None,
        (*_notes(frame, window, factor, wild), *_told_unit(source, unit)),
    )  # fmt: skip
    if outline is None:
        return ground
    kept = outline.intersection(ground.rectangle).buffer(0)
    return Ground(heights, ground.west_m, ground.north_m, step, ground.crs, kept, ground.notes)


def _frame(raster: Any, path: Path, source: Any) -> Frame:
    """The whole raster's grid in a metric projection."""
    from rasterio.crs import CRS
    from rasterio.vrt import WarpedVRT
    from rasterio.warp import transform_bounds

    t = raster.transform
    is_square = t.b == 0 and t.d == 0 and t.e < 0 and math.isclose(t.a, -t.e, rel_tol=1e-6)
    if source.is_projected and source.linear_units_factor[1] == 1 and is_square:
        if t.a < LEAST_STEP_M or (t.a < LEAST_STEP_NEAR_M and _looks_like_degrees(raster.bounds)):
            raise ReliefRefused(ReliefCode.DEGREES, file=path.name, step=f"{t.a:g}")
        return Frame(source, t.c + t.a / 2, t.f - t.a / 2, t.a, raster.height, raster.width, True)
    west, south, east, north = transform_bounds(source, "EPSG:4326", *raster.bounds)
    target = CRS.from_epsg(metric_crs((west + east) / 2, (south + north) / 2))
    with WarpedVRT(raster, src_crs=source, crs=target) as warped:
        transform, width, height = warped.transform, warped.width, warped.height
    step = abs(transform.a)
    return Frame(target, transform.c + step / 2, transform.f - step / 2, step, height, width, False)


def _looks_like_degrees(bounds: Bounds) -> bool:
    """A raster within a few metres of the origin of its projection: no ground lies there, degrees do."""
    return all(low <= value <= high for value, low, high in zip(bounds, DEGREES[:2] * 2, DEGREES[2:] * 2, strict=True))


def _source(raster: Any, path: Path, named: str | None) -> Any:
    """The projection of a raster, or the one somebody wrote: "EPSG:2154" or "2154". Raises ReliefRefused."""
    from rasterio.crs import CRS
    from rasterio.errors import CRSError

    if not named:
        if not raster.crs:
            raise ReliefRefused(ReliefCode.NO_PROJECTION, file=path.name)
        return raster.crs
    try:
        return CRS.from_epsg(int(named)) if named.strip().isdigit() else CRS.from_user_input(named)
    except (CRSError, ValueError) as error:
        raise ReliefRefused(ReliefCode.UNKNOWN_PROJECTION, crs=named) from error


def _unit(raster: Any) -> str:
    """Unit of the heights as the raster says it, "" when it says none known here."""
    said = (raster.units[0] or "").strip().lower()
    return UNIT_WORDS.get(said, said if said in UNITS_M else "")


def _told_unit(crs: Any, unit: str) -> tuple[str, ...]:
    if unit and unit != "m":
        return (Note(FEET, unit=unit),)
    if unit or not crs.is_projected or crs.linear_units_factor[1] == 1:
        return ()
    return (Note(AS_METRES, unit=crs.linear_units),)


def metric_crs(longitude: float, latitude: float) -> int:
    """EPSG code of the legal projection in France, of the UTM zone elsewhere."""
    code = legal_crs(longitude, latitude)
    west, south, east, north = FRANCE
    if code != LAMBERT_93 or (west <= longitude <= east and south <= latitude <= north):
        return code
    zone = min(60, int((longitude + 180) // 6) + 1)
    return (32600 if latitude >= 0 else 32700) + zone


def _cropped(frame: Frame, bounds: Bounds | None, outline: BaseGeometry | None, path: Path) -> Frame:
    """The part of the grid within the bounds and around the outline: nodes inside, and those next outside."""
    from rasterio.warp import transform_bounds

    first_column, first_row, last_column, last_row = 0, 0, frame.columns - 1, frame.rows - 1
    if bounds is not None and not (bounds[0] < bounds[2] and bounds[1] < bounds[3]):
        raise ReliefRefused(ReliefCode.BOUNDS, bounds=",".join(f"{value:g}" for value in bounds))
    boxes = [] if bounds is None else [transform_bounds("EPSG:4326", frame.crs, *bounds)]
    boxes += [] if outline is None else [outline.bounds]
    for west, south, east, north in boxes:
        if not all(math.isfinite(side) for side in (west, south, east, north)):
            raise ReliefRefused(ReliefCode.OUTSIDE, file=path.name, bounds=_covered(frame))
        first_column = max(first_column, math.floor((west - frame.west_m) / frame.step_m + 1e-6))
        last_column = min(last_column, math.ceil((east - frame.west_m) / frame.step_m - 1e-6))
        first_row = max(first_row, math.floor((frame.north_m - north) / frame.step_m + 1e-6))
        last_row = min(last_row, math.ceil((frame.north_m - south) / frame.step_m - 1e-6))
    rows, columns = last_row - first_row + 1, last_column - first_column + 1
    if rows <= 0 or columns <= 0:
        raise ReliefRefused(ReliefCode.OUTSIDE, file=path.name, bounds=_covered(frame))
    if rows < 2 or columns < 2:
        raise ReliefRefused(ReliefCode.TOO_FEW_CELLS, rows=rows, columns=columns)
    west_m, north_m = frame.west_m + first_column * frame.step_m, frame.north_m - first_row * frame.step_m
    return Frame(frame.crs, west_m, north_m, frame.step_m, rows, columns, frame.is_native)


def _covered(frame: Frame) -> str:
    from rasterio.warp import transform_bounds

    east, south = frame.west_m + frame.columns * frame.step_m, frame.north_m - frame.rows * frame.step_m
    bounds = transform_bounds(frame.crs, "EPSG:4326", frame.west_m, south, east, frame.north_m)
    return ",".join(f"{value:.4f}" for value in bounds)


def _heights(raster: Any, whole: Frame, window: Frame, factor: int, source: Any, unit_m: float) -> tuple[Heights, int]:
    """Heights of the window in metres, `factor` times coarser by averaging, and how many were implausible."""
    from affine import Affine
    from rasterio.enums import Resampling
    from rasterio.vrt import WarpedVRT
    from rasterio.windows import Window

    rows, columns = max(2, window.rows // factor), max(2, window.columns // factor)
    resampling = Resampling.average if factor > 1 else Resampling.bilinear
    if window.is_native:
        column = round((window.west_m - whole.west_m) / whole.step_m)
        row = round((whole.north_m - window.north_m) / whole.step_m)
        part = Window(column, row, columns * factor, rows * factor)
        read = raster.read(1, window=part, out_shape=(rows, columns), masked=True, resampling=resampling)
    else:
        step, half = window.step_m * factor, window.step_m / 2
        transform = Affine(step, 0, window.west_m - half, 0, -step, window.north_m + half)
        options = {"transform": transform, "width": columns, "height": rows, "resampling": resampling}
        with WarpedVRT(raster, src_crs=source, crs=window.crs, add_alpha=raster.nodata is None, **options) as warped:
            read = warped.read(1, masked=True)
    heights = np.ma.filled(read.astype(np.float32), np.float32(np.nan))
    scale, offset = raster.scales[0], raster.offsets[0]
    if (scale, offset, unit_m) != (1.0, 0.0, 1.0):
        heights = heights * np.float32(scale * unit_m) + np.float32(offset * unit_m)
    wild = ~((heights > KNOWN_M[0]) & (heights < KNOWN_M[1]))
    count = int(np.count_nonzero(wild & np.isfinite(heights)))
    heights[wild] = np.nan
    return heights, count


def _notes(frame: Frame, window: Frame, factor: int, wild: int) -> tuple[str, ...]:
    notes = []
    if not frame.is_native:
        notes.append(Note(REPROJECTED, crs=frame.crs.to_string(), step=f"{frame.step_m:.1f}"))
    if factor > 1:
        step = f"{window.step_m * factor:g}"
        notes.append(Note(COARSER, rows=window.rows, columns=window.columns, factor=factor, step=step))
    if wild:
        notes.append(Note(WILD, count=wild, low=f"{KNOWN_M[0]:.0f}", high=f"{KNOWN_M[1]:.0f}"))
    return tuple(notes)
