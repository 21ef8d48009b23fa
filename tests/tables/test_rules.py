"""Every ability at a table, for every role: the table of docs/reference/permissions.md."""

import pytest
from django.utils import timezone

from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.tables.rules import access_table, access_wall
from tests.factories.ateliers import AccessTokenFactory, MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.people import AccountFactory
from tests.factories.tables import SittingFactory, TableFactory, WallKeyFactory

pytestmark = pytest.mark.django_db
KEEPER = {"see", "take", "sit", "draw", "capture", "alter_own", "alter_any", "manage"}
SITTER = {"see", "take", "sit", "draw", "alter_own", "alter_any"}
SCRIBES = {"named scribe", "scribe sitting"}
SCRIBE = SITTER | {"capture"}
WALL_KEYS = {
    "wall": dict,
    "wall revoked": lambda: {"revoked_at": timezone.now()},
    "wall too old": lambda: {"expires_at": timezone.now()},
    "wall of another workshop": lambda: {"workshop": WorkshopFactory()},
}


def scribe_as(role, table):
    """Named at the table, or with the role in the atelier and a seat."""
    if role == "named scribe":
        return Viewer(seats={table.workshop_id: SittingFactory(table=table, is_scribe=True).seat.pk})
    account = MembershipFactory(atelier=table.workshop.atelier, role="scribe").account
    return Viewer(account, seats={table.workshop_id: SittingFactory(table=table).seat.pk})


def viewer_as(role, table):
    if role in {"lead", "facilitator", "scribe", "observer"}:
        return Viewer(MembershipFactory(atelier=table.workshop.atelier, role=role).account)
    if role in {"token", "token elsewhere"}:
        where = {"atelier": table.workshop.atelier} if role == "token" else {}
        return Viewer(token=AccessTokenFactory(**where))
    if role == "administrator":
        return Viewer(AccountFactory(is_administrator=True))
    if role == "keeper elsewhere":
        return Viewer(MembershipFactory(role="facilitator").account)
    if role in {"sitting", "removed"}:
        seat = SittingFactory(table=table).seat
        if role == "removed":
            seat.removed_at = timezone.now()
            seat.save()
        return Viewer(seats={table.workshop_id: seat.pk})
    if role == "sitting elsewhere":
        return Viewer(seats={table.workshop_id: SeatFactory(workshop=table.workshop).pk})
    if role == "seat of another workshop":
        return Viewer(seats={table.workshop_id: SeatFactory().pk})
    if role in WALL_KEYS:
        key = WallKeyFactory(**{"workshop": table.workshop, **WALL_KEYS[role]()})
        return Viewer(walls={table.workshop_id: key.pk})
    return Viewer()


@pytest.mark.parametrize(
    ("role", "abilities", "when_closed", "own_work_only"),
    [
        ("administrator", KEEPER, KEEPER, KEEPER),
        ("lead", KEEPER, KEEPER, KEEPER),
        ("facilitator", KEEPER, KEEPER, KEEPER),
        ("scribe", {"see", "take"}, {"see", "take"}, {"see", "take"}),
        ("observer", {"see", "take"}, {"see", "take"}, {"see", "take"}),
        ("token", {"see", "take"}, {"see", "take"}, {"see", "take"}),
        ("token elsewhere", None, None, None),
        ("sitting", SITTER, {"see", "take", "sit"}, SITTER - {"alter_any"}),
        ("named scribe", SCRIBE, {"see", "take", "sit", "capture"}, SCRIBE - {"alter_any"}),
        ("scribe sitting", SCRIBE, {"see", "take", "sit", "capture"}, SCRIBE - {"alter_any"}),
        ("wall", {"see"}, {"see"}, {"see"}),
        ("wall revoked", None, None, None),
        ("wall too old", None, None, None),
        ("wall of another workshop", None, None, None),
        ("removed", None, None, None),
        ("sitting elsewhere", None, None, None),
        ("seat of another workshop", None, None, None),
        ("keeper elsewhere", None, None, None),
        ("stranger", None, None, None),
    ],
)
def test_abilities_at_a_table(role, abilities, when_closed, own_work_only):
    states = [({}, abilities), ({"is_open": False}, when_closed), ({"own_work_only": True}, own_work_only)]
    for state, expected in states:
        table = TableFactory(**state)
        viewer = (scribe_as if role in SCRIBES else viewer_as)(role, table)
        if expected is None:
            with pytest.raises(NotSeen):
                access_table(viewer, table.pk)
        else:
            assert access_table(viewer, table.pk).abilities == expected


def test_access_to_keep_a_table_is_forbidden_to_those_who_sit_there():
    table = TableFactory()

    with pytest.raises(NotForYou):
        access_table(viewer_as("sitting", table), table.pk, to="manage")


@pytest.mark.parametrize(
    ("role", "may_show"),
    [
        ("administrator", True),
        ("lead", True),
        ("facilitator", True),
        ("scribe", True),
        ("observer", True),
        ("wall", True),
        ("wall revoked", False),
        ("wall too old", False),
        ("wall of another workshop", False),
        ("sitting", False),
        ("keeper elsewhere", False),
        ("stranger", False),
    ],
)
def test_who_may_show_the_wall_of_a_workshop(role, may_show):
    table = TableFactory()
    viewer = viewer_as(role, table)

    if may_show:
        assert access_wall(viewer, table.workshop_id) == table.workshop
    else:
        with pytest.raises(NotSeen):
            access_wall(viewer, table.workshop_id)
