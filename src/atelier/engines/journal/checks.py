"""Whether an operation may enter the journal: pure questions on the operation and the table as it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from msgspec import UNSET

from atelier.engines.journal.operations import AnyOperation, Cut, Draw, Edit, Erase, Restore, Shape
from atelier.engines.journal.state import TableState, Thing
from atelier.engines.journal.trace import MAX_POSITIONS, is_on_the_map, lies_within

FEWEST_POSITIONS: dict[Shape, int] = {"stroke": 1, "area": 3, "mark": 1, "note": 0}
NUL = "\x00"  # PostgreSQL takes no such text
CUT_SLACK_E7 = 100  # a metre: pieces come back from pixels
MOST_POSITIONS: dict[Shape, int] = {"stroke": MAX_POSITIONS, "area": MAX_POSITIONS, "mark": 1, "note": 1}


class RefusalCode(StrEnum):
    """Stable codes of what a table refuses; docs/reference/live-messages.md says them all."""

    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    TABLE_CLOSED = "table_closed"
    OVERLAY_LOCKED = "overlay_locked"
    NOT_YOURS = "not_yours"
    UNKNOWN_OVERLAY = "unknown_overlay"
    UNKNOWN_PENCIL = "unknown_pencil"
    UNKNOWN_OBJECT = "unknown_object"
    OBJECT_EXISTS = "object_exists"
    OBJECT_GONE = "object_gone"
    EMPTY_TRACE = "empty_trace"
    TOO_MANY_POSITIONS = "too_many_positions"
    OUT_OF_WORLD = "out_of_world"
    NOT_SAVED = "not_saved"
    UNKNOWN_VOICE = "unknown_voice"


@dataclass(frozen=True)
class Desk:
    """What a table allows at this moment.

    `closed_at`, read when not `is_open`, and the values of `locked_overlays` are milliseconds since 1970: what was
    done before then still enters. `voices` are the seats of people without a screen, for whom scribes write.
    """

    is_open: bool
    own_work_only: bool
    pencils: Collection[str]
    overlays: Collection[int]
    locked_overlays: Mapping[int, int]
    closed_at: int = 0
    voices: Collection[int] = frozenset()


def refusal(
    operation: AnyOperation,
    state: TableState,
    desk: Desk,
    *,
    seat: int,
    at: int,
    is_keeper: bool,
    may_capture: bool = False,
) -> RefusalCode | None:
    """Why this seat's operation, done at `at` (ms since 1970), cannot enter the journal now; None when it can.

    A keeper (facilitator) passes closed tables, locks and ownership; a scribe (`may_capture`) writes for others, and
    what was written for someone is theirs as much as the scribe's. What was done before a table closed and
    arrives after (a screen that had lost the network) still enters.
    """
    if not desk.is_open and not is_keeper and at >= desk.closed_at:
        return RefusalCode.TABLE_CLOSED
    locked = {overlay for overlay, since in desk.locked_overlays.items() if at >= since and not is_keeper}
    if isinstance(operation, Draw):
        code = _refused_voice(operation, desk, may_capture=may_capture or is_keeper)
        return code or _refused_draw(operation, state, desk, locked)
    thing = state.things.get(operation.object)
    if thing is None:
        return RefusalCode.UNKNOWN_OBJECT
    if thing.overlay in locked:
        return RefusalCode.OVERLAY_LOCKED
    if desk.own_work_only and seat not in (thing.seat, thing.said_by) and not is_keeper:
        return RefusalCode.NOT_YOURS
    return _refused_change(operation, thing, state, desk, locked)


def _refused_voice(operation: Draw, desk: Desk, *, may_capture: bool) -> RefusalCode | None:
    if operation.said_by is None:
        return None
    if not may_capture:
        return RefusalCode.NOT_ALLOWED
    return None if not operation.said_by or operation.said_by in desk.voices else RefusalCode.UNKNOWN_VOICE


def _refused_draw(operation: Draw, state: TableState, desk: Desk, locked: Collection[int]) -> RefusalCode | None:
    if operation.object in state.things:
        return RefusalCode.OBJECT_EXISTS
    if code := _wrong_overlay(operation.overlay, desk, locked):
        return code
    if operation.pencil not in desk.pencils:
        return RefusalCode.UNKNOWN_PENCIL
    if NUL in operation.text:
        return RefusalCode.MALFORMED
    return wrong_trace(operation.trace, operation.shape, operation.pressures)


def _refused_change(
    operation: Edit | Cut | Erase | Restore, thing: Thing, state: TableState, desk: Desk, locked: Collection[int]
) -> RefusalCode | None:
    if isinstance(operation, Edit):
        return _refused_edit(operation, thing, desk, locked)
    if isinstance(operation, Cut):
        return _refused_cut(operation, thing, state)
    return None


def _refused_edit(operation: Edit, thing: Thing, desk: Desk, locked: Collection[int]) -> RefusalCode | None:
    if operation.overlay is not UNSET and (code := _wrong_overlay(operation.overlay, desk, locked)):
        return code
    if operation.pencil is not UNSET and operation.pencil not in desk.pencils:
        return RefusalCode.UNKNOWN_PENCIL
    if operation.text is not UNSET and NUL in operation.text:
        return RefusalCode.MALFORMED
    return None if operation.trace is UNSET else wrong_trace(operation.trace, thing.shape, None)


def _refused_cut(operation: Cut, thing: Thing, state: TableState) -> RefusalCode | None:
    if thing.shape != "stroke":
        return RefusalCode.NOT_ALLOWED
    if thing.erased:
        return RefusalCode.OBJECT_GONE
    identifiers = [piece.object for piece in operation.pieces]
    if len({*identifiers, thing.id}) <= len(identifiers) or any(one in state.things for one in identifiers):
        return RefusalCode.OBJECT_EXISTS
    codes = (wrong_trace(piece.trace, "stroke", piece.pressures) for piece in operation.pieces)
    if code := next((code for code in codes if code), None):
        return code
    inside = all(lies_within(piece.trace, thing.trace, CUT_SLACK_E7) for piece in operation.pieces)
    return None if inside else RefusalCode.NOT_ALLOWED  # an eraser leaves parts, it does not draw in another's name


def _wrong_overlay(overlay: int, desk: Desk, locked: Collection[int]) -> RefusalCode | None:
    if overlay not in desk.overlays:
        return RefusalCode.UNKNOWN_OVERLAY
    return RefusalCode.OVERLAY_LOCKED if overlay in locked else None


def wrong_trace(trace: list[int], shape: Shape, pressures: list[int] | None) -> RefusalCode | None:
    """Why a trace cannot be a `shape`; pressures, when given, are one a position."""
    count, odd = divmod(len(trace), 2)
    if odd or (pressures is not None and len(pressures) != count):
        return RefusalCode.MALFORMED
    if count > MOST_POSITIONS[shape]:
        return RefusalCode.TOO_MANY_POSITIONS
    if count < FEWEST_POSITIONS[shape]:
        return RefusalCode.EMPTY_TRACE
    return None if is_on_the_map(trace) else RefusalCode.OUT_OF_WORLD
