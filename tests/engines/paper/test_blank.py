"""Sheets on which nothing is drawn: each of these photographs gave a mark once, for a cause of its own."""

from dataclasses import replace

import numpy as np

from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.printing import print_sheet
from atelier.engines.paper.reading.known import page_print, sheet_of_description
from atelier.engines.paper.reading.read import read_photograph
from atelier.engines.paper.sheets import Order, describe, plan_sheet
from tests.engines.paper.conftest import CENTRE
from tests.engines.paper.photographs import SCALE, SHOTS, photograph


def blank(ground, paper, style, scale, sheet_id, shot, seed):
    """A sheet, its photograph and the camera that took it."""
    order = Order("Vallée", PAPERS[paper], legends()["diagnosis"], style)
    sheet = plan_sheet(order, CENTRE, scale, sheet_id=sheet_id)
    known = sheet_of_description(describe(sheet), page_print(print_sheet(sheet, ground)))
    page = known.printed(SCALE).astype(np.float32) / 255
    data, camera = photograph(page, known.page_mm, replace(SHOTS[shot], pixels=2600), seed=seed)
    return known, data, camera


def test_a_shadow_beside_a_marker_is_no_ink(ground):
    known, data, _ = blank(ground, "A4", "relief", 5_000, "G4MK-G7DJ", "hard", 2)

    (reading,) = read_photograph(data, [known])

    assert reading.marks == ()


def test_an_almost_empty_map_is_held_by_its_markers(ground):
    known, data, camera = blank(ground, "A3", "pale", 2_500, "ARPE-NT49", "hard", 1)

    (reading,) = read_photograph(data, [known])

    x0, y0, x1, y1 = known.frame_mm
    grid = np.stack(np.meshgrid(np.linspace(x0, x1, 20), np.linspace(y0, y1, 20)), -1).reshape(-1, 2)
    away_mm = np.hypot(*(reading.placement.photo_px(grid) - camera.seen(grid)).T) / reading.placement.px_per_mm()
    assert np.sqrt((away_mm**2).mean()) < 0.5
    assert away_mm.max() < 2
    assert reading.marks == ()
