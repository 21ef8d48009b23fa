"""Sheets printed, drawn on, photographed by photographs.py, and read."""

import io
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
import shapely
from benchmarks.paper import score
from PIL import Image

from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.printing import print_sheet
from atelier.engines.paper.reading.changes import changes_between
from atelier.engines.paper.reading.known import page_print, sheet_of_code, sheet_of_description
from atelier.engines.paper.reading.pictures import open_picture
from atelier.engines.paper.reading.read import features, read_photograph
from atelier.engines.paper.reading.refusals import PhotoUnreadable, Remark, RemarkCode
from atelier.engines.paper.sheets import describe, plan_sheet
from tests.engines.paper.conftest import CENTRE
from tests.engines.paper.photographs import SCALE, SHOTS, Hand, draw_marks, photograph


@pytest.fixture(scope="session")
def printed(ground, order):
    """A sheet of A4, its description and how it left the printer (rendered once a resolution: it is read-only)."""
    order = replace(order, paper=PAPERS["A4"], votes=("Où agir ?",))
    sheet = plan_sheet(order, CENTRE, 20_000, sheet_id="MARC-HE44")
    return sheet_of_description(describe(sheet), cache(page_print(print_sheet(sheet, ground))))


@pytest.fixture(scope="session")
def photo(printed):
    """A good photograph of nothing drawn."""
    return shot_of(printed, "easy", count=0)[0]


def shot_of(printed, shot, *, seed=1, count=12, change=None):
    """A photograph of what was drawn, and the hand that drew."""
    raster = printed.printed(SCALE)
    hand = draw_marks(raster, [pen.hex for pen in printed.pens], printed.frame_mm, seed=seed, count=count)
    if change:
        change(hand)
    data, camera = photograph(hand.raster, printed.page_mm, replace(SHOTS[shot], pixels=min(SHOTS[shot].pixels, 2600)))
    return data, hand, camera


@pytest.mark.parametrize("shot", ["scan", "medium", "hard", "messenger"])
def test_what_was_drawn_is_read(printed, shot):
    data, hand, camera = shot_of(printed, shot)

    (reading,) = read_photograph(data, [printed])

    figures, mistakes = score(reading.marks, hand.drawn)
    assert figures["recall"] >= 0.95, mistakes
    assert figures["precision"] >= 0.85, mistakes
    assert figures["pen"] >= 0.92, mistakes
    assert figures["kind"] >= 0.9, mistakes
    assert figures["rmse_mm"] <= 0.6
    x0, y0, x1, y1 = printed.frame_mm
    grid = np.stack(np.meshgrid(np.linspace(x0, x1, 20), np.linspace(y0, y1, 20)), -1).reshape(-1, 2)
    away_mm = np.hypot(*(reading.placement.photo_px(grid) - camera.seen(grid)).T) / reading.placement.px_per_mm()
    assert np.sqrt((away_mm**2).mean()) < 0.5


def test_nothing_is_found_where_nothing_is_drawn(printed):
    data, _, _ = shot_of(printed, "hard", count=0)

    (reading,) = read_photograph(data, [printed])

    assert reading.marks == ()
    assert reading.votes == {"Où agir ?": {}}


def test_marks_come_out_where_they_are_on_the_ground(printed):
    data, _, _ = shot_of(printed, "scan", count=0, change=lambda hand: hand._dot(0, np.array([100.0, 80.0]), 3))
    (reading,) = read_photograph(data, [printed])

    (feature,) = features(reading)["features"]

    from pyproj import Transformer

    x, y = Transformer.from_crs(4326, 2154, always_xy=True).transform(*feature["geometry"]["coordinates"])
    (wanted,) = printed.ground(np.array([[100.1, 80.1]]))
    assert np.hypot(x - wanted[0], y - wanted[1]) < 20 * 0.5  # half a millimetre at 1:20 000
    said = feature["properties"]
    assert (said["color"], said["meaning"], said["kind"]) == ("rouge", "Problème, blocage", "point")
    assert (said["zone_meaning"], said["sheet_id"]) == ("lieu à repenser", "MARC-HE44")
    assert 0.5 < said["confidence"] <= 1


def test_arrow_points_where_the_hand_went(printed):
    data, hand, _ = shot_of(printed, "scan", count=0, change=lambda hand: hand._arrow(2, np.array([110.0, 85.0]), 22))

    (reading,) = read_photograph(data, [printed])

    (arrow,) = reading.marks
    assert arrow.has_arrow
    assert np.hypot(*(arrow.path[-1] - hand.drawn[0].path[-1])) < 3


