"""Grounds nobody would wish for, given to the commands: a sentence and no file, or a file that is right."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from atelier.reliefs.cli import relief
from tests.engines.relief.grounds import is_sound, meshes_of, write_raster

SVG = "{http://www.w3.org/2000/svg}"
ROWS, COLUMNS = np.mgrid[0:40, 0:60]
HILLS = 50 + 30 * np.sin(COLUMNS / 7) * np.cos(ROWS / 6)
ISLANDS = np.where((ROWS // 10 + COLUMNS // 10) % 2 == 0, HILLS, np.nan)
ISLANDS[:3], ISLANDS[25:28, 25:28], ISLANDS[15, 5] = np.nan, 40, 60
NEAR_DIEPPE = {"crs": "EPSG:4326", "west": 1.07, "north": 49.93}
COMMANDS = {
    "block": ["block", "--out", "b.svg"],
    "model": ["model", "--scale", "1:5000", "--out", "m.stl"],
    "packed": ["model", "--scale", "1:5000", "--tolerance-mm", "0.2", "--out", "m.3mf"],
    "kit": ["kit", "--scale", "1:5000", "--out", "k.svg"],
    "shade": ["shade", "--out", "s.png"],
    "contours": ["contours", "--interval", "5", "--out", "c.geojson"],
}


def run(verb, dem, *options):
    """The command in the folder of its raster: what it answered, and the files it left."""
    (name, *given), folder = COMMANDS[verb], dem.parent
    out = folder / given.pop()
    result = CliRunner().invoke(relief, [name, str(dem), *given, str(out), *map(str, options)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result, sorted(path for path in folder.iterdir() if path.suffix not in {".tif", ".asc", ".geojson", ".vrt"})


def layer(path, heights=HILLS, **place):
    return write_raster(path / "dem.tif", heights, **place)


@pytest.mark.parametrize("verb", COMMANDS)
@pytest.mark.parametrize(
    ("heights", "place", "said"),
    [
        (np.full((40, 60), np.nan), {}, "No height is known"),
        ([[3.0]], {}, "1 × 1 cells"),
        ([[1.0, 2, 3, 4, 5]], {}, "1 × 5 cells"),
        (HILLS, {"step": 0.0003, "west": 1.07, "north": 49.93}, "look like degrees"),
        (HILLS, {"step": 1 / 60, "west": 1.07, "north": 49.93}, "look like degrees"),
        (HILLS, {"crs": None}, "does not say its projection"),
    ],
)
def test_ground_that_is_none_is_refused_in_a_sentence_and_leaves_no_file(tmp_path, verb, heights, place, said):
    result, files = run(verb, layer(tmp_path, heights, **place))

    assert result.exit_code == 1
    assert said in result.output
    assert files == []


@pytest.mark.parametrize("verb", ["model", "packed"])
@pytest.mark.parametrize(
    ("heights", "place", "scale"),
    [
        (ISLANDS, {}, 5_000),
        (HILLS - 200, {}, 5_000),
        (HILLS, {"step": 0.0003, **NEAR_DIEPPE}, 10_000),
        (HILLS, {"step": 10_000.0, "west": 300_000, "north": 6_900_000}, 5_000_000),
        (HILLS, {"step": 30.0, "crs": "EPSG:2263", "west": 980_000, "north": 200_000}, 5_000),
    ],
)
def test_model_of_an_odd_ground_is_sound(tmp_path, verb, heights, place, scale):
    result, files = run(verb, layer(tmp_path, heights, **place), "--scale", f"1:{scale}", "--bed", "400x400")

    assert result.exit_code == 0, result.output
    assert all(is_sound(mesh) for path in files for mesh in meshes_of(path))


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("style", ["plume", "lavis", "blank"])
@pytest.mark.parametrize("heights", [ISLANDS, HILLS - 200, np.full((40, 60), 12.0)], ids=["islands", "sea", "flat"])
def test_block_of_an_odd_ground_is_drawn_on_its_sheet(tmp_path, style, heights):
    result, (file,) = run("block", layer(tmp_path, heights), "--style", style)

    assert result.exit_code == 0, result.output
    assert "nan" not in file.read_text().replace("nance", "")
    assert {group.get("id") for group in ET.parse(file).getroot().iter(f"{SVG}g")} >= {"relief", "faces", "scales"}


def test_kit_of_islands_cuts_what_is_known_and_no_more(tmp_path):
    result, files = run("kit", layer(tmp_path, ISLANDS))

    assert result.exit_code == 0, result.output
    assert [path.suffix for path in files] == [".pdf", ".svg"]


def test_ascii_grid_without_projection_is_read_once_it_is_named(tmp_path):
    head = "ncols 60\nnrows 40\nxllcorner 560000\nyllcorner 6979600\ncellsize 10\nNODATA_value -9999\n"
    dem = tmp_path / "dem.asc"
    dem.write_text(head + "\n".join(" ".join(f"{height:.2f}" for height in row) for row in HILLS))

    silent, unknown, named = (run("model", dem, *crs)[0] for crs in ([], ["--crs", "EPSG:x"], ["--crs", "2154"]))

    assert "does not say its projection" in silent.output
    assert "not a projection known here" in unknown.output
    assert "118.0 × 78.0 × 17.0 mm in 1 tile" in named.output


def test_heights_in_feet_are_brought_to_metres_when_one_says_so(tmp_path):
    dem = layer(tmp_path, HILLS, step=30.0, crs="EPSG:2263", west=980_000, north=200_000)

    silent, said = run("model", dem)[0], run("model", dem, "--unit", "us-ft")[0]

    assert "nothing says the unit of heights" in silent.output
    assert "17.0 mm" in silent.output  # 60 m at 1:5000, and the base
    assert "8.7 mm" in said.output  # 60 feet, 18.3 m


def test_crop_by_a_polygon_keeps_its_area_whatever_its_projection(tmp_path):
    dem = layer(tmp_path, np.full((40, 60), 12.0))
    triangle = [[560_100, 6_979_700], [560_500, 6_979_700], [560_300, 6_979_950], [560_100, 6_979_700]]
    area = shapes(tmp_path / "area.geojson", {"type": "Polygon", "coordinates": [triangle]})
    far = shapes(tmp_path / "far.geojson", {"type": "Point", "coordinates": [0, 0]})

    kept, files = run("model", dem, "--crop", area, "--no-engraving")
    refused = run("kit", dem, "--crop", far)[0]

    (mesh,) = meshes_of(files[0])
    assert kept.exit_code == 0, kept.output
    assert is_sound(mesh)
    assert mesh.volume == pytest.approx(400 * 250 / 2 / 25 * 5, rel=1e-3)  # mm² on the plan, 5 mm thick
    assert "holds no area to crop with" in refused.output


def test_overlay_outside_the_ground_is_said(tmp_path):
    dem = layer(tmp_path)
    near = shapes(tmp_path / "near.geojson", {"type": "LineString", "coordinates": [[560_050, 6_979_650], [560_500, 6_979_900]]})  # fmt: skip # noqa: E501
    far = shapes(tmp_path / "far.geojson", {"type": "LineString", "coordinates": [[0, 0], [10, 10]]})

    result, (file,) = run("block", dem, "--overlay", near, "--overlay", far)

    groups = {group.get("id"): len(group) for group in ET.parse(file).getroot().iter(f"{SVG}g")}
    assert "Nothing of far lies on this ground" in result.output
    assert "Nothing of near" not in result.output
    assert groups["overlay-near"] > 0
    assert "overlay-far" not in groups


@pytest.mark.parametrize(
    ("verb", "options", "said"),
    [
        ("block", ["--bounds", "1.1,49,1,50"], "west under east"),
        ("block", ["--bounds", "nan,0,1,2"], "give 4 numbers"),
        ("block", ["--exaggeration", "0"], "not in the range"),
        ("block", ["--azimuth", "nan"], "is not a number"),
        ("block", ["--interval", "0.0001"], "Choose a larger interval"),
        ("block", ["--label", "Ici@1..,2"], "write it Dieppe@1.0775,49.923"),
        ("model", ["--bed", "10x220"], "at least 40 mm"),
        ("model", ["--bed", "nanx220"], "give 2 numbers"),
        ("model", ["--scale", "1:1000000"], "Choose a larger scale"),
        ("model", ["--scale", "1:20"], "Choose a smaller scale"),
        ("kit", ["--sheet", "0mm"], "write it 2mm"),
        ("kit", ["--format", "30x400"], "at least 60 mm"),
        ("kit", ["--layers", "1"], "not in the range"),
        ("kit", ["--scale", "1:1000000"], "Choose a larger scale"),
        ("kit", ["--scale", "1:10", "--layers", "4"], "sheets, at most 400"),
        ("shade", ["--out", "/nowhere/s.tif"], "No such file or directory"),
        ("contours", ["--interval", "0"], "not in the range"),
    ],
)
def test_wish_that_cannot_be_met_is_said_in_a_sentence(tmp_path, verb, options, said):
    result, files = run(verb, layer(tmp_path), *options)

    assert result.exit_code in {1, 2}
    assert said in result.output
    assert files == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="counts memory as Linux tells it")
def test_raster_larger_than_memory_is_read_coarser_and_says_so(tmp_path):
    """Sixteen gigabytes of heights that lie in a small file: the command holds a fraction of them."""
    small = write_raster(tmp_path / "small.tif", np.tile(np.arange(64.0), (64, 1)), step=1_000.0)
    dem = tmp_path / "large.vrt"
    side = 64_000
    dem.write_text(VRT.format(side=side, small=small.name))

    options = ["block", str(dem), "--lines", "none", "--out", str(tmp_path / "b.svg")]
    made = subprocess.run([sys.executable, "-c", COUNTED, *options], capture_output=True, text=True, check=True)

    assert "read every" in made.stdout
    assert Path(tmp_path / "b.svg").exists()
    assert int(made.stderr.split()[-1]) < 2**20  # KiB


def shapes(path, geometry):
    """A layer of one shape in Lambert-93, as older GeoJSON says it."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    return path


VRT = """<VRTDataset rasterXSize="{side}" rasterYSize="{side}">
<SRS>EPSG:2154</SRS><GeoTransform>560000, 1, 0, 6980000, 0, -1</GeoTransform>
<VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename relativeToVRT="1">{small}</SourceFilename>
<SrcRect xOff="0" yOff="0" xSize="64" ySize="64"/><DstRect xOff="0" yOff="0" xSize="{side}" ySize="{side}"/>
</SimpleSource></VRTRasterBand></VRTDataset>
"""

# The most the command held. The system's count for a finished child begins at what its parent held when it was
# started (Linux, exec): a test process of a gigabyte would be counted with it.
COUNTED = """import sys
from atelier.reliefs.cli import relief
relief(standalone_mode=False)
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0], file=sys.stderr)"""
