"""The objects of a file enter a table's journal: all of them or none, each once however often the file is brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from uuid6 import uuid7

from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import record
from atelier.common.errors import NotForYou
from atelier.contributions.models import Contribution
from atelier.engines.exchange.reading import Reading
from atelier.engines.journal.checks import RefusalCode
from atelier.engines.journal.operations import AnyOperation, Draw
from atelier.tables.commands import lay_overlay
from atelier.tables.entering import enter_operations
from atelier.tables.importing.store import Outcome
from atelier.tables.models import Table, TableOverlay, TablePencil
from atelier.tables.queries import overlay_of
from atelier.tables.rules import abilities_at

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


def lay_reading(table: Table, reading: Reading, wish: Wish, *, seat: Seat) -> Outcome:
    """One transaction: overlay, journal, contributions and audit, or nothing. Screens see it after the commit.

    Whoever brings it is a keeper: locked overlays and closed tables take it.
    """
    drawn = [(object_id(table, reading.sha256, part.feature, part.part), part) for part in reading.parts]
    with transaction.atomic():
        overlay = overlay_for(table, wish, seat)
        operations = [
            Draw(
                op=UUID(int=uuid7().int),
                object=identifier,
                shape=part.shape,
                overlay=overlay.pk,
                pencil=wish.pencils[part.shape],
                trace=part.trace,
                text=reading.attributes[part.feature].get(wish.text, ""),
            )
            for identifier, part in drawn
        ]
        refused = enter_operations(table, operations, seat=seat, is_keeper=True)
        outcome = _outcome(table, overlay, len(operations), refused)
        record("table.imported", table, by=seat, sha256=reading.sha256, kind=reading.kind, laid=outcome.laid)
    return outcome


def object_id(table: Table, sha256: str, feature: int, part: int) -> UUID:
    """The same for the same part of the same file at the same table."""
    return uuid5(IMPORTED, f"{table.pk} {sha256} {feature} {part}")


def overlay_for(table: Table, wish: Wish, seat: Seat) -> TableOverlay:
    """The overlay that was chosen, or a new one; one that has the name already serves again."""
    if wish.overlay is not None:
        return overlay_of(table, wish.overlay)
    name = wish.name[:60]
    return table.overlays.filter(name=name).first() or lay_overlay(table, name=name, by=seat)


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
