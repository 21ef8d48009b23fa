from itertools import combinations

import pytest
from shapely import box

from atelier.engines.paper.layout import lay_out
from atelier.engines.paper.markers import marker_boxes
from atelier.engines.paper.papers import PAPERS

LEAST_MARKER_MM = {"A4": 12, "A3": 12, "A2": 16, "A1": 23, "A0": 31}
LEAST_QR_MM = {"A4": 30, "A3": 30, "A2": 30, "A1": 60, "A0": 60}
every_page = pytest.mark.parametrize(
    ("name", "portrait", "votes"),
    [(name, portrait, votes) for name in PAPERS for portrait in (False, True) for votes in (0, 5)],
)


@every_page
def test_nothing_on_the_page_overlaps_or_leaves_it(name, portrait, votes):
    paper = PAPERS[name]
    page = lay_out(paper, portrait=portrait, pens=6, votes=votes)

    parts = {
        part: box(*getattr(page, part)) for part in ("frame", "title", "table", "college", "legend", "facts", "qr")
    }
    parts |= {f"vote {index}": box(*one) for index, one in enumerate(page.votes)}
    parts |= {f"marker {index}": box(*one).buffer(paper.quiet_mm - 0.01, join_style="mitre")
              for index, one in enumerate(page.markers)}  # fmt: skip
    for (one, first), (other, second) in combinations(parts.items(), 2):
        assert first.intersection(second).area < 1e-6, (one, other)
    room = box(0, 0, *page.page).buffer(-5, join_style="mitre")
    assert all(room.contains(box(*one)) for one in (*page.markers, *page.swatches, *page.votes, page.qr, page.legend))


@every_page
def test_markers_and_code_are_large_enough_for_the_paper(name, portrait, votes):
    page = lay_out(PAPERS[name], portrait=portrait, pens=6, votes=votes)

    assert all(round(x1 - x0, 6) >= LEAST_MARKER_MM[name] for x0, _, x1, _ in page.markers)
    assert page.qr[2] - page.qr[0] >= LEAST_QR_MM[name]
    assert PAPERS[name].quiet_mm >= max(3, PAPERS[name].marker_mm / 8)


@every_page
def test_map_has_more_than_half_of_the_page(name, portrait, votes):
    page = lay_out(PAPERS[name], portrait=portrait, pens=6, votes=votes)

    frame = box(*page.frame).area / box(0, 0, *page.page).area
    assert frame > (0.42 if votes or name == "A4" else 0.55)


def test_swatches_lie_in_the_legend_one_a_pen():
    page = lay_out(PAPERS["A3"], portrait=False, pens=6)

    assert len(page.swatches) == 6
    assert all(box(*page.legend).contains(box(*swatch)) for swatch in page.swatches)


def test_markers_go_round_clockwise_from_the_top_left_corner():
    boxes = marker_boxes((20, 20, 120, 80), 12, 3)

    assert boxes == (
        (5, 20, 17, 32), (64, 5, 76, 17), (123, 20, 135, 32), (123, 44, 135, 56),
        (123, 68, 135, 80), (64, 83, 76, 95), (5, 68, 17, 80), (5, 44, 17, 56),
    )  # fmt: skip
