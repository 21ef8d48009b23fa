"""An aerial photograph that nobody took: fields, woods, a river, roads, roofs; for sheets of the style photo."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

FIELDS = (
    (112, 128, 74),
    (146, 150, 92),
    (178, 164, 120),
    (92, 112, 62),
    (160, 140, 102),
    (128, 142, 84),
    (196, 186, 146),
)


def aerial(side: int, *, step_m: float, seed: int = 0) -> np.ndarray:
    """(side, side, 3) bytes."""
    rng = np.random.default_rng(seed)
    picture = _fields(side, step_m, rng)
    relief = _noise(side, 400 / step_m, rng)
    woods = relief > 0.9
    crowns = _noise(side, 1.6, rng)
    picture[woods] = (np.array([52, 70, 42]) + 16 * crowns[..., None])[woods]
    river = np.abs(_noise(side, 900 / step_m, rng)) < 0.012
    picture[river] = (70, 84, 88)
    for _ in range(round(side * step_m / 250)):
        ends = rng.integers(0, side, (2, 2))
        bend = (ends.mean(axis=0) + rng.normal(0, side / 12, 2)).astype(int)
        width = max(1, round(float(rng.choice([4, 8])) / step_m))
        cv2.polylines(
            picture, [np.array([ends[0], bend, ends[1]], np.int32)], False, (196, 190, 178), width, cv2.LINE_AA
        )
    for _ in range(round((side * step_m / 1000) ** 2 * 0.8)):
        _village(picture, rng.integers(0, side, 2), step_m, rng)
    picture *= 1 + 0.05 * _noise(side, 1.2, rng)[..., None]
    return np.clip(picture, 0, 255).astype(np.uint8)


def _fields(side: int, step_m: float, rng: np.random.Generator) -> np.ndarray:
    count = max(4, round((side * step_m / 240) ** 2))
    seeds = np.zeros((side, side), np.uint8) + 1
    places = rng.integers(0, side, (count, 2))
    seeds[places[:, 1], places[:, 0]] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L1, 5, labelType=cv2.DIST_LABEL_PIXEL)
    colours = np.array(FIELDS, np.float32)[rng.integers(0, len(FIELDS), labels.max() + 1)]
    colours *= rng.uniform(0.85, 1.15, (len(colours), 1)).astype(np.float32)
    angles = rng.uniform(0, np.pi, len(colours)).astype(np.float32)[labels]
    rows, cols = np.mgrid[0:side, 0:side].astype(np.float32)
    furrows = np.sin((cols * np.cos(angles) + rows * np.sin(angles)) * step_m * 2 * np.pi / 18)
    return np.asarray(colours[labels] * (1 + 0.03 * furrows[..., None]), np.float32)


def _village(picture: np.ndarray, place: np.ndarray, step_m: float, rng: np.random.Generator) -> None:
    for _ in range(120):
        middle = place + rng.normal(0, 140 / step_m, 2)
        size = rng.uniform(8, 22, 2) / step_m
        corners = cv2.boxPoints((middle.tolist(), size.tolist(), float(rng.uniform(0, 90)))).astype(np.int32)
        roof = np.array([(150, 92, 72), (120, 116, 118), (206, 200, 192)][rng.integers(3)]) * rng.uniform(0.8, 1.15)
        cv2.fillPoly(picture, [corners + 1], (54, 56, 46))
        cv2.fillPoly(picture, [corners], roof.tolist())


def _noise(side: int, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Of mean 0 and spread 1."""
    small = max(1, int(sigma / 3))
    size = -(-side // small)
    field = cv2.GaussianBlur(rng.normal(0, 1, (size, size)).astype(np.float32), (0, 0), sigma / small)
    field = cv2.resize(field, (side, side), interpolation=cv2.INTER_CUBIC)
    return (field - field.mean()) / field.std()


def write_aerial(path: Path, centre: tuple[float, float], *, side_m: float, step_m: float, seed: int = 0) -> None:
    """A GeoTIFF in Lambert-93 around `centre` (metres)."""
    import rasterio
    from affine import Affine

    side = round(side_m / step_m)
    pixels = aerial(side, step_m=step_m, seed=seed)
    place = Affine(step_m, 0, centre[0] - side_m / 2, 0, -step_m, centre[1] + side_m / 2)
    with rasterio.open(path, "w", driver="GTiff", width=side, height=side, count=3, dtype="uint8", crs="EPSG:2154",
                       transform=place) as file:  # fmt: skip
        file.write(pixels.transpose(2, 0, 1))
