from pathlib import Path

import pytest
import shapely

from atelier.engines.paper.legends import legends
from atelier.engines.paper.markers import group_of, marker_shape
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.sheets import (
    SCHEMA,
    SET_SCHEMA,
    Order,
    describe,
    describe_all,
    new_sheet_id,
    plan_sheet,
    plan_sheet_over,
)
from atelier.engines.paper.tiles import OVERLAP_MM, TooManyTiles, plan_tiles
from atelier.tables.legend import LEGENDS
from tests.engines.paper.conftest import CENTRE


def test_description_has_the_promised_fields(order):
    sheet = plan_sheet(order, CENTRE, 10_000, sheet_id="ACDE-6679")

    said = describe(sheet)

    assert said["sheet_id"] == "ACDE-6679"
    assert (said["page_mm"], said["crs"], said["scale"]) == ([420, 297], "EPSG:2154", 10_000)
    x0, y0, x1, y1 = said["map_frame_mm"]
    west, south, east, north = said["bbox"]
    assert (east - west, north - south) == (pytest.approx((x1 - x0) * 10), pytest.approx((y1 - y0) * 10))
    assert said["pens"][0]["name"] == "rouge"
    assert said["pens"][0]["meaning"] == "Problème, blocage"
    assert said["pens"][0]["hex"] == "#c8372d"
    assert len(said["markers_mm"]) == len(said["marker_ids"]) == 8
    assert len(said["swatches_mm"]) == len(said["pens"])


def test_bounds_give_the_largest_round_scale_that_holds_them(order):
    bounds = (560_000, 6_978_000, 568_000, 6_981_000)  # 8 km in 375 mm: 1:21 333

    sheet = plan_sheet_over(order, bounds)

    assert sheet.scale == 25_000
    assert shapely.contains(sheet.frame.ground, shapely.box(*bounds))


def test_tiles_cover_the_map_and_overlap_their_neighbours(order):
    whole = plan_sheet(Order(order.title, PAPERS["A1"], order.legend), CENTRE, 10_000)

    tiles = plan_tiles(whole, PAPERS["A4"], portrait=True)

    grounds = [tile.frame.ground for tile in tiles]
    assert shapely.covers(shapely.union_all(grounds).buffer(0.02), whole.frame.ground)
    assert {tile.scale for tile in tiles} == {10_000}
    assert len({tile.marker_ids for tile in tiles}) == len(tiles)
    places = {(tile.tile.column, tile.tile.row): tile.frame for tile in tiles}
    for (column, row), frame in places.items():
        if right := places.get((column + 1, row)):
            assert frame.bbox[2] - right.bbox[0] == pytest.approx(OVERLAP_MM * 10, abs=0.05)
        if below := places.get((column, row + 1)):
            assert below.bbox[3] - frame.bbox[1] == pytest.approx(OVERLAP_MM * 10, abs=0.05)


def test_tiles_are_described_together_each_with_its_place(order):
    whole = plan_sheet(Order(order.title, PAPERS["A2"], order.legend), CENTRE, 10_000)

    said = describe_all(plan_tiles(whole, PAPERS["A3"], portrait=False))

    assert said["schema"] == "atelier.sheets/1"
    assert [one["tile"]["name"] for one in said["sheets"]] == ["1A", "1B", "2A", "2B"]
    assert said["sheets"][1]["sheet_id"] == f"{whole.sheet_id}/1B"


def test_too_many_tiles_are_refused(order):
    whole = plan_sheet(Order(order.title, PAPERS["A0"], order.legend), CENTRE, 10_000)
    wide = type(whole)(whole.order, whole.sheet_id, whole.layout, type(whole.frame)((0, 0, 90_000, 90_000), 9000, 9000))

    with pytest.raises(TooManyTiles):
        plan_tiles(wide, PAPERS["A4"], portrait=False)


def test_new_identifiers_differ_and_read_aloud():
    identifiers = {new_sheet_id() for _ in range(200)}

    assert len(identifiers) == 200
    assert all(len(one) == 9 and one[4] == "-" and not set(one) & set("0O1IL5S8B") for one in identifiers)


def test_markers_of_a_sheet_are_eight_known_tags():
    assert 0 <= group_of("ACDE-6679") < 73
    shape = marker_shape(0)
    assert shape.bounds == (0, 0, 8, 8)
    assert 28 < shape.area < 64  # a black border of 28 cells and some bits


@pytest.mark.parametrize("key", ["diagnosis", "mobility"])
def test_pens_have_the_keys_and_the_colours_of_the_screens(key):
    on_screen = {pencil.key: pencil.color for pencil in LEGENDS[key] if pencil.shape == "stroke"}

    assert {pen.key: pen.hex for pen in legends()[key].pens} == on_screen


def test_legends_have_six_different_pens_each_with_a_meaning():
    for legend in legends().values():
        assert len({pen.hex for pen in legend.pens}) == len({pen.key for pen in legend.pens}) >= 6
        assert legend.is_blank == (legend.key == "blank")
        assert legend.is_blank or all(pen.meaning and pen.area for pen in legend.pens)


def test_reference_tells_every_field_of_the_description_and_every_legend(order):
    page = Path("docs/reference/sheet.md").read_text(encoding="utf-8")

    tiled = describe(plan_tiles(plan_sheet(order, CENTRE, 10_000), PAPERS["A4"], portrait=False)[0])
    assert [field for field in tiled if f"`{field}`" not in page and field != "schema"] == []
    assert [key for key in legends() if f"`{key}`" not in page] == []
    assert SCHEMA in page
    assert SET_SCHEMA in page


def test_reference_tells_the_sizes_of_markers_and_codes():
    page = Path("docs/reference/sheet.md").read_text(encoding="utf-8")

    for row, words in (
        ("black side of a marker", "marker_mm"),
        ("white around it", "quiet_mm"),
        ("side of the QR", "qr_mm"),
    ):
        line = next(line for line in page.splitlines() if line.startswith(f"| {row}"))
        assert [float(cell) for cell in line.split("|")[2:7]] == [getattr(paper, words) for paper in PAPERS.values()]
