import math
import re
import xml.etree.ElementTree as ET

import ezdxf
import numpy as np
import pypdfium2
import pytest
import shapely

from atelier.engines.relief.kit.layers import PIN_MM, layers_of
from atelier.engines.relief.kit.make import KitOptions, make_kit
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from tests.engines.relief.grounds import dieppe, ground_of

SVG = "{http://www.w3.org/2000/svg}"


def area_above(ground, level_m, scale, *, finer=12):
    """Area (mm²) where the ground, bilinear between nodes, stands above a level: counted on a finer grid."""
    z = ground.heights_m.astype(float)
    u = (np.arange(finer) + 0.5) / finer
    count = 0
    for v in u:
        west = z[:-1, :-1] * (1 - v) + z[1:, :-1] * v
        east = z[:-1, 1:] * (1 - v) + z[1:, 1:] * v
        for share in u:
            count += int((west * (1 - share) + east * share >= level_m).sum())
    return count * (ground.step_m * 1000 / scale / finer) ** 2


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    ground = dieppe(is_cropped=False)
    return ground, make_kit(
        ground, KitOptions(25_000, layers=20, title="Dieppe"), tmp_path_factory.mktemp("k") / "k.svg"
    )


def test_kit_layers_have_the_area_of_the_ground_above_their_level(kit):
    ground, made = kit

    assert len(made.layers) == 20
    whole = made.layers[0].region.area
    for layer in made.layers[1:]:
        pieces = sum(piece.shape.area for piece in layer.pieces) + layer.dropped_mm2
        assert pieces == pytest.approx(area_above(ground, layer.level_m, 25_000), abs=1e-3 * whole)


def test_kit_pieces_lie_apart_within_their_sheets(kit):
    _, made = kit

    for sheet in range(made.sheets):
        shapes = [one.place(one.piece.shape) for one in made.laid if one.sheet == sheet]
        bounds = shapely.total_bounds(shapes)
        assert bounds[0] >= 4.9
        assert bounds[1] >= 4.9
        assert bounds[2] <= 595.1
        assert bounds[3] <= 395.1
        assert shapely.union_all(shapes).area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-9)
        near = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=1.0)
        assert (near[0] == near[1]).all()


def test_kit_pieces_rest_on_the_layer_below_and_share_its_holes(kit):
    _, made = kit

    for below, layer in zip(made.layers, made.layers[1:], strict=False):
        support = shapely.union_all([piece.shape for piece in below.pieces]).buffer(0.2)
        holes = {pin for piece in below.pieces for pin in piece.pins}
        for piece in layer.pieces:
            assert support.contains(piece.shape)
            mine = [pin for pin in piece.pins if pin in holes]
            assert all(piece.shape.buffer(-2).covers(shapely.Point(pin)) for pin in piece.pins)
            assert len(mine) >= 2 or piece.shape.buffer(-14).is_empty


def test_kit_files_keep_operations_on_separate_layers_and_colours(kit):
    _, made = kit

    root = ET.parse(made.files[0]).getroot()

    layers = {group.get("id"): group for group in root.iter(f"{SVG}g")}
    assert set(layers) == {"cut", "score", "engrave"}
    colours = {name: {path.get("stroke") for path in layer.iter(f"{SVG}path")} for name, layer in layers.items()}
    assert colours == {"cut": {"#ff0000"}, "score": {"#0000ff"}, "engrave": {"#000000"}}
    assert root.get("width") == "600mm"
    pages = pypdfium2.PdfDocument(made.files[-1])
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "Notice de montage" in text
    assert re.search(r"couche 20", text)


def test_kit_as_dxf_has_closed_outlines_in_millimetres(tmp_path):
    r = np.hypot(*np.mgrid[-20:21, -20:21])

    made = make_kit(ground_of(np.maximum(0, 100 - 5 * r)), KitOptions(5_000, thickness_mm=4), tmp_path / "cone.dxf")

    drawing = ezdxf.readfile(made.files[0])
    assert drawing.units == 4
    cuts = [entity for entity in drawing.modelspace().query("LWPOLYLINE") if entity.dxf.layer == "CUT"]
    assert len(cuts) == len(made.laid) == 5
    assert all(entity.closed for entity in cuts)
    pins = sum(len(one.piece.pins) for one in made.laid)
    assert len(drawing.modelspace().query("CIRCLE")) == pins >= 8


def test_kit_of_a_crater_keeps_its_hole_and_its_island():
    from atelier.engines.relief.kit.layers import layers_of

    r = np.hypot(*np.mgrid[-40:41, -40:41])
    crater = ground_of(np.where(r < 8, 60 - r, np.where(r < 30, np.abs(r - 15) * 4, 60)))

    layers = layers_of(crater, scale=5_000, interval_m=20.0, piece_mm=(590, 390))

    second = layers[1].region
    assert len(shapely.get_parts(second)) == 2
    assert sum(len(part.interiors) for part in shapely.get_parts(second)) == 1


def test_kit_larger_than_a_sheet_is_cut_with_joints_that_shift(tmp_path):
    ground = ground_of(np.add.outer(np.zeros(60), np.linspace(0, 30, 90)), step_m=50.0)

    made = make_kit(ground, KitOptions(5_000, thickness_mm=2), tmp_path / "large.pdf")

    first, second = ([piece.shape.bounds[0] for piece in layer.pieces] for layer in made.layers[:2])
    assert len(made.layers[0].pieces) > 2
    assert set(np.round(first)) & set(np.round(second)) <= {0.0}
    assert all(min(np.ptp(np.reshape(piece.shape.bounds, (2, 2)), axis=0)) <= 390 for piece in made.layers[0].pieces)


@pytest.mark.parametrize(
    ("heights", "options", "code"),
    [
        (np.zeros((9, 9)), KitOptions(5_000), ReliefCode.FLAT),
        (np.add.outer(np.zeros(9), np.arange(9) * 500.0), KitOptions(5_000), ReliefCode.TOO_MANY_LAYERS),
        (np.add.outer(np.zeros(9), np.arange(9.0)), KitOptions(5_000, format_mm=(40, 40)), ReliefCode.BED_TOO_SMALL),
    ],
)
def test_kit_is_refused_in_a_sentence(tmp_path, heights, options, code):
    with pytest.raises(ReliefRefused) as refusal:
        make_kit(ground_of(heights), options, tmp_path / "no.svg")

    assert refusal.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_number_of_a_piece_is_engraved_off_its_holes():
    ground = dieppe(is_cropped=False)

    layers = layers_of(ground, scale=60_000, interval_m=10.0, piece_mm=(590, 390))

    pieces = [piece for layer in layers for piece in layer.pieces if piece.pins and piece.label_mm >= 2]
    gaps = [min(math.dist(piece.label_at, pin) for pin in piece.pins) - piece.label_mm / 0.8 for piece in pieces]
    assert len(gaps) > 20
    assert min(gaps) >= PIN_MM / 2
