"""The PDF is read back: by its own coordinates, and by the readers of markers and codes on a rasterised page."""

import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from pyproj import Transformer
from shapely import Point

from atelier.engines.cartography import Overlay
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.printing import print_sheet, print_sheets, scale_bar
from atelier.engines.paper.sheet_code import parse_code
from atelier.engines.paper.sheets import Order, describe, plan_sheet
from atelier.engines.paper.tiles import plan_tiles
from tests.engines.paper.conftest import CENTRE

MM = 25.4 / 72
DPI = 150


def boxes_mm(page):
    """Bounds of every drawn thing: x0, y0, x1, y1 in mm from the page's top left corner."""
    height = page.get_height()
    for part in page.get_objects(max_depth=5):
        left, bottom, right, top = part.get_bounds()
        yield tuple(round(value * MM, 2) for value in (left, height - top, right, height - bottom))


def rastered(page):
    """Grey levels of the page at 150 dpi."""
    return np.asarray(page.render(scale=DPI / 72).to_pil().convert("L"))


def detected(grey):
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    corners, identities, _ = cv2.aruco.ArucoDetector(family).detectMarkers(grey)
    return {int(identity): square[0].mean(axis=0) for identity, square in zip(identities.ravel(), corners, strict=True)}


def test_frame_and_markers_lie_in_the_pdf_where_the_description_says(order, ground):
    sheet = plan_sheet(order, CENTRE, 25_000)
    said = describe(sheet)

    page = pypdfium2.PdfDocument(print_sheet(sheet, ground))[0]

    found = set(boxes_mm(page))
    assert [round(side * MM, 2) for side in page.get_size()] == said["page_mm"]
    assert {tuple(box) for box in said["markers_mm"]} <= found
    assert tuple(said["map_frame_mm"]) in found
    assert all(any(np.allclose(box, one, atol=0.02) for one in found) for box in said["swatches_mm"])


@pytest.mark.parametrize(("name", "portrait", "scale"), [("A3", False, 25_000), ("A2", True, 10_000)])
def test_known_place_of_the_ground_is_at_its_millimetre(ground, name, portrait, scale):
    """A point 1 234.5 m east and 678.9 m north of the south-west corner of the frame, drawn from its degrees."""
    sheet = plan_sheet(Order("Échelle", PAPERS[name], legends()["blank"], portrait=portrait), CENTRE, scale)
    said = describe(sheet)
    x_m, y_m = said["bbox"][0] + 1234.5, said["bbox"][1] + 678.9
    place = Point(Transformer.from_crs(2154, 4326, always_xy=True).transform(x_m, y_m))

    pdf = print_sheet(sheet, ground, overlays=[Overlay(place, "#1f6fb2", width_mm=1.0)])

    x = said["map_frame_mm"][0] + 1234.5 / scale * 1000
    y = said["map_frame_mm"][3] - 678.9 / scale * 1000
    # a disc 4 mm wide with a stroke of 0.3 mm, which PDFium counts whole on each side
    found = boxes_mm(pypdfium2.PdfDocument(pdf)[0])
    centres = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in found if abs(x1 - x0 - 4.6) < 0.1]
    assert any(np.allclose(centre, (x, y), atol=0.02) for centre in centres)


@pytest.mark.parametrize(("name", "portrait"), [("A4", False), ("A3", True), ("A1", False)])
def test_markers_and_code_are_read_on_a_page_at_150_dpi(ground, name, portrait):
    order = Order("Lecture", PAPERS[name], legends()["mobility"], portrait=portrait)
    sheet = plan_sheet(order, CENTRE, 20_000)

    grey = rastered(pypdfium2.PdfDocument(print_sheet(sheet, ground))[0])

    found = detected(grey)
    assert sorted(found) == list(sheet.marker_ids)
    for identity, box in zip(sheet.marker_ids, sheet.layout.markers, strict=True):
        middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]) / 25.4 * DPI
        assert np.abs(found[identity] - middle).max() < 1.5
    (code,) = zxingcpp.read_barcodes(grey)
    read = parse_code(code.text)
    assert read == sheet.code
    assert (read.sheet_id, read.bbox, read.legend) == (sheet.sheet_id, sheet.frame.bbox, "mobility")


def test_page_says_its_title_its_scale_its_pens_and_its_credits(ground, order):
    sheet = plan_sheet(order, CENTRE, 25_000)

    document = pypdfium2.PdfDocument(print_sheet(sheet, ground))

    text = document[0].get_textpage().get_text_bounded().replace("\u00a0", " ")
    for words in ("Vallée de l’Arques", "1:25 000", "1 cm = 250 m", sheet.sheet_id, "Table n°", "Collège", "Diagnostic",
                  "Problème, blocage", "Croquis", "IGN – Licence Ouverte 2.0", "Lambert-93"):  # fmt: skip
        assert words in text, words
    assert document.get_metadata_value("Title") == "Vallée de l’Arques"


def test_pdf_is_tagged_in_french_with_a_text_for_the_map(ground, order):
    pdf = print_sheet(plan_sheet(order, CENTRE, 25_000), ground)

    assert pypdfium2.PdfDocument(pdf).is_tagged()
    assert b"/Lang (fr-FR)" in pdf or b"/Lang(fr-FR)" in pdf
    assert b"pdfuaid" in pdf


def test_votes_have_their_boxes_and_their_questions(ground, order):
    asked = Order(order.title, order.paper, order.legend, votes=("Ouvrir le quai ?", "Reculer la route ?"))
    sheet = plan_sheet(asked, CENTRE, 25_000)

    page = pypdfium2.PdfDocument(print_sheet(sheet, ground))[0]

    assert [vote["question"] for vote in describe(sheet)["votes_mm"]] == list(asked.votes)
    assert "Reculer la route ?" in page.get_textpage().get_text_bounded()
    found = list(boxes_mm(page))
    for vote in describe(sheet)["votes_mm"]:
        assert any(np.allclose(vote["box"], one, atol=0.4) for one in found)


def test_words_of_people_are_never_read_as_markup(ground, order):
    title = "#pagebreak() *Dieppe* $x$ @a \\ <b>"
    asked = Order(title, order.paper, order.legend, subtitle='#read("/etc/passwd")')

    document = pypdfium2.PdfDocument(print_sheet(plan_sheet(asked, CENTRE, 25_000), ground))

    assert len(document) == 1
    assert title in document[0].get_textpage().get_text_bounded()


def test_tiles_are_read_each_alone_after_their_plan(ground, order):
    whole = plan_sheet(Order(order.title, PAPERS["A2"], order.legend), CENTRE, 20_000)
    tiles = plan_tiles(whole, PAPERS["A4"], portrait=False)

    document = pypdfium2.PdfDocument(print_sheets(tiles, ground))

    assert len(document) == len(tiles) + 1
    grey = rastered(document[len(tiles)])
    assert sorted(detected(grey)) == list(tiles[-1].marker_ids)
    (code,) = zxingcpp.read_barcodes(grey)
    assert parse_code(code.text) == tiles[-1].code
    assert tiles[-1].label in document[len(tiles)].get_textpage().get_text_bounded()


def test_scale_bar_is_round_and_as_long_as_it_says(order):
    sheet = plan_sheet(order, CENTRE, 25_000)

    bar = scale_bar(sheet)

    assert (bar["part_mm"], bar["words"], bar["unit"]) == (20, ["0", "1", "2"], "km")
