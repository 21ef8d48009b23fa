"""Someone who sits at a table with a pencil and an overlay."""

import pytest

from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory
from tests.tables.bare_socket import session


@pytest.fixture
def sitting():
    made = SittingFactory()
    PencilFactory(table=made.table)
    OverlayFactory(table=made.table)
    return made


@pytest.fixture
def seated(sitting):
    """The key of the session of whoever sits there."""
    return session(seats={str(sitting.table.workshop_id): sitting.seat.pk})
