import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.common.models import AuditEntry
from atelier.sheets.errors import MarkChangedMeanwhile, MarkNotSplittable, MarksNotJoinable, ReadingLaid
from atelier.sheets.reviewing import change_mark, cut_at, join_marks, nearest_ends, path_as, split_mark
from tests.factories.people import AccountFactory
from tests.factories.sheets import MarkFactory, ReadingFactory

PLACE = st.tuples(st.integers(0, 400), st.integers(0, 300)).map(list)
LINE = st.lists(PLACE, min_size=2, max_size=12, unique_by=tuple)


@pytest.mark.django_db
def test_changed_mark_says_who_and_what():
    mark, account = MarkFactory(), AccountFactory()

    changed = change_mark(mark, version=0, by=account, pen=3, kind="area", text="digue")

    assert (changed.pen, changed.kind, changed.text, changed.version, changed.is_by_hand) == (
        3,
        "area",
        "digue",
        1,
        True,
    )
    row = AuditEntry.objects.get(verb="mark.changed")
    assert (row.author, row.details) == (account.author_ref, {"pen": 3, "kind": "area"})


@pytest.mark.django_db
def test_two_reviewers_do_not_undo_each_other():
    mark, account = MarkFactory(), AccountFactory()
    change_mark(mark, version=0, by=account, pen=3)

    with pytest.raises(MarkChangedMeanwhile):
        change_mark(mark, version=0, by=account, is_kept=False)

    mark.refresh_from_db()
    assert mark.is_kept


@pytest.mark.django_db
def test_nothing_changes_once_laid():
    mark = MarkFactory(reading__state="laid", reading__table=None)

    with pytest.raises(ReadingLaid):
        change_mark(mark, version=0, by=AccountFactory(), pen=2)


@pytest.mark.django_db
def test_two_lines_are_joined_by_their_nearest_ends_and_remembered():
    reading = ReadingFactory()
    one = MarkFactory(reading=reading, path=[[10, 10], [50, 10]])
    other = MarkFactory(reading=reading, path=[[90, 10], [52, 10]])

    joined = join_marks(one, other, version=0, by=AccountFactory())

    assert joined.path == [[10, 10], [50, 10], [52, 10], [90, 10]]
    assert set(joined.made_from.all()) == {one, other}
    one.refresh_from_db()
    assert not one.is_kept


@pytest.mark.django_db
def test_only_lines_are_joined_and_split():
    reading = ReadingFactory()
    line, area = MarkFactory(reading=reading), MarkFactory(reading=reading, kind="area")

    with pytest.raises(MarksNotJoinable):
        join_marks(line, area, version=0, by=AccountFactory())
    with pytest.raises(MarkNotSplittable):
        split_mark(area, share=0.5, version=0, by=AccountFactory())
    with pytest.raises(MarkNotSplittable):
        split_mark(line, share=1.0, version=0, by=AccountFactory())


@pytest.mark.django_db
def test_a_line_is_split_where_it_is_asked():
    mark = MarkFactory(path=[[0, 0], [100, 0]])

    pieces = split_mark(mark, share=0.25, version=0, by=AccountFactory())

    assert [piece.path for piece in pieces] == [[[0, 0], [25.0, 0.0]], [[25.0, 0.0], [100, 0]]]


@settings(deadline=None)
@given(LINE, st.floats(0.02, 0.98))
def test_pieces_of_a_line_are_the_line(path, share):
    one, other = cut_at(path, share)

    whole = shapely.LineString(path).length
    assert one[-1] == other[0]
    assert len(one) >= 2
    assert len(other) >= 1
    parts = shapely.LineString(one).length + (shapely.LineString(other).length if len(other) > 1 else 0)
    assert parts == pytest.approx(whole, abs=0.05)


@settings(deadline=None)
@given(LINE, LINE)
def test_joined_lines_keep_every_place(one, other):
    assert sorted(nearest_ends(one, other)) == sorted([*one, *other])


@pytest.mark.parametrize(
    ("path", "kind", "wanted", "count"),
    [([[5, 5]], "point", "line", 4), ([[5, 5]], "point", "area", 4), ([[0, 0], [9, 9]], "line", "area", 4),
     ([[0, 0], [9, 9]], "line", "point", 1), ([[0, 0], [9, 0], [9, 9]], "line", "area", 3)],
)  # fmt: skip
def test_a_mark_keeps_its_place_as_another_kind(path, kind, wanted, count):
    changed = path_as(path, kind, wanted)

    assert len(changed) == count
    assert shapely.MultiPoint(changed).centroid.distance(shapely.MultiPoint(path).envelope) < 1
