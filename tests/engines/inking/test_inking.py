"""Ink on paper and on film: where it goes, what erasing does to it."""

import itertools
import xml.etree.ElementTree as ET
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from atelier.engines.cartography import Frame
from atelier.engines.cartography.svg import document
from atelier.engines.inking.marks import PX_MM, Inker, Pen, runs_of
from atelier.engines.inking.pixels import Painting
from atelier.engines.inking.vectors import ink_group, slips_of, wrapped
from atelier.engines.journal.state import Thing
from atelier.engines.journal.trace import trace_of

FRAME = Frame.around((562_500, 6_981_000), 20_000, 100, 60)
TO_DEGREES = Transformer.from_crs(FRAME.crs, 4326, always_xy=True)
PENS = {"red": Pen("#c8372d", 4), "dot": Pen("#2f7d3b", 12)}


def place(across, up):
    """Longitude and latitude of a place of the frame, in shares of its width and height from its lower left."""
    west, south, east, north = FRAME.bbox
    return TO_DEGREES.transform(west + (east - west) * across, south + (north - south) * up)


def thing(number, *places, shape="stroke", pencil="red", **fields):
    trace = trace_of([place(*one) for one in places])
    base = {"overlay": 1, "seat": 1, "at": 0, "seq": number, "touched_by": 1}
    return Thing(id=UUID(int=number), shape=shape, pencil=pencil, trace=trace, **base, **fields)


def inks(*things):
    return Inker(FRAME, PENS).inks(things)


def paper():
    return Painting(np.full((120, 200, 3), 255, dtype=np.uint8), px_per_mm=2)


def shown(*things):
    return {one.id: one for one in inks(*things)}


def unlike(one, other):
    """Share of pixels that differ by more than a shade: lines clipped to a part are smoothed a little otherwise."""
    return float((np.abs(one.picture().astype(int) - other.picture().astype(int)) > 40).mean())


def test_ink_lies_where_it_was_drawn_to_a_tenth_of_a_millimetre():
    (inked,) = inks(thing(1, (0.25, 0.75), (0.5, 0.5)))

    assert inked.points_mm == pytest.approx(np.array([[25, 15], [50, 30]]), abs=0.1)
    assert inked.widths_mm == pytest.approx([4 * PX_MM, 4 * PX_MM])


def test_things_without_a_place_are_not_on_paper():
    assert (
        inks(Thing(id=UUID(int=1), shape="note", pencil="red", trace=[], overlay=1, seat=1, at=0, seq=1, touched_by=1))
        == []
    )


def test_pressure_swells_the_line_in_runs_that_join():
    (inked,) = inks(thing(1, *[(n / 20, 0.5) for n in range(11)], pressures=[20] * 5 + [250] * 6))

    runs = runs_of(inked)

    assert runs[0].width_mm < runs[-1].width_mm
    for before, after in itertools.pairwise(runs):
        assert before.points_mm[-1] == pytest.approx(after.points_mm[0])
    assert sum(len(run.points_mm) - 1 for run in runs) == 10


def test_what_was_erased_is_dashed_or_hollow_and_the_svg_is_well_formed():
    gone = inks(thing(1, (0.1, 0.1), (0.4, 0.4), erased=5), thing(2, (0.5, 0.5), shape="mark", pencil="dot", erased=6))
    there = inks(
        thing(3, (0.2, 0.2), (0.6, 0.2), (0.4, 0.6), shape="area"), thing(4, (0.5, 0.5), shape="note", text="A < B")
    )

    root = ET.fromstring(document(100, 60, [ink_group([*gone, *there], numbers={str(UUID(int=4)): 1})], title="x"))

    by_group = {group.get("id"): group for group in root.iter("{http://www.w3.org/2000/svg}g")}
    assert all(child.get("stroke-dasharray") for child in by_group["ghosts"])
    assert len(by_group["ghosts"]) == 2
    assert [child.get("fill") for child in by_group["fills"]] == ["#c8372d", "url(#hatchc8372d)"]
    assert "".join(by_group["marks"].itertext()).strip() == "1"


def test_slips_stay_in_the_frame_and_do_not_hide_one_another():
    words = "Le chemin des douaniers s’arrête net, il faudrait le reprendre par le haut"
    notes = inks(
        thing(1, (0.5, 0.5), shape="note", text=words),
        thing(2, (0.51, 0.5), shape="note", text="juste à côté"),
        thing(3, (0.99, 0.99), shape="note", text=words),
    )

    slips = slips_of(notes, 100, 60)

    assert len(slips) == 2
    for slip in slips:
        assert 0 <= slip.x <= slip.x + slip.width <= 100
        assert slip.y - slip.height >= 0
    assert wrapped(words)[-1].endswith("…")
    assert wrapped("Court") == ("Court",)


def test_a_painting_that_loses_a_line_is_as_if_it_had_never_been():
    under = thing(1, (0.1, 0.5), (0.9, 0.5))
    over = thing(2, (0.5, 0.1), (0.5, 0.9))
    painting, never = paper(), paper()
    painting.show(shown(under))
    never.show(shown(under))
    before = painting.picture()
    painting.show(shown(over))
    crossed = painting.picture()

    painting.show({str(over.id): None})

    assert not np.array_equal(before, crossed)
    assert unlike(painting, never) < 0.002


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.booleans(), st.floats(0.05, 0.95)), max_size=12))
def test_a_painting_brought_up_to_date_shows_what_one_painted_anew_shows(moves):
    painting, standing = paper(), {}
    for number, stands, across in moves:
        one = thing(number, (across, 0.2 + number / 10), (across, 0.3 + number / 10)) if stands else None
        painting.show({str(UUID(int=number)): inks(one)[0] if one else None})
        standing[number] = one
    fresh = paper()
    fresh.show(shown(*[one for one in standing.values() if one]))

    assert unlike(painting, fresh) < 0.01  # the order of crossing lines may differ, their presence may not