def test_writing_is_kept_as_a_picture_and_no_mark(printed):
    data, _, _ = shot_of(printed, "scan", count=0, change=lambda hand: hand._writing(5, np.array([110.0, 85.0]), 11))

    (reading,) = read_photograph(data, [printed])

    assert reading.marks == ()
    (writing,) = reading.writings
    assert shapely.box(*writing.box).contains(shapely.Point(110, 85))


def test_stickers_are_counted_in_their_box(printed):
    ((_, (x0, y0, _, y1)),) = printed.votes

    def stick(hand: Hand):
        for at, pen in enumerate((1, 1, 0)):
            hand._sticker(pen, np.array([x0 + 14 + 12 * at, (y0 + y1) / 2 + 3]), 5)

    data, _, _ = shot_of(printed, "medium", count=0, change=stick)

    (reading,) = read_photograph(data, [printed])

    assert reading.votes == {"Où agir ?": {"vert": 2, "rouge": 1}}


def test_a_second_photograph_says_what_appeared_and_disappeared(printed):
    def add(hand: Hand):
        hand._line(1, np.array([110.0, 85.0]), 20)

    data, _, _ = shot_of(
        printed, "scan", count=0, change=lambda hand: (add(hand), hand._dot(0, np.array([60.0, 60]), 3))
    )
    (before,) = read_photograph(data, [printed])
    data, _, _ = shot_of(
        printed, "medium", count=0, change=lambda hand: (add(hand), hand._dot(3, np.array([150.0, 60]), 3))
    )
    (after,) = read_photograph(data, [printed])

    changes = changes_between(before.marks, after.marks)

    assert [(mark.kind, mark.pen) for mark in changes.appeared] == [("point", 3)]
    assert [(mark.kind, mark.pen) for mark in changes.disappeared] == [("point", 0)]
    assert [(mark.kind, mark.pen) for mark in changes.kept] == [("line", 1)]


def test_a_covered_marker_is_told_and_the_sheet_still_read(printed):
    data, hand, _ = shot_of(printed, "easy")
    picture = open_picture(data).copy()
    tags = printed.markers_mm[2]
    (reading,) = read_photograph(encoded(picture), [printed])
    x, y = reading.placement.photo_px(np.array([[(tags[0] + tags[2]) / 2, (tags[1] + tags[3]) / 2]]))[0]
    cv2.circle(picture, (round(float(x)), round(float(y))), 45, (60, 70, 120), -1)

    (again,) = read_photograph(encoded(picture), [printed])

    figures, mistakes = score(again.marks, hand.drawn)
    assert figures["recall"] >= 0.97, mistakes
    assert figures["precision"] >= 0.95, mistakes
    assert again.remarks[0] == Remark(RemarkCode.MARKERS_MISSING, {"missing": [2]})


def test_two_sheets_in_one_photograph_are_both_read(printed, ground, order):
    other = plan_sheet(replace(order, paper=PAPERS["A4"]), CENTRE, 10_000, sheet_id="ARPE-NT49")
    second = sheet_of_description(describe(other), page_print(print_sheet(other, ground)))
    left, right = (open_picture(shot_of(one, "scan", count=4)[0]) for one in (printed, second))
    tall = min(left.shape[0], right.shape[0])

    readings = read_photograph(encoded(np.hstack([left[:tall], right[:tall]])), [printed, second])

    assert {reading.sheet.sheet_id for reading in readings} == {"MARC-HE44", "ARPE-NT49"}
    assert all(reading.remarks[0] == Remark(RemarkCode.SEVERAL_SHEETS, {"count": 2}) for reading in readings)


def encoded(pixels, **said):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=90, **said)
    return out.getvalue()


def test_exif_turns_are_followed():
    pixels = np.zeros((700, 900, 3), np.uint8)
    pixels[:, :450] = 255
    exif = Image.Exif()
    exif[0x0112] = 6

    assert open_picture(encoded(pixels, exif=exif)).shape == (900, 700, 3)


def test_heic_is_opened():
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (800, 640), "red")).save(out)

    assert open_picture(out.getvalue()).shape == (640, 800, 3)


