"""The ground of `benchmarks.relief`: `python -m benchmarks.relief_hills FILE SIDE` writes a raster of random hills."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from scipy.ndimage import gaussian_filter


def write(path: Path, side: int) -> None:
    """A raster of random hills over a metre grid, the same at each run."""
    rng = np.random.default_rng(1)
    heights = sum(
        gaussian_filter(rng.normal(size=(side, side)), sigma) * rise
        for sigma, rise in ((3, 30), (12, 2000), (60, 8000))
    )
    transform = Affine(1, 0, 500_000, 0, -1, 6_500_000)
    options = {"driver": "GTiff", "count": 1, "dtype": "float32", "crs": "EPSG:2154", "transform": transform}
    with rasterio.open(path, "w", width=side, height=side, **options) as file:
        file.write(np.asarray(heights, dtype=np.float32), 1)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
