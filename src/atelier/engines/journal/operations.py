"""The operations of a table, declared once: Python decodes them, TypeScript's types are generated.

Every operation has its own UUIDv7 (`op`), made by the client when the hand moves, and names the
object it touches. Who did it is never in the message: the server knows whose socket it is.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Shape = Literal["stroke", "area", "mark", "note"]
Trace = Annotated[list[int], Meta(max_length=10_000, description="lon, lat in 1e-7 degree, then differences")]
Pressures = Annotated[list[Annotated[int, Meta(ge=0, le=255)]], Meta(max_length=5_000)]
Text = Annotated[str, Meta(max_length=2_000)]
PencilKey = Annotated[str, Meta(max_length=40)]
Voice = Annotated[int, Meta(ge=0)]


class Operation(
    Struct, tag_field="kind", forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True, gc=False
):
    """What every operation says: its own identifier and the object it touches."""

    op: UUID
    object: UUID


class Draw(Operation, frozen=True, tag="draw"):
    """A new object. A note may have no place (empty trace); a mark or a placed note has one position.

    `said_by`: whose words these are when a scribe's hand writes them, a seat without a screen, or 0 for the table as
    a whole; None when the hand speaks for itself.
    """

    shape: Shape
    overlay: int
    pencil: PencilKey
    trace: Trace
    pressures: Pressures | None = None
    text: Text = ""
    said_by: Voice | None = None


class Edit(Operation, frozen=True, tag="edit"):
    """New values for some properties; each is last-writer-wins in journal order."""

    overlay: int | UnsetType = UNSET
    pencil: PencilKey | UnsetType = UNSET
    trace: Trace | UnsetType = UNSET
    text: Text | UnsetType = UNSET


class Piece(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is left of a stroke on one side of the eraser."""

    object: UUID
    trace: Trace
    pressures: Pressures | None = None


class Cut(Operation, frozen=True, tag="cut"):
    """The eraser passed along a stroke: the pieces replace it and remember it as their parent."""

    pieces: Annotated[list[Piece], Meta(max_length=100)]


class Erase(Operation, frozen=True, tag="erase"):
    """Hide an object; it stays in the journal and can be restored."""


class Restore(Operation, frozen=True, tag="restore"):
    """Show an erased object again."""


AnyOperation = Draw | Edit | Cut | Erase | Restore


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """An operation in the journal: numbered, attributed to a seat, dated by the server (ms since 1970)."""

    seq: int
    seat: int
    at: int
    operation: AnyOperation


def traces_of(operation: AnyOperation) -> list[Trace]:
    """Every trace an operation carries."""
    if isinstance(operation, Cut):
        return [piece.trace for piece in operation.pieces]
    if isinstance(operation, Draw):
        return [operation.trace]
    return [operation.trace] if isinstance(operation, Edit) and operation.trace is not UNSET else []


def new_objects(operation: AnyOperation) -> list[UUID]:
    """Identifiers of the objects an operation brings to the table."""
    if isinstance(operation, Cut):
        return [piece.object for piece in operation.pieces]
    return [operation.object] if isinstance(operation, Draw) else []
