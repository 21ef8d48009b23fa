"""Who may do what at a table (docs/reference/permissions.md). The browser receives the abilities, never a role."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Seat, Workshop
from atelier.ateliers.rules import access_workshop, can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.asked import Asked
from atelier.common.errors import NotForYou, NotSeen
from atelier.tables.models import Sitting, Table, WallKey

# everywhere: the atelier is found through the table, then asked
_table = Asked(lambda pk: Table.everywhere.select_related("workshop__atelier").filter(pk=pk), UUID)
_sitting = Asked(
    lambda atelier, table, seat: Sitting.objects.of(atelier).filter(table=table, seat=seat), int, UUID, int
)


@dataclass(frozen=True)
class TableAccess:
    """A table and what this viewer may do at it: see, sit, draw, capture, alter_own, alter_any, manage."""

    table: Table
    seat: Seat | None
    abilities: frozenset[str]

    @property
    def is_keeper(self) -> bool:
        return "manage" in self.abilities

    @property
    def sees_names(self) -> bool:
        """Whether this viewer is told who is who; where names are hidden, keepers alone are."""
        return self.is_keeper or self.table.workshop.shows_names

    def can(self, ability: str) -> bool:
        return ability in self.abilities


def access_table(viewer: Viewer, pk: UUID | str, *, to: str = "see") -> TableAccess:
    """The table and the viewer's abilities there; 404 if unseen, 403 if forbidden."""
    table = _table.first(pk if isinstance(pk, UUID) else UUID(pk))
    if table is None:
        raise NotSeen
    access = TableAccess(table, viewer.seat_in(table.workshop_id), frozenset())
    access = TableAccess(table, access.seat, abilities_at(viewer, table, access.seat))
    if not access.can("see"):
        raise NotSeen
    if not access.can(to):
        raise NotForYou
    return access


def abilities_at(viewer: Viewer, table: Table, seat: Seat | None) -> frozenset[str]:
    """What a viewer may do at a table: keepers all; those who sit there draw; members, tokens and walls look.

    `take` is leaving with it (files, pictures, the journal): all but walls, computers that stand open in a room.
    `capture`, writing for others, is a scribe's: a role in the atelier, or a place that the facilitator gave.
    """
    atelier = table.workshop.atelier
    if is_keeper(viewer, atelier):
        return frozenset({"see", "take", "sit", "draw", "capture", "alter_own", "alter_any", "manage"})
    sitting = sitting_of(seat, table) if seat else None
    if sitting:
        is_scribe = sitting.is_scribe or viewer.role_in(atelier) == Role.SCRIBE
        captures = frozenset({"capture"}) if is_scribe else frozenset()
        shared = frozenset() if table.own_work_only else frozenset({"alter_any"})
        draws = shared | {"draw", "alter_own"} if table.is_open else frozenset()
        return draws | captures | {"see", "take", "sit"}
    if can_see(viewer, atelier):
        return frozenset({"see", "take"})
    return frozenset({"see"}) if shows_wall(viewer, table.workshop_id) else frozenset()


def access_wall(viewer: Viewer, workshop_pk: int) -> Workshop:
    """The workshop whose tables this viewer may show on a wall; 404 if unseen."""
    if shows_wall(viewer, workshop_pk):
        # everywhere: the key names this workshop, and no other
        return Workshop.everywhere.get(pk=workshop_pk)
    return access_workshop(viewer, workshop_pk)


def shows_wall(viewer: Viewer, workshop_pk: int) -> bool:
    """Whether this browser was given the workshop's wall, by a key neither revoked nor too old."""
    if not (pk := viewer.walls.get(workshop_pk)):
        return False
    # everywhere: the session says which key; the workshop is checked in the same query
    keys = WallKey.everywhere.filter(pk=pk, workshop_id=workshop_pk, revoked_at=None)
    return keys.filter(expires_at__gt=timezone.now()).exists()


def sits_at(seat: Seat, table: Table) -> bool:
    return sitting_of(seat, table) is not None


def sitting_of(seat: Seat, table: Table) -> Sitting | None:
    return _sitting.first(table.workshop.atelier_id, table.pk, seat.pk)