def bomb():
    """A PNG of 60 000 × 60 000 pixels in its header, and nothing after."""
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0\0\xff\xffIDAT"
    )


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda photo: b"hello", "not_an_image"),
        (lambda photo: b"", "not_an_image"),
        (lambda photo: photo[: len(photo) // 3], "truncated"),
        (lambda photo: bomb(), "too_large"),
        (lambda photo: encoded(np.zeros((14_200, 14_200, 3), np.uint8)), "too_large"),
        (lambda photo: encoded(np.full((300, 400, 3), 255, np.uint8)), "too_small"),
        (lambda photo: encoded(np.full((900, 1200, 3), 8, np.uint8)), "too_dark"),
        (lambda photo: encoded(np.random.default_rng(0).integers(0, 255, (900, 1200, 3), np.uint8)), "no_markers"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_code(printed, photo, make, code):
    with pytest.raises(PhotoUnreadable) as refusal:
        read_photograph(make(photo), [printed])

    assert refusal.value.code == code


def test_another_programmes_map_is_told_apart(printed):
    import segno

    out = io.BytesIO()
    segno.make("https://example.org/map/12").save(out, kind="png", scale=24, border=6)
    page = np.asarray(Image.open(out).convert("RGB"))

    with pytest.raises(PhotoUnreadable) as refusal:
        read_photograph(encoded(page), [printed])

    assert refusal.value.code == "another_map"


def test_a_page_without_its_frame_is_told(printed):
    page = printed.printed(8.0)
    x1, y1 = printed.frame_mm[2:]
    corner = page[round((y1 + 18) * 8) :, round((x1 - 90) * 8) :]

    with pytest.raises(PhotoUnreadable) as refusal:
        read_photograph(encoded(np.ascontiguousarray(corner)), [printed])

    assert refusal.value.code == "page_without_frame"


def test_a_sheet_seen_by_half_says_which_markers_are_missing(printed):
    page = printed.printed(8.0)

    with pytest.raises(PhotoUnreadable) as refusal:
        read_photograph(encoded(np.ascontiguousarray(page[: page.shape[0] // 2, : page.shape[1] // 3])), [printed])

    assert refusal.value.code == "too_few_markers"
    assert {2, 3} <= set(refusal.value.values["missing"])


def test_a_sheet_that_was_not_given_is_named(printed):
    data, _, _ = shot_of(printed, "scan", count=0)

    with pytest.raises(PhotoUnreadable, match="MARC-HE44") as refusal:
        read_photograph(data, [])

    assert refusal.value.code == "print_unknown"


def test_a_legend_of_another_version_keeps_colours_without_meanings(ground, order):
    code = plan_sheet(order, CENTRE, 20_000).code

    known = sheet_of_code(replace(code, legend_version=9))

    assert [pen.meaning for pen in known.pens] == [""] * 6
    assert [pen.hex for pen in known.pens] == list(code.pens)


def without(pixels, camera, boxes):
    """The picture with a hand on these boxes of the page (mm)."""
    covered = pixels.copy()
    for x0, y0, x1, y1 in boxes:
        corners = camera.seen(np.array([[x0 - 2, y0 - 2], [x1 + 2, y0 - 2], [x1 + 2, y1 + 2], [x0 - 2, y1 + 2]]))
        cv2.fillConvexPoly(covered, np.round(corners).astype(np.int32), (178, 150, 140))
    return covered


@pytest.mark.parametrize("seen", [0, 2])
def test_the_map_itself_places_a_sheet_whose_markers_are_hidden(printed, seen):
    data, hand, camera = shot_of(printed, "medium", count=6)
    hidden = without(open_picture(data), camera, printed.markers_mm[seen:])

    (reading,) = read_photograph(encoded(hidden), [printed])

    figures, mistakes = score(reading.marks, hand.drawn)
    assert figures["recall"] >= 0.95, mistakes
    assert figures["kind"] == 1
    assert reading.remarks[0] == Remark(RemarkCode.MARKERS_MISSING, {"missing": list(range(seen, 8))})


def test_of_sheets_with_the_same_tags_the_one_whose_number_is_printed_is_read(printed, ground, order):
    """73 groups of tags for all the sheets ever printed: with ten tables, two of them share one every other time."""
    twin = plan_sheet(replace(order, paper=PAPERS["A4"], title="Table 2"), CENTRE, 20_000, sheet_id="AAAA-AAA3")
    other = sheet_of_description(describe(twin), cache(page_print(print_sheet(twin, ground))))
    other = replace(other, groups=printed.groups)
    data, _, camera = shot_of(printed, "easy", count=0)
    x1, y1 = printed.page_mm
    unread = without(open_picture(data), camera, [(x1 - 30, y1 - 30, x1 - 20, y1 - 20)])

    for photograph_of_it in (data, encoded(unread)):
        for catalogue in ([printed, other], [other, printed]):
            (reading,) = read_photograph(photograph_of_it, catalogue)
            assert reading.sheet.sheet_id == "MARC-HE44"


def test_a_legend_that_changed_since_is_told(printed):
    data, _, _ = shot_of(printed, "scan", count=0)

    (reading,) = read_photograph(data, [replace(printed, legend=("diagnosis", 9))])

    assert reading.remarks == (Remark(RemarkCode.LEGEND_CHANGED, {"sheet": "MARC-HE44"}),)
