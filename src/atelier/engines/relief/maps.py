"""Shade and contours of a ground, as files for a map; the tiles of a site come from the same `engines.terrain`."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import shapely

from atelier.engines.relief.ground import Ground
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import WGS84, reprojected
from atelier.engines.terrain.blend import fill_unknown
from atelier.engines.terrain.contours import contours
from atelier.engines.terrain.hillshade import hillshade, soft_hillshade

MAX_LEVELS = 5_000
DECIMALS = 6  # a tenth of a metre


def write_shade(
    ground: Ground,
    out: Path,
    *,
    exaggeration: float = 1.0,
    azimuth_deg: float | None = None,
    altitude_deg: float = 45.0,
) -> None:
    """A grey image; without an azimuth, four soft lamps. A .tif knows its place, unknown cells are 0."""
    if out.suffix not in {".tif", ".png"}:
        raise ReliefRefused(ReliefCode.FORMAT, suffix=out.suffix or out.name, choices=".tif, .png")
    known = np.isfinite(ground.heights_m) & ground.kept()
    heights = fill_unknown(ground.heights_m)
    if azimuth_deg is None:
        light = soft_hillshade(heights, step_m=ground.step_m, exaggeration=exaggeration)
    else:
        lamp = {"azimuth_deg": azimuth_deg, "altitude_deg": altitude_deg}
        light = hillshade(heights, step_m=ground.step_m, exaggeration=exaggeration, **lamp)
    grey = np.where(known, np.round(1 + 254 * light), 0).astype(np.uint8)
    if out.suffix == ".png":
        from PIL import Image

        Image.fromarray(grey).save(out)
    else:
        _write_tif(ground, grey, out)


def _write_tif(ground: Ground, grey: np.ndarray, out: Path) -> None:
    import rasterio
    from affine import Affine

    half = ground.step_m / 2
    profile = {
        "driver": "GTiff", "count": 1, "dtype": "uint8", "nodata": 0, "crs": ground.crs, "compress": "deflate",
        "height": ground.rows, "width": ground.columns,
        "transform": Affine(ground.step_m, 0, ground.west_m - half, 0, -ground.step_m, ground.north_m + half),
    }  # fmt: skip
    with rasterio.open(out, "w", **profile) as file:
        file.write(grey, 1)


def write_contours(ground: Ground, out: Path, *, interval_m: float) -> int:
    """Contours at every multiple of the interval, as GeoJSON lines with their `altitude`; returns how many."""
    if out.suffix not in {".geojson", ".json"}:
        raise ReliefRefused(ReliefCode.FORMAT, suffix=out.suffix or out.name, choices=".geojson")
    heights = np.where(ground.kept(), ground.heights_m, np.float32(np.nan))
    if not np.isfinite(heights).any():
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    low, high = float(np.nanmin(heights)), float(np.nanmax(heights))
    if (high - low) / interval_m > MAX_LEVELS:
        raise ReliefRefused(ReliefCode.TOO_MANY_LINES, count=int((high - low) / interval_m), limit=MAX_LEVELS)
    levels = [float(level) for level in np.arange(np.ceil(low / interval_m), high / interval_m) * interval_m]
    features = []
    for level, lines in contours(heights, levels).items():
        for line in lines:
            line = reprojected(shapely.transform(line, partial(_placed, ground)), ground.crs, WGS84)
            at = np.round(shapely.get_coordinates(line), DECIMALS).tolist()
            geometry = {"type": "LineString", "coordinates": at}
            features.append({"type": "Feature", "properties": {"altitude": level}, "geometry": geometry})
    rows = ",\n".join(json.dumps(feature) for feature in features)
    out.write_text('{"type": "FeatureCollection", "features": [\n' + rows + "\n]}\n", encoding="utf-8")
    return len(features)


def _placed(ground: Ground, at: np.ndarray) -> np.ndarray:
    return np.stack([ground.west_m + at[:, 0] * ground.step_m, ground.north_m - at[:, 1] * ground.step_m], axis=-1)
