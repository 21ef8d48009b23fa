from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier.engines.journal.state import TableState, fold
from atelier.engines.journal.tentative import Tentative
from tests.engines.journal.strategies import journals


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # an arbitrary journal takes long to invent
@given(journals(most=12), st.data())
def test_entries_taken_back_leave_the_state_as_it_was(entries, data):
    kept = data.draw(st.integers(0, len(entries)))
    state = fold(entries[:kept])
    before = deepcopy(state)
    tentative = Tentative(state)

    for entry in entries[kept:]:
        tentative.apply(entry)
    assert state == fold(entries, TableState())
    tentative.take_back()

    assert state == before
