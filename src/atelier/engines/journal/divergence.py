"""Two histories of one table that went on apart: what both sides changed on the same object."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from msgspec import UNSET, Struct, field

from atelier.engines.journal.operations import AnyOperation, Cut, Draw, Edit, Erase, Restore

PROPERTIES = ("overlay", "pencil", "trace", "text")


class Clash(StrEnum):
    """How two sides disagree on an object; the later in the journal wins, property by property."""

    OBJECT = "object"
    ERASED = "erased"
    CUT_TWICE = "cut_twice"


class Touch(Struct):
    """What one side did to one object: the last value it gave each property; whether it hid it in the end."""

    values: dict[str, object] = field(default_factory=dict)
    is_cut: bool = False
    is_hidden: bool | None = None
    seat: int = 0


def touches(operations: Iterable[tuple[int, AnyOperation]]) -> dict[UUID, Touch]:
    """What one side did, by object, from its (seat, operation) in order."""
    found: dict[UUID, Touch] = {}
    for seat, operation in operations:
        if isinstance(operation, Draw):
            continue
        touch = found.setdefault(operation.object, Touch())
        touch.seat = seat
        if isinstance(operation, Edit):
            said = {name: getattr(operation, name) for name in PROPERTIES}
            touch.values |= {name: value for name, value in said.items() if value is not UNSET}
        elif isinstance(operation, Cut):
            touch.is_cut = touch.is_hidden = True
        elif isinstance(operation, Erase | Restore):
            touch.is_hidden = isinstance(operation, Erase)
    return found


def clashes(ours: Touch, theirs: Touch) -> list[tuple[Clash, str]]:
    """(how, property or "") of what the two sides did to one object and that cannot both stand."""
    if ours.is_cut and theirs.is_cut:
        return [(Clash.CUT_TWICE, "")]
    found = [
        (Clash.OBJECT, name) for name in PROPERTIES if ours.values.get(name) != theirs.values.get(name)
        and name in ours.values and name in theirs.values
    ]  # fmt: skip
    hidden = {ours.is_hidden, theirs.is_hidden}
    parted = ours.is_hidden is not None and theirs.is_hidden is not None and len(hidden) == 2
    if parted or (True in hidden and None in hidden and (ours.values or theirs.values)):
        found.append((Clash.ERASED, ""))
    return found


def united(ours: list[UUID], theirs: list[UUID], *, theirs_first: bool) -> list[UUID]:
    """Every operation of two histories once: one side's in its order, then what the other alone has, in its order."""
    first, then = (theirs, ours) if theirs_first else (ours, theirs)
    known = set(first)
    return [*first, *(operation for operation in then if operation not in known)]
