import json
import subprocess
import sys
from pathlib import Path

import pytest
import rasterio
from click.testing import CliRunner

from atelier.reliefs.cli import relief
from atelier.site.cli import main

DEM = "data/sites/dieppe/mnt_20m.tif"
HARBOUR = ["--bounds", "1.06,49.90,1.11,49.94"]


def run(*args):
    return CliRunner().invoke(relief, [str(arg) for arg in args])


def test_relief_is_a_group_of_the_atelier_command():
    assert "relief" in CliRunner().invoke(main, ["--help"]).output


def test_help_of_relief_loads_no_heavy_library():
    heavy = "{'numpy', 'rasterio', 'django', 'scipy'}"
    code = f"import sys; from atelier.reliefs import cli; print({heavy} & set(sys.modules))"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "set()"


def test_block_says_what_it_shows(tmp_path):
    roads = "data/sites/dieppe/routes.geojson"
    labels = ["--label", "Dieppe@1.0775,49.923", "--overlay", roads]

    result = run("block", DEM, *HARBOUR, "--azimuth", 335, *labels, "--out", tmp_path / "b.svg", "--profile")

    assert result.exit_code == 0, result.output
    assert "vu du nord-ouest" in result.output
    assert "peak memory" in result.output
    assert ">Dieppe<" in (tmp_path / "b.svg").read_text()


def test_model_says_its_size_and_its_bound(tmp_path):
    result = run(
        "model",
        DEM,
        *HARBOUR,
        "--scale",
        "1:40000",
        "--sea",
        "flat",
        "--tolerance-mm",
        0.2,
        "--out",
        tmp_path / "m.3mf",
    )

    assert result.exit_code == 0, result.output
    assert "no height moved by more than 0.2 mm" in result.output
    assert (tmp_path / "m.3mf").exists()


def test_kit_says_its_waste(tmp_path):
    result = run("kit", DEM, *HARBOUR, "--scale", "1:20000", "--layers", 6, "--out", tmp_path / "k.svg")

    assert result.exit_code == 0, result.output
    assert "6 layers" in result.output
    assert "% wasted" in result.output
    assert (tmp_path / "k-notice.pdf").exists()


def test_shade_knows_its_place_and_contours_their_height(tmp_path):
    shade = run("shade", DEM, *HARBOUR, "--out", tmp_path / "s.tif")
    lines = run("contours", DEM, *HARBOUR, "--interval", 20, "--out", tmp_path / "c.geojson")

    assert shade.exit_code == lines.exit_code == 0, shade.output + lines.output
    with rasterio.open(tmp_path / "s.tif") as file:
        assert file.crs.to_epsg() == 2154
        assert 0 < file.read(1).mean() < 255
    features = json.loads((tmp_path / "c.geojson").read_text())["features"]
    assert {feature["properties"]["altitude"] for feature in features} == {0, 20, 40, 60, 80}
    longitudes = [at[0] for feature in features for at in feature["geometry"]["coordinates"]]
    assert 1.058 < min(longitudes) < max(longitudes) < 1.112


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--bounds", "5,45,6,46"], "does not meet the ground"),
        (["--bounds", "1,2,3"], "give 4 numbers"),
        (["--label", "Dieppe"], "write it Dieppe@1.0775,49.923"),
        (["--overlay", "README.md"], "cannot be read as a layer"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, args, said):
    result = run("block", DEM, *args, "--out", tmp_path / "b.svg")

    assert result.exit_code != 0
    assert said in result.output
    assert "Traceback" not in result.output
    assert not Path(tmp_path / "b.svg").exists()
