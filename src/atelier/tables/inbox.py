"""The inbox: what participants write waits for a facilitator, who lets it in or sets it aside with a reason.

Operations that wait are rows of their own, out of the journal: nothing that reads the journal (screens, snapshots,
files, walls, the API) can meet them. ADR 24 says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Workshop
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError, NotSeen
from atelier.common.events import publish
from atelier.contributions.queries import said_on_table
from atelier.engines.journal.held import state_with
from atelier.engines.journal.operations import AnyOperation, Draw
from atelier.tables.commands import tell_change
from atelier.tables.entering import Hand, enter_by
from atelier.tables.events import HeldChanged
from atelier.tables.journal import Behind, encode, known_operations, milliseconds, moment
from atelier.tables.models import HeldFate, HeldOperation, Table

_decoder = msgspec.json.Decoder(AnyOperation)


class NoteDecided(DomainError):
    code = "note_decided"
    message = _("%(name)s has already decided about this note: %(fate)s.")


class NoteWithdrawn(DomainError):
    code = "note_withdrawn"
    message = _("Its author has withdrawn this note.")


class NoteUnfit(DomainError):
    code = "note_unfit"
    message = _("The table cannot take this note any more: its sheet, its pencil or what it was about is gone.")


class ReasonMissing(DomainError):
    code, http_status = "reason_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Say why in a few words: its author will read them.")


@dataclass(frozen=True)
class HeldWork:
    """A row of the inbox, out of the database. `at` is in ms since 1970."""

    op: UUID
    seat: int
    at: int
    operation: AnyOperation
    fate: str = HeldFate.WAITING
    reason: str = ""


@transaction.atomic
def let_notes_wait(table: Table, *, waits: bool, by: Author) -> None:
    """From now on what participants write waits, or no more. What waits already stays until somebody decides."""
    table.notes_wait = waits
    table.save(update_fields=["notes_wait"])
    record("table.notes_wait" if waits else "table.notes_pass", table, by=by)
    tell_change(table.pk)


@transaction.atomic
def let_all_notes_wait(workshop: Workshop, *, waits: bool, by: Author) -> None:
    """The same at every table of the workshop."""
    for table in Table.objects.of(workshop.atelier_id).filter(workshop=workshop).exclude(notes_wait=waits):
        let_notes_wait(table, waits=waits, by=by)


@transaction.atomic
def hold(table_id: UUID, works: Sequence[HeldWork]) -> None:
    """Keep operations that wait. Raises Behind when one changes a note about which somebody has just decided."""
    # everywhere: the socket that calls this has asked for the table already
    table = Table.everywhere.select_for_update().get(pk=table_id)
    waiting = set(table.held.filter(fate=HeldFate.WAITING).values_list("seat_id", "object"))
    born = {(work.seat, work.operation.object) for work in works if isinstance(work.operation, Draw)}
    changed = {(work.seat, work.operation.object) for work in works} - born - waiting
    loose = {identifier for _seat, identifier in changed}
    if loose and said_on_table(table.workshop.atelier_id, str(table_id), loose) != loose:
        raise Behind
    HeldOperation.everywhere.bulk_create([_row(table_id, work) for work in works])
    tell_held(table_id)


def tell_held(table_id: UUID) -> None:
    """Facilitators and authors hear after the commit; a process that does not hear sees the count."""
    Table.everywhere.filter(pk=table_id).update(held_changes=F("held_changes") + 1)
    publish(HeldChanged(table_id))


def accept_note(table: Table, op: UUID, *, by: Viewer, seen: str = HeldFate.WAITING) -> None:
    """The note enters the journal, whole, by its author's hand and at its hour. Once, whoever asks again.

    `seen` is what it was when the facilitator decided: one set aside on purpose may be taken back, one that somebody
    has just set aside is not. Raises NoteDecided, NoteWithdrawn, NoteUnfit.
    """
    with transaction.atomic():
        rows = _note(table, op)
        if rows[0].fate == HeldFate.ACCEPTED:
            return
        if rows[0].fate != seen:
            raise _decided(rows[0])
        works = [work_of(row) for row in rows]
        if _is_withdrawn(works):
            raise NoteWithdrawn
        hours = {work.op: work.at for work in works}
        hand = Hand(rows[0].seat, may_capture=True, hours=hours)
        enter_by(hand, table, [work.operation for work in works])
        if known_operations(table.pk, list(hours)) != set(hours):
            raise NoteUnfit  # the transaction takes back what had entered
        _decide(table, rows, HeldFate.ACCEPTED, by=by)


def set_note_aside(table: Table, op: UUID, *, reason: str, by: Viewer) -> None:
    """The note stays out, and its author reads why. A facilitator may still accept it later.

    Raises NoteDecided when it was accepted meanwhile, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        rows = _note(table, op)
        if rows[0].fate == HeldFate.SET_ASIDE:
            return
        if rows[0].fate == HeldFate.ACCEPTED:
            raise _decided(rows[0])
        _decide(table, rows, HeldFate.SET_ASIDE, by=by, reason=reason.strip()[:200])


def works_held(table_id: UUID) -> list[HeldWork]:
    """What the table keeps out of its journal: waiting or set aside, in the order it came."""
    rows = HeldOperation.everywhere.filter(table_id=table_id).exclude(fate=HeldFate.ACCEPTED)
    return [work_of(row) for row in rows.order_by("id")]


def work_of(row: HeldOperation) -> HeldWork:
    operation = _decoder.decode(bytes(row.operation))
    return HeldWork(row.op, row.seat_id, milliseconds(row.at), operation, row.fate, row.reason)


def _note(table: Table, op: UUID) -> list[HeldOperation]:
    """The rows decided with this one, under the table's lock."""
    # everywhere: whoever decides has asked for the table already
    Table.everywhere.select_for_update().get(pk=table.pk)
    held = table.held.select_related("seat", "decided_by")
    row = held.filter(op=op).first()
    if row is None:
        raise NotSeen
    note = held.filter(seat=row.seat_id, object=row.object, fate=row.fate, decided_at=row.decided_at)
    return list(note.order_by("id"))


def _decide(table: Table, rows: Sequence[HeldOperation], fate: HeldFate, *, by: Viewer, reason: str = "") -> None:
    decided = HeldOperation.everywhere.filter(pk__in=[row.pk for row in rows])
    decided.update(fate=fate, reason=reason, decided_at=timezone.now(), decided_by=by.account)
    details = {"object": str(rows[0].object), "operations": len(rows), "reason": reason}
    record(f"note.{fate.value}", rows[0], by=by, seat=rows[0].seat_id, **details)
    tell_held(table.pk)


def _decided(row: HeldOperation) -> NoteDecided:
    name = row.decided_by.name if row.decided_by else _("Somebody")
    return NoteDecided(name=name, fate=row.get_fate_display())


def _is_withdrawn(works: Sequence[HeldWork]) -> bool:
    first = works[0].operation
    if not isinstance(first, Draw):
        return False
    state = state_with(None, [(work.seat, work.at, work.operation) for work in works])
    return bool(state.things[first.object].erased)


def _row(table_id: UUID, work: HeldWork) -> HeldOperation:
    return HeldOperation(
        table_id=table_id,
        op=work.op,
        object=work.operation.object,
        seat_id=work.seat,
        at=moment(work.at),
        operation=encode(work.operation),
    )
