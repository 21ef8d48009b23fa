"""`atelier perimeter from`, on the real communes of the country."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from atelier.territories.perimeter_cli import perimeter
from tests.serving import ATELIER

DIEPPE, ROUXMESNIL, VARENGEVILLE = "76217", "76545", "76720"
GEOMETRIES = {
    "piste": {"type": "LineString", "coordinates": [[1.0800, 49.9215], [1.0950, 49.9050]]},
    "sentier": {"type": "LineString", "coordinates": [[0.9783, 49.9121], [0.9990, 49.9115]]},
    "phare": {"type": "Point", "coordinates": [0.9850, 49.9080]},
    "oubli": None,
}


def feature(name: str, geometry: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"id": name}, "geometry": geometry}


@pytest.fixture
def drawn(tmp_path):
    file = tmp_path / "drawings.geojson"
    features = [feature(name, geometry) for name, geometry in GEOMETRIES.items()]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def run(*arguments: object):
    return CliRunner().invoke(perimeter, [str(word) for word in arguments])


def test_perimeter_from_drawings_of_the_coast_names_its_communes_and_who_is_missing(tmp_path, drawn):
    out = tmp_path / "perimeter.json"
    command = [*ATELIER, "perimeter", "from", str(drawn), "--out", str(out), "--communes-present", DIEPPE]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    found = json.loads(out.read_text(encoding="utf-8"))
    assert {one["code"] for one in found["communes"]} >= {DIEPPE, VARENGEVILLE}
    assert sum(one["share"] for one in found["communes"]) + found["outside"] == pytest.approx(1)
    assert found["epcis"][0]["name"] == "CA de la Région Dieppoise"
    assert VARENGEVILLE in {one["code"] for one in found["missing"]["communes"]}
    assert found["left_out"] == {"4": "no place"}
    assert "CA de la Région Dieppoise" in done.stdout


def test_perimeter_from_full_outlines_of_the_site_agrees_within_a_hundredth(tmp_path, drawn):
    reports = []
    for options in ([], ["--site", "dieppe"]):
        assert run("from", drawn, "--out", tmp_path / "p.json", *options).exit_code == 0
        reports.append(json.loads((tmp_path / "p.json").read_text(encoding="utf-8")))

    simple, full = ({one["code"]: one["share"] for one in report["communes"]} for report in reports)
    assert all(abs(simple.get(code, 0) - full.get(code, 0)) < 0.01 for code in simple.keys() | full.keys())


@pytest.mark.parametrize(
    ("body", "options", "sentence"),
    [
        ("", [], "This is not GeoJSON that can be read"),
        ('{"type": "FeatureCollection", "features": []}', [], "Nothing in the file has a place"),
        ('{"type": "Point", "coordinates": [-40.0, 30.0]}', [], "No commune is where this is drawn"),
        ('{"type": "Point", "coordinates": [1.08, 49.92]}', ["--share", "2"], "A share lies between 0 and 1"),
        ('{"type": "Point", "coordinates": [1.08, 49.92]}', ["--site", "atlantide"], "There is no site “atlantide”"),
        ('{"type": "Point", "coordinates": [1.08, 49.92]}', ["--colleges-present", "king"], "no college “king”"),
        ('{"type": "Point", "coordinates": [1.08, 49.92]}', ["--communes-present", "0"], "has the code “0”"),
    ],
)
def test_perimeter_refuses_with_a_sentence(tmp_path, body, options, sentence):
    file = tmp_path / "drawings.geojson"
    file.write_text(body, encoding="utf-8")

    answer = run("from", file, "--out", tmp_path / "p.json", *options)

    assert answer.exit_code == 1
    assert sentence in answer.output
    assert not (tmp_path / "p.json").exists()
