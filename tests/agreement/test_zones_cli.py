import json
import subprocess

import pytest
from click.testing import CliRunner
from shapely.geometry import box, mapping, shape

from atelier.agreement.cli import agreement
from atelier.agreement.sentences import DRAWINGS
from atelier.engines.agreement.zones import DrawingsCode
from tests.docs.pages import page, words_in_code
from tests.serving import ATELIER


def feature(table, meaning, place):
    return {"type": "Feature", "geometry": place and mapping(place), "properties": {"table": table, "legende": meaning}}


@pytest.fixture
def drawings(tmp_path):
    file = tmp_path / "drawings.geojson"
    features = [
        feature("Table 1", "À protéger", box(1.05, 49.90, 1.06, 49.91)),
        feature("Table 2", "À protéger", box(1.055, 49.90, 1.07, 49.91)),
        feature("Table 3", "À construire", box(1.05, 49.90, 1.052, 49.91)),
        feature("Table 3", "Note", None),
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def run(tmp_path, *arguments):
    return CliRunner().invoke(agreement, ["zones", *map(str, arguments), "--out", str(tmp_path / "zones.geojson")])


def test_zones_are_written_with_their_tables_named(tmp_path, drawings):
    out = tmp_path / "zones.geojson"

    said = subprocess.run(
        [*ATELIER, "agreement", "zones", str(drawings), "--opposite", "À protéger=À construire", "--out", str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    accord, tension = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert shape(accord["geometry"]).bounds == pytest.approx((1.055, 49.90, 1.06, 49.91), abs=1e-6)
    assert accord["properties"].pop("surface_m2") == pytest.approx(359.5 * 1_112, rel=0.01)
    assert accord["properties"] == {
        "genre": "accord", "legende": "À protéger", "tables": "Table 1, Table 2", "nombre_tables": 2,
        "legende_opposee": "", "tables_opposees": "", "color": "#1f7a6d",
    }  # fmt: skip
    assert (tension["properties"]["tables"], tension["properties"]["tables_opposees"]) == ("Table 1", "Table 3")
    assert said.stdout.splitlines()[0] == "1 agreement zones, 1 tension zones."


@pytest.mark.parametrize(
    ("body", "arguments", "sentence"),
    [
        ("not json", (), "is not a GeoJSON collection of drawings"),
        ("[]", (), "is not a GeoJSON collection of drawings"),
        ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 49]}}]}', (), "feature 1: its table (table)"),
        ('{"features": []}', (), "Drawings of one table only"),
        (None, ("--opposite", "À protéger"), "“À protéger” does not oppose two meanings."),
        (None, ("--opposite", "À protéger=Route"), "No drawing means “Route”. The meanings are: À construire"),
    ],
)
def test_bad_drawings_are_refused_with_a_sentence(tmp_path, drawings, body, arguments, sentence):
    if body is not None:
        drawings.write_text(body, encoding="utf-8")

    answer = run(tmp_path, drawings, *arguments)

    assert answer.exit_code == 1, answer.output
    assert sentence in answer.output
    assert not (tmp_path / "zones.geojson").exists()


def test_every_code_and_attribute_of_zones_is_in_the_reference(tmp_path, drawings):
    run(tmp_path, drawings)
    written = json.loads((tmp_path / "zones.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]

    assert set(DRAWINGS) == set(DrawingsCode)
    said = words_in_code(page("reference/agreement.md"))
    assert {*written, *(code.value for code in DrawingsCode)} - said == set()
