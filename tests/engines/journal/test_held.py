from uuid import UUID

import pytest
from hypothesis import given

from atelier.engines.journal.held import brings_words, state_with
from atelier.engines.journal.operations import Draw, Edit, Erase
from atelier.engines.journal.state import fold
from tests.engines.journal.strategies import journals
from tests.engines.journal.test_state import drawn, entry

NOTE = {"shape": "note", "trace": []}


@pytest.mark.parametrize(
    ("operation", "brings"),
    [
        (drawn(), False),
        (drawn(text="ici"), True),
        (drawn(**NOTE, text=""), True),
        (Edit(op=UUID(int=8), object=UUID(int=1), pencil="red"), False),
        (Edit(op=UUID(int=8), object=UUID(int=1), text=""), True),
        (Erase(op=UUID(int=8), object=UUID(int=1)), False),
    ],
)
def test_words_are_what_others_would_read(operation, brings):
    assert brings_words(operation) is brings


@given(journals())
def test_what_waits_folds_as_the_journal_would_when_it_is_let_in(entries):
    """For each object of a journal: held whole, then accepted, it is what it would have been at once."""
    folded = fold(entries)
    for target in {one.operation.object for one in entries if isinstance(one.operation, Draw)}:
        held = [(one.seat, one.at, one.operation) for one in entries if one.operation.object == target]
        waiting, expected = state_with(None, held).things[target], folded.things[target]
        for thing in (waiting, expected):
            assert (thing.text, thing.pencil, thing.trace, thing.said_by, thing.seat, thing.at) == (
                expected.text, expected.pencil, expected.trace, expected.said_by, expected.seat, expected.at,
            )  # fmt: skip
        assert bool(waiting.erased) is bool(expected.erased)


def test_the_thing_of_the_table_is_not_touched_by_what_waits():
    state = fold([entry(1, drawn(text="avant"))])
    thing = state.things[UUID(int=1)]

    proposed = state_with(thing, [(2, 5, Edit(op=UUID(int=8), object=thing.id, text="après"))])

    assert (thing.text, proposed.things[thing.id].text) == ("avant", "après")
