"""Terrain tiles of any raster, read back as a map reads them."""

import math
from io import BytesIO

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from pmtiles.reader import MmapSource, Reader

from atelier.engines.relief.shapes import WGS84, reprojected
from atelier.engines.terrain.terrarium import decode
from atelier.reliefs.cli import relief
from tests.engines.relief.grounds import ground_of, write_raster

SLOPE = np.add.outer(np.arange(200) * -0.5, np.arange(300) * 1.0).astype(np.float32) + 200


def run(dem, out, *options):
    return CliRunner().invoke(relief, ["tiles", str(dem), "--out", str(out), *options])


def at(path, point, zoom):
    """What the map shows at a point (easting, northing): the pixel of its tile, in all its channels."""
    import shapely

    place = reprojected(shapely.Point(point), "EPSG:2154", WGS84)
    x = (place.x + 180) / 360 * 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(place.y))) / math.pi) / 2 * 2**zoom
    with path.open("rb") as file:
        tile = Reader(MmapSource(file)).get(zoom, int(x), int(y))
    pixels = np.asarray(Image.open(BytesIO(tile)))
    return pixels[int(y % 1 * 512) :, int(x % 1 * 512) :][:1, :1]


def test_heights_of_the_tiles_are_those_of_the_raster(tmp_path):
    result = run(write_raster(tmp_path / "dem.tif", SLOPE, step=20.0), tmp_path / "t.pmtiles")

    assert result.exit_code == 0, result.output
    assert "zooms 7 to 11" in result.output
    ground = ground_of(SLOPE, step_m=20.0)
    for row, column in ((40, 60), (100, 150), (160, 250)):
        point = (ground.west_m + column * 20 + 10, ground.north_m - row * 20 - 10)
        height = float(decode(at(tmp_path / "t.pmtiles", point, 11)[..., :3]).item())
        assert height == pytest.approx(SLOPE[row, column], abs=1.5)  # within a pixel of 25 m


def test_shade_of_the_tiles_dissolves_at_the_edge_and_shows_inside(tmp_path):
    ridges = np.tile(200 + 80 * np.sin(np.arange(300) / 6), (200, 1))

    result = run(write_raster(tmp_path / "dem.tif", ridges, step=20.0), tmp_path / "s.pmtiles", "--shade")

    assert result.exit_code == 0, result.output
    inside = [at(tmp_path / "s.pmtiles", (563_000 + 20 * step, 6_978_000), 12) for step in range(40)]
    opacities = [pixel[..., 3].item() for pixel in inside]
    assert max(opacities) > 60
    assert max(at(tmp_path / "s.pmtiles", (560_010 + 20 * step, 6_978_000), 12)[..., 3].item() for step in range(2)) < 9


@pytest.mark.parametrize(
    ("heights", "out", "said"),
    [
        (np.full((4, 4), np.nan), "t.pmtiles", "No height is known"),
        (SLOPE, "t.mbtiles", "Choose .pmtiles"),
    ],
)
def test_tiles_that_cannot_be_made_are_refused_in_a_sentence(tmp_path, heights, out, said):
    result = run(write_raster(tmp_path / "dem.tif", heights), tmp_path / out)

    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / out).exists()
