"""The lines that make the relief: profiles, contours, hachures. All are (easting, northing, height), not yet hidden."""

from __future__ import annotations

import numpy as np

from atelier.engines.relief.block.horizon import Scene, visible_runs
from atelier.engines.relief.ground import Floats, Ground, sample
from atelier.engines.terrain.blend import smooth

LEAST_STEPS = 5  # of a hachure
NICE = (1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0)


def nice_interval(span: float, count: int) -> float:
    """The round step that cuts `span` into about `count` parts, never more."""
    scale = 10.0 ** np.floor(np.log10(max(span, 1e-6) / count) - 3)
    choices = [nice * scale * power for power in (1, 1000) for nice in NICE]
    return float(next((choice for choice in choices if span / choice <= count), choices[-1]))


def draped(ground: Ground, places: Floats) -> Floats:
    """(easting, northing, height) of places (column, row) on the ground."""
    heights = sample(ground.heights_m, places)
    east, north = ground.west_m + places[:, 0] * ground.step_m, ground.north_m - places[:, 1] * ground.step_m
    return np.stack([east, north, heights], axis=-1)


def contour_lines(ground: Ground, levels_m: list[float]) -> dict[float, list[Floats]]:
    """Contours by level, on the ground."""
    from contourpy import LineType, contour_generator

    generator = contour_generator(z=ground.heights_m, line_type=LineType.Separate)
    return {level: laid(ground, [np.asarray(line) for line in generator.lines(level)]) for level in levels_m}


def laid(ground: Ground, lines: list[Floats], *, in_metres: bool = False) -> list[Floats]:
    """Lines of places (column, row), or (easting, northing), as lines on the ground: all at once, hence fast."""
    if not lines:
        return []
    places = np.concatenate(lines)[:, :2]
    points = draped(ground, ground.grid_of(places) if in_metres else places)
    return np.split(points, np.cumsum([len(line) for line in lines])[:-1])


def profiles(scene: Scene, *, gap_mm: float, above_m: float | None) -> list[tuple[Floats, float]]:
    """Sections of the ground square to the eye, `gap_mm` apart where it is flat: visible parts, on the sheet, with how
    far they are, from 0 in front to 1 behind.

    above_m: ground not higher than this is left blank (the sea).
    """
    view = scene.view
    stride = max(1, round(gap_mm / (view.mm_per_m * view.sine) / scene.step_m))
    across = scene.across_m + np.arange(scene.surface_m.shape[1]) * scene.step_m
    runs: list[tuple[Floats, float]] = []
    for row in range(stride, scene.surface_m.shape[0], stride):
        inside = np.flatnonzero(np.isfinite(scene.upwards_m[row]))
        if len(inside) < 2:
            continue
        part = slice(inside[0], inside[-1] + 1)
        upwards = scene.upwards_m[row, part]
        clear = upwards - scene.horizon_m[row - 1, part] + 0.02 / view.mm_per_m
        clear[np.isinf(clear)] = 1.0
        if above_m is not None:
            clear = np.minimum(clear, scene.surface_m[row, part] - above_m - 0.05)
        found = visible_runs(view.on_sheet(across[part], upwards), clear)
        runs += [(run, row / scene.surface_m.shape[0]) for run in found]
    return runs


def hachures(
    ground: Ground, *, interval_m: float, spacing_m: float, above_m: float | None
) -> list[tuple[Floats, float]]:
    """Strokes down the slope from one contour to the next, with their slope (metres per metre).

    The steeper the ground the closer they stand, after Lehmann: on nearly flat ground there is none. Slopes are given
    as shares of the steep ones of the place, so that a plain of hillocks and a gorge are both drawn in the same range.
    """
    calm = Ground(smooth(ground.heights_m, sigma_cells=1.2), ground.west_m, ground.north_m, ground.step_m, ground.crs)
    low, high = float(ground.heights_m.min()), float(ground.heights_m.max())
    levels = [level for level in _levels(low, high, interval_m) if above_m is None or level > above_m + 0.1]
    lines = contour_lines(calm, levels)
    south, east = (np.asarray(part) for part in np.gradient(calm.heights_m, ground.step_m))
    steep = max(0.06, float(np.percentile(np.hypot(south, east)[::3, ::3], 96)))
    seeds = [_seeds(lines[level], calm, east, south, spacing_m, steep) for level in levels]
    if not any(len(part) for part in seeds):
        return []
    stops = np.repeat(levels, [len(part) for part in seeds]) - interval_m
    places = np.concatenate(seeds)
    trails = _fallen(places, calm, east, south, stops, above_m)
    slopes = np.hypot(sample(east, places), sample(south, places)) / steep
    kept = [index for index, trail in enumerate(trails) if len(trail) > 2]
    return list(zip(laid(ground, [trails[index] for index in kept]), slopes[kept].tolist(), strict=True))


def _levels(low: float, high: float, interval: float) -> list[float]:
    return [float(level) for level in np.arange(np.ceil(low / interval) * interval, high, interval)]


def _seeds(lines: list[Floats], ground: Ground, east: Floats, south: Floats, spacing_m: float, steep: float) -> Floats:
    """Places (column, row) along contours, closer where the slope is steep."""
    rng = np.random.default_rng(7)
    seeds = []
    for line in lines:
        places = ground.grid_of(line[:, :2])
        lengths = np.hypot(*np.diff(line[:, :2], axis=0).T)
        slope = np.hypot(sample(east, places), sample(south, places))
        rate = np.clip(slope / steep, 0.0, 1.0)
        rate[slope < 0.16 * steep] = 0
        along = np.concatenate([[0], np.cumsum(lengths * (rate[1:] + rate[:-1]) / 2 / spacing_m)])
        wanted = np.arange(rng.uniform(0, 1), along[-1], 1.0)
        if len(wanted):
            seeds.append(np.stack([np.interp(wanted, along, places[:, axis]) for axis in (0, 1)], axis=-1))
    return np.concatenate(seeds) if seeds else np.empty((0, 2))


def _fallen(
    seeds: Floats, ground: Ground, east: Floats, south: Floats, stops_m: Floats, above_m: float | None
) -> list[Floats]:
    """Each seed followed down the steepest slope to its stop, a little short of it, in 60 steps at most.

    A step is half a cell, less where the slope would leap from one contour to the next in two or three of them.
    """
    floor = stops_m + 0.12 * (sample(ground.heights_m, seeds) - stops_m)
    floor = floor if above_m is None else np.maximum(floor, above_m + 0.2)
    drop = np.maximum(sample(ground.heights_m, seeds) - floor, 0.0)
    last = (ground.columns - 1, ground.rows - 1)
    at, moving = seeds, np.arange(len(seeds))
    trail, owners = [seeds], [moving]
    for _ in range(60):
        down = -np.stack([sample(east, at), sample(south, at)], axis=-1)
        size = np.hypot(down[:, 0], down[:, 1])
        stride = np.clip(drop[moving] / np.maximum(size * ground.step_m, 1e-9) / LEAST_STEPS, 0.02, 0.5)
        at = at + (stride / np.maximum(size, 1e-9))[:, None] * down
        inside = ((at >= 0) & (at <= last)).all(axis=1)
        goes_on = inside & (size > 0.008) & (sample(ground.heights_m, at) > floor[moving])
        at, moving = at[goes_on], moving[goes_on]
        if not len(moving):
            break
        trail.append(at)
        owners.append(moving)
    owner = np.concatenate(owners)
    points = np.concatenate(trail)[np.argsort(owner, kind="stable")]
    return np.split(points, np.cumsum(np.bincount(owner, minlength=len(seeds)))[:-1])
