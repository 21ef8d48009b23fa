"""The eraser as data: a sheet photographed again, against what its photograph before showed."""

from uuid import uuid4

import numpy as np
import pytest

from atelier.engines.paper.reading.marks import Mark
from atelier.sheets.comparing import Found, compared
from tests.factories.sheets import MarkFactory, ReadingFactory

pytestmark = pytest.mark.django_db
ROAD = [[100.0, 100.0], [150.0, 110.0], [200.0, 100.0]]


def found(path, pen=0, kind="line"):
    return Found(uuid4(), Mark(kind, pen, np.asarray(path, np.float64), 1.2, 0.9, has_arrow=False))


def moved(path, by):
    return [[x + by, y + by] for x, y in path]


def test_a_first_photograph_is_compared_with_nothing():
    only = found(ROAD)

    assert compared(None, [only]) == [only]


def test_a_mark_that_stayed_keeps_its_identifier():
    before = ReadingFactory()
    row = MarkFactory(reading=before, path=ROAD)

    [same] = compared(before, [found(moved(ROAD, 0.6))])  # a photograph is never quite where the other was

    assert (same.object, same.change) == (row.object, "kept")


def test_what_was_rubbed_out_is_told_and_what_was_drawn_since_too():
    before = ReadingFactory()
    gone = MarkFactory(reading=before, path=ROAD)

    told = compared(before, [found(moved(ROAD, 60))])

    assert [one.change for one in told] == ["appeared", "disappeared"]
    assert told[1].object == gone.object


def test_the_same_line_with_another_pen_is_another_mark():
    before = ReadingFactory()
    MarkFactory(reading=before, path=ROAD, pen=0)

    told = compared(before, [found(ROAD, pen=3)])

    assert [one.change for one in told] == ["appeared", "disappeared"]


def test_two_marks_side_by_side_keep_each_its_own_identifier():
    before = ReadingFactory()
    near, far = MarkFactory(reading=before, path=ROAD), MarkFactory(reading=before, path=moved(ROAD, 5))

    told = compared(before, [found(moved(ROAD, 5)), found(ROAD)])

    assert [one.object for one in told] == [far.object, near.object]


def test_words_and_what_a_person_threw_away_are_not_looked_for():
    before = ReadingFactory()
    MarkFactory(reading=before, path=[[10.0, 10.0], [40.0, 20.0]], kind="words")
    MarkFactory(reading=before, path=ROAD, is_kept=False)

    told = compared(before, [found(ROAD)])

    assert [one.change for one in told] == ["appeared"]


def test_what_was_gone_already_is_not_gone_again():
    before = ReadingFactory()
    MarkFactory(reading=before, path=ROAD, change="disappeared")

    assert compared(before, []) == []
