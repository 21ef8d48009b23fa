"""The snapshot that screens start from is read once for all who come, and never outlives its journal."""

from uuid import uuid4

import pytest

from atelier.engines.journal.snapshot import pack, unpack
from atelier.engines.journal.state import TableState
from atelier.tables.journal import keep_snapshot, packed_snapshot
from tests.factories.tables import SittingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    table = SittingFactory().table
    table.last_seq = 7
    table.save()
    return table


def keep(table, seq):
    keep_snapshot(table.pk, table.epoch, seq, pack(TableState(seq=seq), epoch=str(table.epoch)))


def test_snapshot_is_read_once_for_all(table, django_assert_num_queries):
    keep(table, 7)
    _, first = packed_snapshot(table)

    with django_assert_num_queries(1):
        _, second = packed_snapshot(table)

    assert second is first


def test_newer_snapshot_takes_the_place_of_the_one_at_hand(table):
    keep(table, 6)
    packed_snapshot(table)
    keep(table, 7)

    seq, packed = packed_snapshot(table)

    assert (seq, unpack(packed).seq) == (7, 7)


def test_snapshot_of_a_journal_that_was_replaced_is_not_given(table):
    keep(table, 7)
    packed_snapshot(table)
    table.epoch, table.last_seq = uuid4(), 0
    table.save()

    assert packed_snapshot(table)[0] == 0
