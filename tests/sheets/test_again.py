"""The print made again from what is known of a sheet, on a machine that does not have its PDF."""

from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from atelier.engines.cartography import Frame
from atelier.engines.paper.reading.known import page_print, sheet_of_code
from atelier.engines.paper.sheet_code import parse_code
from atelier.sheets.again import printed_again, prints_of_code, site_under
from atelier.sheets.making import make_sheet
from atelier.sheets.wishes import Wish

pytestmark = pytest.mark.usefixtures("dieppe_package")
PX_PER_MM = 3.0


@pytest.fixture(scope="module")
def made(dieppe_package):
    wish = Wish("dieppe", Path("sheet.pdf"), centre="1.09,49.91", scale="30000", paper_name="A4", title="L’Arques")
    return make_sheet(wish, sheet_id="MARC-HE44")


def greys(page):
    return np.asarray(page(PX_PER_MM), np.float64).mean(axis=-1)


def test_a_description_gives_the_page_again(made):
    again = printed_again(made.description)

    assert again is not None
    assert np.abs(greys(again) - greys(page_print(made.pdf))).mean() < 0.5  # of 255


@pytest.mark.parametrize(
    "change",
    [
        {"has_more_printed": True},  # a table's drawings are on it
        {"style": "photo"},
        {"page_mm": [100, 100]},
        {"bbox": [-4_000_000, 0, -3_990_000, 6_000]},  # no site of ours
        {"map_frame_mm": None},
    ],
)
def test_what_cannot_be_made_again_is_not_invented(made, change):
    assert printed_again(made.description | change) is None


def test_a_code_alone_gives_the_map_again_in_one_of_the_styles(made):
    printed = page_print(made.pdf)
    [code] = zxingcpp.read_barcodes(np.ascontiguousarray(printed(6.0)))
    known = sheet_of_code(parse_code(code.text))
    x0, y0, x1, y1 = (round(side * PX_PER_MM) for side in known.frame_mm)  # the margins' words are in no code
    truth = greys(printed)[y0:y1, x0:x1]

    differences = [np.abs(greys(page)[y0:y1, x0:x1] - truth).mean() for page in prints_of_code(known)]

    assert min(differences) < 0.5 < np.median(differences)  # of 255: it is one of them, and no other


def test_the_site_is_the_one_that_holds_most_of_the_frame(made):
    x0, y0, x1, y1 = made.description["map_frame_mm"]

    assert site_under(Frame(tuple(made.description["bbox"]), x1 - x0, y1 - y0)) == "dieppe"
