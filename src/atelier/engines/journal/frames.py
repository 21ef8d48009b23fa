"""Frames of the socket between a screen and its table; docs/reference/live-messages.md tells the story.

A frame carries one key or several: what is absent was not said.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from atelier.engines.journal.operations import AnyOperation, PencilKey, Shape
from atelier.engines.journal.state import Thing

HeldFate = Literal["waiting", "accepted", "set_aside"]
Lon = Annotated[float, Meta(ge=-180, le=180)]
Lat = Annotated[float, Meta(ge=-86, le=86)]


class Hello(Struct, forbid_unknown_fields=True, kw_only=True):
    """First word of a screen: the last entry it holds, and the epoch it holds it from."""

    since: Annotated[int, Meta(ge=0)]
    epoch: str


class Cursor(Struct, forbid_unknown_fields=True, kw_only=True):
    """Where a pointer is, in degrees."""

    lon: Lon
    lat: Lat


class Ink(Struct, forbid_unknown_fields=True, kw_only=True):
    """Ink while the hand moves: never stored. `trace` starts anew in each frame, at the last position shown."""

    object: UUID
    shape: Shape
    overlay: int
    pencil: PencilKey
    trace: Annotated[list[int], Meta(max_length=2_000)]


class Look(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a map shows, in degrees: screens of other sizes show at least this."""

    west: Lon
    south: Lat
    east: Lon
    north: Lat


class ClientFrame(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What a screen may say."""

    hello: Hello | None = None
    ops: Annotated[list[AnyOperation], Meta(max_length=200)] | None = None
    ink: Ink | None = None
    cursor: Cursor | Literal[False] | None = None
    look: Look | None = None


class NumberedOperation(Struct, kw_only=True, gc=False):
    """An entry on the wire; its number is the batch's `seq` plus its place in `ops`."""

    seat: int
    at: int
    operation: AnyOperation


class Refusal(Struct, kw_only=True):
    """Why an operation was not taken; `code` is stable, the sentence is the screen's to say."""

    op: UUID | None
    code: str


class Person(Struct, kw_only=True):
    """Someone at the table; `screens` open now, 0 when away. `is_voice`: has none, and speaks through scribes."""

    seat: int
    name: str
    college: str
    screens: int
    is_voice: bool = False


class SeatInk(Struct, kw_only=True):
    seat: int
    ink: Ink


class SeatCursor(Struct, kw_only=True):
    """Someone's pointer; `at` is absent when it left the map."""

    seat: int
    at: Cursor | None = None


class Pencil(Struct, kw_only=True):
    """A pencil and what it means on this table's legend. `width` in pixels, `color` as #rrggbb."""

    key: str
    meaning: str
    color: str
    width: float
    shape: Shape


class Overlay(Struct, kw_only=True):
    """A sheet of tracing paper."""

    id: int
    name: str
    step: str
    is_locked: bool


class Phase(Struct, kw_only=True):
    """The step a table is at. Dates and lengths in milliseconds, by the server's clock.

    Running, it has `ends_at`; paused, `left_ms`; without a limit, neither. Over is `ends_at` in the past:
    nothing is cut.
    """

    title: str
    overlay: int
    began_at: int
    length_ms: int
    ends_at: int | None
    left_ms: int | None


class Lead(Struct, kw_only=True):
    """Whose view the maps of this table follow, and where it looks."""

    seat: int
    look: Look


class WallPick(Struct, kw_only=True):
    """What of this table is brought to the wall: a thing, or a place of the map."""

    thing: UUID | None
    look: Look | None


class TableWord(Struct, kw_only=True):
    """The table as the facilitator keeps it. `notes_wait`: what participants write is read by a facilitator first."""

    name: str
    is_open: bool
    own_work_only: bool
    shows_names: bool
    phase: Phase | None
    lead: Lead | None
    wall_pick: WallPick | None
    pencils: list[Pencil]
    overlays: list[Overlay]
    notes_wait: bool = False


class Held(Struct, kw_only=True):
    """Told to its author only: an operation of theirs that waits for a facilitator, and what becomes of it."""

    at: int
    operation: AnyOperation
    fate: HeldFate
    reason: str = ""


class InboxNote(Struct, kw_only=True):
    """Told to facilitators only: what a seat wrote on an object, that nobody else sees yet.

    `op` is the first operation that waits, and names the note when one decides; `thing` is the object as it would be,
    `before` the words it has now for all. `is_gone`: decided, or withdrawn by its author.
    """

    op: UUID
    thing: Thing
    is_change: bool = False
    before: str = ""
    is_gone: bool = False


class Welcome(Struct, kw_only=True):
    """Answer to hello. `restart`: fetch the snapshot, what you hold is of another epoch or too old.

    `now` is the server's clock, in milliseconds: screens' own clocks are seldom right.
    """

    now: int
    epoch: str
    seq: int
    seat: int
    abilities: list[str]
    restart: bool


class ServerFrame(Struct, kw_only=True, omit_defaults=True):
    """What the table answers."""

    welcome: Welcome | None = None
    seq: int | None = None
    ops: list[NumberedOperation] | None = None
    known: list[UUID] | None = None
    refused: list[Refusal] | None = None
    ink: list[SeatInk] | None = None
    cursors: list[SeatCursor] | None = None
    people: list[Person] | None = None
    table: TableWord | None = None
    look: Look | None = None
    held: list[Held] | None = None
    inbox: list[InboxNote] | None = None


class Snapshot(Struct, kw_only=True):
    """A table at entry `seq`, erased things included; served over HTTP, compressed."""

    format: int
    epoch: str
    seq: int
    things: list[Thing]


class JournalPage(Struct, kw_only=True):
    """Some entries of a table's journal, `ops` from number `seq` on; `last` is the journal's last number now.

    Fewer than asked for: the journal ends here. A full page never changes while the epoch is the same.
    """

    format: int
    epoch: str
    seq: int
    last: int
    ops: list[NumberedOperation]
