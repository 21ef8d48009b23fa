"""Areas of the picture: shade, water and zones, as few smooth polygons on the sheet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from atelier.engines.relief.block.horizon import Picture, Scene
from atelier.engines.relief.ground import Floats, Ground, Heights, sample, within
from atelier.engines.relief.shapes import Overlay, polygons_of
from atelier.engines.terrain.blend import smooth
from atelier.engines.terrain.hillshade import hillshade, soft_hillshade

LEAST_AREA_MM2 = 1.2
SMOOTH_MM = 0.08


def light_of(ground: Ground, azimuth_deg: float, exaggeration: float) -> Heights:
    """Light on the ground, from the far left of the eye, softened over a few cells; 1 at most."""
    calm = smooth(ground.heights_m, sigma_cells=max(1.0, min(ground.heights_m.shape) / 220))
    one = hillshade(
        calm, step_m=ground.step_m, azimuth_deg=azimuth_deg + 135, altitude_deg=42, exaggeration=exaggeration
    )
    many = soft_hillshade(calm, step_m=ground.step_m, exaggeration=exaggeration)
    flat = np.float32(np.sin(np.radians(42)))
    return (np.float32(0.75) * one / flat + np.float32(0.25) * many / np.float32(np.sin(np.radians(40)))).astype(
        np.float32
    )


def seen(picture: Picture, grid: Heights) -> Floats:
    """Values of a grid of the ground where the picture shows them; NaN elsewhere."""
    places = picture.places.reshape(-1, 2)
    known = np.isfinite(places[:, 1])
    values = np.full(len(places), np.nan)
    values[known] = sample(grid, places[known])
    return values.reshape(picture.places.shape[:2])


def areas_below(scene: Scene, picture: Picture, values: Floats, levels: Sequence[float]) -> list[list[shapely.Polygon]]:
    """For each level, where the values seen are below it: polygons on the sheet."""
    from contourpy import FillType, contour_generator

    masked = np.ma.masked_invalid(_widened(values))
    generator = contour_generator(z=masked, fill_type=FillType.OuterOffset)
    low = float(np.nanmin(values)) - 1.0 if np.isfinite(values).any() else 0.0
    return [_polygons(scene, picture, *generator.filled(low, level)) if level > low else [] for level in levels]


def _widened(values: Floats) -> Floats:
    """Values carried one point past the edge of what is seen, so that tones reach it."""
    wide = values.copy()
    for axis, shift in ((0, 1), (0, -1), (1, 1), (1, -1)):
        moved = np.roll(values, shift, axis)
        wide = np.where(np.isnan(wide), moved, wide)
    return wide


def _polygons(scene: Scene, picture: Picture, outlines: list[Floats], offsets: list[Floats]) -> list[shapely.Polygon]:
    view, found = scene.view, []
    for points, offset in zip(outlines, offsets, strict=True):
        across = scene.across_m + points[:, 0] * scene.step_m
        drawn = view.on_sheet(across, picture.upwards_m + points[:, 1] * picture.step_m)
        rings = [drawn[offset[index] : offset[index + 1]] for index in range(len(offset) - 1)]
        polygon = shapely.Polygon(rings[0], [ring for ring in rings[1:] if shapely.Polygon(ring).area > LEAST_AREA_MM2])
        if polygon.area > LEAST_AREA_MM2:
            found.append(polygon.simplify(SMOOTH_MM).buffer(0))
    inside = list(shapely.intersection(np.array(found, dtype=object), scene.outline))
    return [polygon for shape in inside for polygon in polygons_of(shape)]


def overlay_areas(scene: Scene, picture: Picture, overlay: Overlay) -> list[shapely.Polygon]:
    """The areas of an overlay where the relief lets them be seen."""
    if not overlay.areas:
        return []
    ground = scene.ground
    times = 2 if ground.heights_m.size < 1_000_000 else 1
    mask = within(shapely.union_all(overlay.areas), ground, finer=times)
    outside = smooth(np.where(mask, 0, 1).astype(np.float32), sigma_cells=0.7)
    finer = Picture(picture.places * times, picture.upwards_m, picture.step_m)
    return areas_below(scene, picture, seen(finer, outside), [0.5])[0]
