"""Shade of a relief under one lamp or several.

Sources: Horn 1981 for the gradient; Mark 1992 for the four lamps, each weighted by the aspect it grazes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Heights = NDArray[np.float32]
LAMPS_DEG = (225.0, 270.0, 315.0, 360.0)


def gradient(heights_m: Heights, *, step_m: float) -> tuple[Heights, Heights]:
    """Slope of the ground towards the east and towards the north, in metres per metre.

    heights_m: (rows, cols), row 0 to the north. Edges repeat their last row or column.
    """
    z = np.pad(heights_m.astype(np.float32, copy=False), 1, mode="edge")
    rows = z[:-2] + 2 * z[1:-1] + z[2:]
    columns = z[:, :-2] + 2 * z[:, 1:-1] + z[:, 2:]
    east: Heights = (rows[:, 2:] - rows[:, :-2]) * np.float32(1 / (8 * step_m))
    north: Heights = (columns[:-2] - columns[2:]) * np.float32(1 / (8 * step_m))
    return east, north


def hillshade(
    heights_m: Heights,
    *,
    step_m: float,
    azimuth_deg: float = 315.0,
    altitude_deg: float = 45.0,
    exaggeration: float = 1.0,
) -> Heights:
    """Light received from one lamp, 0 (none) to 1 (facing it); flat ground receives sin(altitude).

    azimuth_deg: where the light comes from, clockwise from north.
    """
    east, north = gradient(heights_m, step_m=step_m)
    east, north = east * np.float32(exaggeration), north * np.float32(exaggeration)
    return _light(east, north, east * east + north * north, azimuth_deg, altitude_deg)


def soft_hillshade(
    heights_m: Heights,
    *,
    step_m: float,
    altitude_deg: float = 40.0,
    exaggeration: float = 1.0,
    lamps_deg: Sequence[float] = LAMPS_DEG,
) -> Heights:
    """Light received from several lamps, each counting most on the slopes it grazes (0 to 1)."""
    east, north = gradient(heights_m, step_m=step_m)
    east, north = east * np.float32(exaggeration), north * np.float32(exaggeration)
    steepness = east * east + north * north
    total = np.zeros_like(east)
    weights = np.zeros_like(east)
    for lamp_deg in lamps_deg:
        weight = _grazing(east, north, steepness, lamp_deg)
        total += weight * _light(east, north, steepness, lamp_deg, altitude_deg)
        weights += weight
    return total / weights


def _grazing(east: Heights, north: Heights, steepness: Heights, lamp_deg: float) -> Heights:
    """Squared sine of the angle between the slope and the lamp; 1/2 on flat ground, where all lamps are equal."""
    lamp = np.radians(lamp_deg)
    across = north * np.float32(np.sin(lamp)) - east * np.float32(np.cos(lamp))
    flat = np.float32(1e-12)
    return (across * across + flat / 2) / (steepness + flat)


def _light(east: Heights, north: Heights, steepness: Heights, azimuth_deg: float, altitude_deg: float) -> Heights:
    azimuth, altitude = np.radians(azimuth_deg), np.radians(altitude_deg)
    to_east, to_north = np.sin(azimuth) * np.cos(altitude), np.cos(azimuth) * np.cos(altitude)
    facing = np.float32(np.sin(altitude)) - east * np.float32(to_east) - north * np.float32(to_north)
    return np.clip(facing / np.sqrt(1 + steepness), 0, 1)
