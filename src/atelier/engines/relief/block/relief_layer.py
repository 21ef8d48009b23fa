"""The layer `relief`: ground, water, tones, and the lines that make the shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from atelier.engines.relief.block.horizon import Picture, Scene, silhouette, visible_runs
from atelier.engines.relief.block.options import BlockOptions
from atelier.engines.relief.block.strokes import contour_lines, hachures, laid, profiles
from atelier.engines.relief.block.styles import Style
from atelier.engines.relief.block.tones import areas_below, light_of, seen
from atelier.engines.relief.ground import Floats, Ground
from atelier.engines.relief.svg import Group, Path, area_d, line_d
from atelier.engines.terrain.blend import smooth

HACHURE_PENS = ((0.4, 0.1), (0.75, 0.14), (np.inf, 0.19))  # share of the steep slopes up to which, pen in mm
PROFILE_PENS = ((0.25, 1.35), (0.5, 1.1), (0.75, 0.85), (np.inf, 0.65))  # how far, share of the pen: air lightens
CREST_MM, LEAST_CREST_MM = 0.45, 3.0  # how much ground a crest must hide, and how long it must be, to be drawn
INDEX_EVERY = 5


def draw_relief(
    scene: Scene,
    picture: Picture,
    bed: Ground,
    style: Style,
    options: BlockOptions,
    interval_m: float,
    sea_m: float | None,
) -> Group:
    group = Group("relief")
    group.add(Group("ground").add(Path(area_d([scene.outline]), fill=style.ground)))
    if sea_m is not None:
        group.add(_water(scene, picture, bed, style, sea_m))
    if style.tones:
        group.add(_shade(scene, picture, style, options))
    group.add(_lines(scene, style, options, interval_m, sea_m))
    if sea_m is not None:
        coast = scene.seen(contour_lines(bed, [sea_m])[sea_m])
        group.add(Group("coast").add(Path(line_d(coast), stroke=style.coast, width_mm=style.edge_mm * 0.8)))
    return group.add(_crests(scene, style))


def _water(scene: Scene, picture: Picture, bed: Ground, style: Style, sea_m: float) -> Group:
    """The sea as one wash, and lines that follow the shore ever wider apart, as engravers draw water."""
    group = Group("water")
    depth = seen(picture, bed.heights_m - np.float32(sea_m))
    group.add(Path(area_d(areas_below(scene, picture, depth, [0.0])[0]), fill=style.sea))
    step = 1.5 / scene.view.mm_per_m
    shores = [step * (number + 0.22 * number * number) for number in range(1, style.water_lines + 1)]
    for number, lines in enumerate(_off_shore(bed, sea_m, shores, 0.12 / scene.view.mm_per_m)):
        level = [np.column_stack([line, np.full(len(line), sea_m)]) for line in lines]
        pen = style.relief_mm * (0.95 - 0.1 * number)
        group.add(Path(line_d(scene.seen(level)), stroke=style.coast, width_mm=round(max(pen, 0.06), 3), opacity=0.8))
    return group


def _off_shore(bed: Ground, sea_m: float, distances_m: list[float], slack_m: float) -> list[list[Floats]]:
    """For each distance, lines (easting, northing) that far from the land, within the block; islets have none."""
    from contourpy import FillType, contour_generator

    if float(bed.heights_m.max()) <= sea_m:
        return []
    generator = contour_generator(z=bed.heights_m, fill_type=FillType.OuterOffset)
    filled: Any = generator.filled(sea_m, float(bed.heights_m.max()) + 1.0)
    rings = [
        np.asarray(points)[offset[0] : offset[1]] * (bed.step_m, -bed.step_m) + (bed.west_m, bed.north_m)
        for points, offset in zip(*filled, strict=True)
    ]
    islands = shapely.simplify([shapely.Polygon(ring) for ring in rings if len(ring) > 3], slack_m)
    land = shapely.union_all([island.buffer(0) for island in islands if island.area > 20 * slack_m * distances_m[0]])
    inside = bed.rectangle.buffer(-bed.step_m / 10)
    found: list[list[Floats]] = []
    for distance in distances_m:
        shore = shapely.segmentize(land.buffer(distance, quad_segs=6).boundary.intersection(inside), bed.step_m / 2)
        parts = [part for part in shapely.get_parts(shore) if part.length > 4 * distance]
        found.append([shapely.get_coordinates(part) for part in parts])
    return found


def _shade(scene: Scene, picture: Picture, style: Style, options: BlockOptions) -> Group:
    light = seen(picture, light_of(scene.ground, options.azimuth_deg, options.exaggeration))
    areas = areas_below(scene, picture, light, [level for level, _ in style.tones])
    group = Group("shade")
    for (_, opacity), polygons in zip(style.tones, areas, strict=True):
        group.add(Path(area_d(polygons), fill=style.wash, opacity=opacity))
    return group


def _lines(scene: Scene, style: Style, options: BlockOptions, interval_m: float, sea_m: float | None) -> Group:
    kind = options.lines or style.lines
    if kind == "profiles":
        return _profiles(scene, style, sea_m)
    if kind == "contours":
        return _contours(scene, style, interval_m, sea_m)
    if kind == "hachures":
        return _hachures(scene, style, interval_m, sea_m)
    return Group("lines")


def _profiles(scene: Scene, style: Style, sea_m: float | None) -> Group:
    """Firm in front, light behind, as air does."""
    group, near = Group("profiles"), 0.0
    runs = profiles(scene, gap_mm=1.7, above_m=sea_m)
    for far, share in PROFILE_PENS:
        lines = [run for run, away in runs if near <= away < far]
        group.add(Path(line_d(lines), stroke=style.ink, width_mm=round(style.relief_mm * share, 3)))
        near = far
    return group


def _contours(scene: Scene, style: Style, interval_m: float, sea_m: float | None) -> Group:
    """Every fifth contour is heavier and bears its height as a title."""
    group = Group("contours")
    heights = scene.ground.heights_m
    first = np.ceil(max(float(heights.min()), -np.inf if sea_m is None else sea_m + 0.1) / interval_m)
    levels = [float(number * interval_m) for number in np.arange(first, float(heights.max()) / interval_m)]
    calm = Ground(
        smooth(heights, sigma_cells=0.6),
        scene.ground.west_m,
        scene.ground.north_m,
        scene.ground.step_m,
        scene.ground.crs,
    )
    for level, lines in contour_lines(calm, levels).items():
        is_index = round(level / interval_m) % INDEX_EVERY == 0
        kept = _on_surface(scene, [line for line in lines if len(line) > 8])
        pen, ink = (style.index_mm, style.ink) if is_index else (style.relief_mm, style.soft_ink)
        group.add(Path(line_d(scene.seen(kept)), stroke=ink, width_mm=pen, title=f"{level:g} m"))
    return group


def _on_surface(scene: Scene, lines: list[Floats]) -> list[Floats]:
    """Lines found on softened ground, brought back onto the ground that is drawn."""
    return laid(scene.ground, lines, in_metres=True)


def _hachures(scene: Scene, style: Style, interval_m: float, sea_m: float | None) -> Group:
    spacing = 0.78 / scene.view.mm_per_m
    strokes = hachures(scene.ground, interval_m=interval_m, spacing_m=spacing, above_m=sea_m)
    group = Group("hachures")
    low = 0.0
    for high, pen in HACHURE_PENS:
        lines = [line for line, slope in strokes if low <= slope < high]
        group.add(Path(line_d(scene.seen(lines)), stroke=style.ink, width_mm=pen))
        low = high
    return group


def _crests(scene: Scene, style: Style) -> Group:
    """The skyline, and the crests that hide ground behind them, firmer than what is on the slopes."""
    from contourpy import LineType, contour_generator

    _, high, met = silhouette(scene)
    across = (scene.across_m + np.arange(len(high)) * scene.step_m)[met]
    skyline = scene.view.on_sheet(across, high[met])
    group = Group("crests")
    deep = np.nan_to_num(scene.upwards_m, nan=-1e9) - scene.horizon_m
    deep[~np.isfinite(scene.upwards_m)] = np.nan
    generator = contour_generator(z=np.ma.masked_invalid(deep), line_type=LineType.Separate)
    lines = []
    for found in generator.lines(-CREST_MM / scene.view.mm_per_m):
        line = np.asarray(found)
        rows = np.clip(np.floor(line[:, 1]).astype(int), 0, deep.shape[0] - 1)
        left = np.clip(np.floor(line[:, 0]).astype(int), 0, deep.shape[1] - 2)
        share = np.clip(line[:, 0] - left, 0, 1)
        with np.errstate(invalid="ignore"):  # beside the block the horizon is minus infinity
            height = scene.horizon_m[rows, left] * (1 - share) + scene.horizon_m[rows, left + 1] * share
        at = scene.view.on_sheet(scene.across_m + line[:, 0] * scene.step_m, height)
        at = at[np.isfinite(at).all(axis=1)]
        lines += [run for run in visible_runs(at, np.ones(len(at))) if np.ptp(run, axis=0).max() > LEAST_CREST_MM]
    group.add(Path(line_d(lines), stroke=style.ink, width_mm=style.edge_mm * 0.55))
    return group.add(Path(line_d([skyline]), stroke=style.ink, width_mm=style.edge_mm * 0.8))
