"""Who may see and make reliefs (docs/reference/permissions.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from atelier.ateliers.models import Atelier, Seat
from atelier.ateliers.rules import can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.reliefs.models import Relief
from atelier.tables.models import Sitting, Table
from atelier.tables.rules import access_table


@dataclass(frozen=True)
class ReliefAccess:
    """An atelier and what this viewer may do with its reliefs.

    tables: ids of the tables whose drawings this viewer may take away; None when it is every table of the atelier.
    """

    atelier: Atelier
    viewer: Viewer
    can_make: bool
    tables: frozenset[str] | None

    def may_see(self, relief: Relief) -> bool:
        """A relief is seen by whoever may take the drawings that lie on it."""
        return self.tables is None or self.tables.issuperset(relief.table_ids)


def access_reliefs(viewer: Viewer, slug: str, *, to: str = "see") -> ReliefAccess:
    """The atelier's reliefs, for members and for whoever has a seat in one of its workshops; keepers make them.

    404 if unseen, 403 if forbidden.
    """
    atelier = Atelier.objects.filter(slug=slug).first()
    if atelier is None:
        raise NotSeen
    is_member = can_see(viewer, atelier)
    seats = [] if is_member else seats_in(viewer, atelier)
    if not (is_member or seats):
        raise NotSeen
    access = ReliefAccess(atelier, viewer, is_keeper(viewer, atelier), None if is_member else tables_of_seats(seats))
    if to == "make" and not access.can_make:
        raise NotForYou
    return access


def access_relief(viewer: Viewer, slug: str, pk: UUID, *, to: str = "see") -> tuple[Relief, ReliefAccess]:
    """One relief; 404 if it carries drawings of a table that this viewer may not take away."""
    access = access_reliefs(viewer, slug)
    relief = Relief.objects.of(access.atelier).filter(pk=pk).select_related("atelier", "asked_by").first()
    if relief is None or not access.may_see(relief):
        raise NotSeen
    if to == "make" and not access.can_make:
        raise NotForYou
    return relief, access


def tables_to_take(access: ReliefAccess, table_ids: Iterable[str]) -> list[Table]:
    """These tables, of this atelier. Raises NotSeen for one that is not there or not for this viewer."""
    found = []
    for table_id in table_ids:
        table = access_table(access.viewer, table_id, to="take").table
        if table.workshop.atelier_id != access.atelier.pk:
            raise NotSeen
        found.append(table)
    return found


def seats_in(viewer: Viewer, atelier: Atelier) -> list[Seat]:
    """The living seats this browser holds in workshops of the atelier."""
    held = Seat.objects.of(atelier).filter(pk__in=viewer.seats.values(), removed_at=None)
    return [seat for seat in held if viewer.seats.get(seat.workshop_id) == seat.pk]


def tables_of_seats(seats: list[Seat]) -> frozenset[str]:
    """Where these seats sit: what tables/rules.py lets them take away."""
    # everywhere: the seats were found in their atelier
    sittings = Sitting.everywhere.filter(seat__in=seats).values_list("table_id", flat=True)
    return frozenset(str(table_id) for table_id in sittings)
