"""A database that goes away: one line then, one when it is back."""

import pytest
from django.db import OperationalError

from atelier.tables.live.outage import Outage


@pytest.fixture
def said(caplog):
    return lambda: [(record.levelname, record.getMessage().partition(",")[0]) for record in caplog.records]


def test_outage_is_told_once_however_many_notice_and_once_when_over(said):
    outage = Outage()

    assert all(outage.notice(OperationalError("gone")) for _ in range(50))
    outage.over()
    outage.over()

    assert said() == [("ERROR", "the database does not answer"), ("WARNING", "the database answers again")]


def test_next_outage_is_told_too(said):
    outage = Outage()
    for _ in range(2):
        outage.notice(OperationalError("gone"))
        outage.over()

    assert len(said()) == 4


def test_other_failures_are_not_an_outage(said):
    assert not Outage().notice(KeyError("table"))
    assert said() == []
