"""Rights at an open socket: withdrawn, it closes at once; ended by the hour, the server finds out by itself."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from atelier.ateliers.commands import end_role, remove_seat
from atelier.ateliers.enums import Role
from atelier.ateliers.models import Membership
from atelier.common.audit import System
from atelier.tables.commands import open_table, sit_down
from atelier.tables.live import connection, hub
from atelier.tables.models import WallKey
from atelier.tables.walls import close_walls
from tests.factories.ateliers import MembershipFactory, SeatFactory
from tests.factories.tables import WallKeyFactory
from tests.tables.bare_socket import BareSocket, in_database, session, session_of
from tests.tables.screens import fresh_id, stroke

pytestmark = pytest.mark.django_db(transaction=True)
BY = System()


@pytest.fixture
def looks_often(monkeypatch):
    monkeypatch.setattr(hub, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(hub, "REVIEW_EVERY_S", 0.1)


async def test_removed_seat_loses_its_socket_at_once(sitting, seated):
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)

        await in_database(remove_seat)(sitting.seat, by=BY)

        assert await screen.until_closed() == connection.CLOSE_COME_BACK


async def test_removed_seat_that_reads_nothing_draws_nothing_more(sitting, seated):
    async with BareSocket(sitting.table.pk, seated) as screen, BareSocket(sitting.table.pk, seated) as stalled:
        await screen.hello(sitting.table)
        await stalled.hello(sitting.table)

        await in_database(remove_seat)(sitting.seat, by=BY)
        await screen.until_closed()
        stalled.say({"ops": [stroke(screen.heard("table")[0], fresh_id())]})
        await stalled.until_closed()

    await in_database(sitting.table.refresh_from_db)()
    assert sitting.table.last_seq == 0


async def test_ended_role_closes_the_socket(sitting):
    member = await in_database(MembershipFactory)(atelier=sitting.table.workshop.atelier, role=Role.OBSERVER)
    key = await in_database(session_of)(member.account)
    async with BareSocket(sitting.table.pk, key) as screen:
        await screen.hello(sitting.table)
        assert screen.heard("welcome")[0]["abilities"] == ["see", "take"]

        await in_database(end_role)(member, by=BY)

        assert await screen.until_closed() == connection.CLOSE_COME_BACK
    assert not await in_database(Membership.everywhere.filter(pk=member.pk).exists)()


async def test_closed_wall_closes_its_sockets(sitting):
    key = await in_database(WallKeyFactory)(workshop=sitting.table.workshop)
    wall = await in_database(session)(walls={str(key.workshop_id): key.pk})
    async with BareSocket(sitting.table.pk, wall) as screen:
        await screen.hello(sitting.table)

        await in_database(close_walls)(sitting.table.workshop, by=BY)

        assert await screen.until_closed() == connection.CLOSE_COME_BACK


async def test_wall_whose_key_grows_too_old_is_closed_by_the_server(sitting, looks_often):
    key = await in_database(WallKeyFactory)(workshop=sitting.table.workshop)
    wall = await in_database(session)(walls={str(key.workshop_id): key.pk})
    async with BareSocket(sitting.table.pk, wall) as screen:
        await screen.hello(sitting.table)

        past = timezone.now() - timedelta(seconds=1)
        await in_database(WallKey.everywhere.update)(expires_at=past)  # the hour passes: nothing is said

        assert await screen.until_closed() == connection.CLOSE_COME_BACK


async def test_newcomer_is_told_and_nobody_else_is_asked_again(sitting, seated, monkeypatch):
    asked = []
    monkeypatch.setattr("atelier.tables.live.following.review_rights", _noting(asked))
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)

        seats = [await in_database(SeatFactory)(workshop=sitting.table.workshop, name=name) for name in ("Ali", "Bea")]
        for seat in seats:
            await in_database(sit_down)(sitting.table, seat, by=BY)
        names = {seat.name for seat in seats}
        await screen.until(lambda: names <= {one["name"] for people in screen.heard("people")[1:] for one in people})

    assert len(screen.heard("table")) == 1
    assert asked in ([[]], [[], []])


async def test_table_that_closes_asks_everyone_again(sitting, seated):
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)

        await in_database(open_table)(sitting.table, is_open=False, by=BY)
        await screen.until(lambda: len(screen.heard("welcome")) == 2)

    assert "draw" not in screen.heard("welcome")[1]["abilities"]


def _noting(asked):
    async def review(_room, screens):
        asked.append(list(screens))

    return review


@pytest.fixture(autouse=True)
def _close_connections():
    yield
    connections.close_all()
