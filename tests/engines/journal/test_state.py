import copy
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.journal.operations import Cut, Draw, Edit, Entry, Erase, Piece, Restore
from atelier.engines.journal.snapshot import SnapshotUnknown, pack, unpack
from atelier.engines.journal.state import GapInJournal, TableState, fold
from tests.engines.journal.strategies import journals

LINE = [10_775_000, 499_230_000, 100, 50]


def entry(seq, operation, seat=1):
    return Entry(seq=seq, seat=seat, at=1_700_000_000_000 + seq, operation=operation)


def drawn(number=1, **fields):
    new = {"shape": "stroke", "overlay": 1, "pencil": "red", "trace": LINE, **fields}
    return Draw(op=UUID(int=900 + number), object=UUID(int=number), **new)


def test_cut_hides_the_stroke_and_its_pieces_keep_hand_and_hour():
    piece = Piece(object=UUID(int=2), trace=LINE)
    cut = Cut(op=UUID(int=901), object=UUID(int=1), pieces=[piece])

    state = fold([entry(1, drawn(), seat=7), entry(2, cut, seat=8)])

    parent, left = state.things[UUID(int=1)], state.things[UUID(int=2)]
    assert (parent.erased, parent.touched_by) == (2, 8)
    assert (left.seat, left.at, left.parent, left.touched_by) == (7, 1_700_000_000_001, parent.id, 8)
    assert state.visible() == [left]


def test_restore_shows_again_what_was_erased():
    target = UUID(int=1)
    state = fold(
        [
            entry(1, drawn()),
            entry(2, Erase(op=UUID(int=8), object=target)),
            entry(3, Restore(op=UUID(int=9), object=target)),
        ]
    )

    assert [thing.id for thing in state.visible()] == [target]


def test_edit_changes_only_what_it_names():
    edit = Edit(op=UUID(int=8), object=UUID(int=1), text="le port")

    thing = fold([entry(1, drawn(pressures=[10, 20])), entry(2, edit)]).things[UUID(int=1)]

    assert (thing.text, thing.pencil, thing.pressures) == ("le port", "red", [10, 20])


def test_edit_of_the_trace_drops_pressures_that_no_longer_fit():
    edit = Edit(op=UUID(int=8), object=UUID(int=1), trace=[*LINE, 5, 5])

    assert fold([entry(1, drawn(pressures=[10, 20])), entry(2, edit)]).things[UUID(int=1)].pressures is None


def test_fold_refuses_a_gap():
    with pytest.raises(GapInJournal):
        fold([entry(1, drawn()), entry(3, drawn(2))])


@given(journals(), st.data())
def test_snapshot_then_the_rest_is_the_same_as_the_whole_journal(entries, data):
    middle = data.draw(st.integers(0, len(entries)))

    packed = pack(fold(entries[:middle]), epoch="e")
    later = fold(entries[middle:], unpack(packed))

    assert later == fold(entries)


@given(journals())
def test_what_is_folded_is_in_the_entries_only(entries):
    before = copy.deepcopy(entries)

    fold(entries)

    assert entries == before


@given(journals())
def test_entries_travel_unchanged(entries):
    assert msgspec.json.decode(msgspec.json.encode(entries), type=list[Entry]) == entries


def test_unpack_refuses_another_format():
    import zlib

    body = msgspec.json.encode({"format": 99, "epoch": "e", "seq": 0, "things": []})
    compressor = zlib.compressobj(wbits=31)

    with pytest.raises(SnapshotUnknown):
        unpack(compressor.compress(body) + compressor.flush())


def test_state_of_an_empty_journal_is_bare():
    assert fold([]) == TableState(seq=0, things={})
