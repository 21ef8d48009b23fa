from uuid import UUID

import pytest
from hypothesis import given

from atelier.engines.journal.checks import Desk, RefusalCode, refusal
from atelier.engines.journal.operations import Cut, Draw, Edit, Erase, Piece
from atelier.engines.journal.state import fold
from atelier.engines.journal.trace import E7, is_on_the_map, positions, trace_of
from tests.engines.journal.strategies import OVERLAYS, PENCILS, journals
from tests.engines.journal.test_state import LINE, drawn, entry

ME, OTHER = 1, 2
OPEN = {"is_open": True, "own_work_only": False, "pencils": {"red"}, "overlays": {1, 2}, "locked_overlays": {2: 1_000}}
ERASE = Erase(op=UUID(int=8), object=UUID(int=1))


def code_of(operation, *, seat=ME, is_keeper=False, state=None, at=2_000, **desk):
    state = state or fold([entry(1, drawn(), seat=OTHER)])
    return refusal(operation, state, Desk(**{**OPEN, **desk}), seat=seat, at=at, is_keeper=is_keeper)


def stroke(**fields):
    return drawn(5, **fields)


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (stroke(), None),
        (stroke(overlay=2), RefusalCode.OVERLAY_LOCKED),
        (stroke(overlay=77), RefusalCode.UNKNOWN_OVERLAY),
        (stroke(pencil="gold"), RefusalCode.UNKNOWN_PENCIL),
        (stroke(trace=[]), RefusalCode.EMPTY_TRACE),
        (stroke(trace=[1, 2, 3]), RefusalCode.MALFORMED),
        (stroke(pressures=[1]), RefusalCode.MALFORMED),
        (stroke(trace=[0, 0] * 5001), RefusalCode.TOO_MANY_POSITIONS),
        (stroke(trace=[181 * E7, 0]), RefusalCode.OUT_OF_WORLD),
        (stroke(trace=[0, 0, 0, 86 * E7]), RefusalCode.OUT_OF_WORLD),
        (stroke(shape="mark"), RefusalCode.TOO_MANY_POSITIONS),
        (stroke(shape="area"), RefusalCode.EMPTY_TRACE),
        (stroke(shape="note", trace=[]), None),
        (drawn(1), RefusalCode.OBJECT_EXISTS),
        (ERASE, None),
        (Erase(op=UUID(int=8), object=UUID(int=99)), RefusalCode.UNKNOWN_OBJECT),
        (Edit(op=UUID(int=8), object=UUID(int=1), overlay=2), RefusalCode.OVERLAY_LOCKED),
        (Edit(op=UUID(int=8), object=UUID(int=1), trace=[]), RefusalCode.EMPTY_TRACE),
        (
            Cut(op=UUID(int=8), object=UUID(int=1), pieces=[Piece(object=UUID(int=1), trace=LINE)]),
            RefusalCode.OBJECT_EXISTS,
        ),
    ],
)
def test_refusal_says_why(operation, code):
    assert code_of(operation) == code


@pytest.mark.parametrize(
    ("said_by", "rights", "code"),
    [
        (None, {}, None),
        (0, {}, RefusalCode.NOT_ALLOWED),
        (7, {}, RefusalCode.NOT_ALLOWED),
        (0, {"may_capture": True}, None),
        (7, {"may_capture": True}, None),
        (8, {"may_capture": True}, RefusalCode.UNKNOWN_VOICE),
        (7, {"is_keeper": True}, None),
    ],
)
def test_only_scribes_write_for_others_and_only_for_voices_of_the_table(said_by, rights, code):
    desk = Desk(**OPEN, voices={7})
    rights = {"is_keeper": False, **rights}

    assert refusal(stroke(said_by=said_by), fold([]), desk, seat=ME, at=2_000, **rights) == code


def test_what_was_written_for_someone_is_theirs_too():
    for_me = fold([entry(1, drawn(said_by=ME), seat=OTHER)])

    assert code_of(ERASE, state=for_me, own_work_only=True) is None
    assert code_of(ERASE, state=fold([entry(1, drawn(), seat=OTHER)]), own_work_only=True) == RefusalCode.NOT_YOURS


def test_closed_table_refuses_everyone_but_its_keeper():
    assert code_of(stroke(), is_open=False) == RefusalCode.TABLE_CLOSED
    assert code_of(stroke(), is_open=False, is_keeper=True) is None


def test_closed_table_still_takes_what_was_done_before_it_closed():
    assert code_of(stroke(), is_open=False, closed_at=2_001) is None
    assert code_of(stroke(), is_open=False, closed_at=2_000) == RefusalCode.TABLE_CLOSED


def test_locked_overlay_still_takes_what_was_done_before_it_was_locked():
    assert code_of(stroke(overlay=2), at=999) is None
    assert code_of(stroke(overlay=2), at=1_000) == RefusalCode.OVERLAY_LOCKED
    assert code_of(stroke(overlay=2), is_keeper=True) is None


def test_the_eraser_leaves_parts_of_the_stroke_and_nothing_elsewhere():
    elsewhere = Piece(object=UUID(int=2), trace=[LINE[0] + 50_000, LINE[1], 9, 9])

    assert code_of(Cut(op=UUID(int=9), object=UUID(int=1), pieces=[elsewhere])) == RefusalCode.NOT_ALLOWED


def test_text_that_a_database_cannot_hold_is_malformed():
    assert code_of(stroke(text="a\x00b")) == RefusalCode.MALFORMED
    assert code_of(Edit(op=UUID(int=8), object=UUID(int=1), text="\x00")) == RefusalCode.MALFORMED


def test_own_work_only_protects_the_work_of_others():
    assert code_of(ERASE, own_work_only=True) == RefusalCode.NOT_YOURS
    assert code_of(ERASE, own_work_only=True, seat=OTHER) is None
    assert code_of(ERASE, own_work_only=True, is_keeper=True) is None


def test_cut_of_a_stroke_already_cut_is_refused():
    cut = Cut(op=UUID(int=8), object=UUID(int=1), pieces=[])
    state = fold([entry(1, drawn()), entry(2, cut)])

    assert code_of(Cut(op=UUID(int=9), object=UUID(int=1), pieces=[]), state=state) == RefusalCode.OBJECT_GONE


def test_cut_of_an_area_is_refused():
    state = fold([entry(1, drawn(shape="area", trace=[0, 0, 5, 0, 0, 5]))])

    assert code_of(Cut(op=UUID(int=9), object=UUID(int=1), pieces=[]), state=state) == RefusalCode.NOT_ALLOWED


@given(journals())
def test_whatever_is_not_refused_can_be_folded(entries):
    desk = Desk(is_open=True, own_work_only=False, pencils=PENCILS, overlays=OVERLAYS, locked_overlays={})
    state = fold([])
    for one in entries:
        if refusal(one.operation, state, desk, seat=one.seat, at=0, is_keeper=False) is None:
            state.apply(entry(state.seq + 1, one.operation, seat=one.seat))

    assert all(thing.trace for thing in state.things.values())


def test_trace_of_dieppe_comes_back_to_the_centimetre():
    harbour = [(1.0775, 49.923), (1.0831234, 49.9267891)]

    assert list(positions(trace_of(harbour))) == harbour
    assert is_on_the_map(trace_of(harbour))
    assert isinstance(stroke(), Draw)
