"""The objects of a file enter a table's journal: all of them or none, each once however often the file is brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from uuid6 import uuid7

from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import record
from atelier.common.errors import NotForYou
from atelier.contributions.models import Contribution
from atelier.engines.journal.checks import RefusalCode
from atelier.engines.journal.operations import AnyOperation, Draw
from atelier.tables.commands import lay_overlay
from atelier.tables.entering import MEANWHILE, MOST_TRIES, Entering, Hand
from atelier.tables.importing.store import Outcome
from atelier.tables.journal import Behind, HeldElsewhere
from atelier.tables.models import Table, TableOverlay, TablePencil
from atelier.tables.queries import overlay_of
from atelier.tables.rules import abilities_at

if TYPE_CHECKING:  # the server only asks for the defaults of a form
    from atelier.engines.exchange.reading import Reading

IMPORTED = UUID("6d0f2c3a-52d5-5b0e-9c39-1f0e4c0a7b11")
MOST_ASKED = 10_000
TITLES = ("nom", "name", "libelle", "libellé", "label", "titre", "title", "texte", "intitule", "intitulé", "toponyme")


@dataclass(frozen=True)
class Wish:
    """How to lay: on which overlay (its number, or None for a new one called `name`), with which pencils by shape."""

    overlay: int | None
    name: str
    pencils: Mapping[str, str]
    text: str = ""


class OtherNumber(Exception):
    """The overlay got another number than the one its drawings were made ready with: make them ready again."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def lay_reading(table: Table, reading: Reading, wish: Wish, *, seat: Seat) -> Outcome:
    """One transaction: overlay, journal, contributions and audit, or nothing. Screens see it after the commit.

    Whoever brings it is a keeper: locked overlays and closed tables take it. The transaction is short, since
    everything is made ready before it, for the number a new overlay will most likely have.
    """
    overlay = overlay_wished(table, wish)
    number = overlay.pk if overlay else next_number()
    left_out: set[UUID] = set()
    for _ in range(MOST_TRIES):
        operations = [one for one in drawings(table, reading, wish, number) if one.object not in left_out]
        entering = Entering(Hand(seat, is_keeper=True), table, operations)
        entering.prepare(overlays={number: overlay or TableOverlay(pk=number, table=table, name=wish.name[:60])})
        try:
            return _write(entering, reading, wish, overlay, number)
        except OtherNumber as other:
            number = other.number + 1
        except HeldElsewhere as held:
            left_out |= held.objects
        except MEANWHILE:
            continue
    raise Behind


def drawings(table: Table, reading: Reading, wish: Wish, overlay: int) -> list[Draw]:
    return [
        Draw(
            op=UUID(int=uuid7().int),
            object=object_id(table, reading.sha256, part.feature, part.part),
            shape=part.shape,
            overlay=overlay,
            pencil=wish.pencils[part.shape],
            trace=part.trace,
            text=reading.attributes[part.feature].get(wish.text, ""),
        )
        for part in reading.parts
    ]


@transaction.atomic
def _write(entering: Entering, reading: Reading, wish: Wish, overlay: TableOverlay | None, number: int) -> Outcome:
    table, seat = entering.table, entering.hand.seat
    laid_on = overlay or lay_overlay(table, name=wish.name[:60], by=seat)
    if laid_on.pk != number:
        raise OtherNumber(laid_on.pk)
    entering.write()
    outcome = _outcome(table, laid_on, len(reading.parts), entering.refused)
    record("table.imported", table, by=seat, sha256=reading.sha256, kind=reading.kind, laid=outcome.laid)
    return outcome


def object_id(table: Table, sha256: str, feature: int, part: int) -> UUID:
    """The same for the same part of the same file at the same table."""
    return uuid5(IMPORTED, f"{table.pk} {sha256} {feature} {part}")


def overlay_wished(table: Table, wish: Wish) -> TableOverlay | None:
    """The overlay that was chosen, or the one that has the name already; None where a new one is to be laid."""
    if wish.overlay is not None:
        return overlay_of(table, wish.overlay)
    return table.overlays.filter(name=wish.name[:60]).first()


def next_number() -> int:
    """The number the next overlay of the whole house will most likely have."""
    # everywhere: numbers only
    return (TableOverlay.everywhere.aggregate(last=Max("pk"))["last"] or 0) + 1


def require_keeper(table: Table, seat: Seat) -> None:
    """Rights are asked again when the work begins: they may have gone meanwhile. Raises NotForYou."""
    viewer = Viewer(account=seat.account, seats={seat.workshop_id: seat.pk})
    if seat.removed_at or "manage" not in abilities_at(viewer, table, seat):
        raise NotForYou


def pencils_for(pencils: Sequence[TablePencil], shape: str) -> list[TablePencil]:
    """Pencils that may draw a shape: gommettes for points, any that draws for lines and surfaces."""
    fit = [one for one in pencils if (one.shape == "mark") == (shape == "mark") and one.shape != "note"]
    return fit or list(pencils)


def default_pencil(pencils: Sequence[TablePencil], shape: str) -> str:
    """The neutral pencil (sketch) where the legend has one: a file brings no meaning. Else the first of the shape."""
    fit = pencils_for(pencils, shape)
    best = [one for one in fit if one.key in {"sketch", "attention"}] or [one for one in fit if one.shape == shape]
    return (best or fit)[0].key


def default_text(fields: Sequence[str]) -> str:
    """The attribute that looks like a name, "" when none does."""
    names = {name.lower(): name for name in reversed(fields)}
    return next((names[title] for title in TITLES if title in names), "")


def _outcome(
    table: Table, overlay: TableOverlay, asked: int, refused: Sequence[tuple[AnyOperation, RefusalCode]]
) -> Outcome:
    already = [operation.object for operation, code in refused if code == RefusalCode.OBJECT_EXISTS]
    said = Contribution.objects.of(table.workshop.atelier_id).exclude(erased_at=None)
    erased = sum(
        said.filter(pk__in=already[start : start + MOST_ASKED]).count() for start in range(0, len(already), MOST_ASKED)
    )
    return Outcome(overlay.name, asked - len(refused), len(already), erased, len(refused) - len(already))
