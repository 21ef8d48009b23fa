"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration, Kept, Stays
from atelier.tables.commands import free_code
from atelier.tables.models import (
    HeldOperation,
    JournalEntry,
    Sitting,
    Table,
    TableLead,
    TableOverlay,
    TablePencil,
    TablePhase,
    TableSnapshot,
    WallKey,
    WallPick,
)

OWN_HISTORY = "each machine numbers its own history"

PACKING: tuple[Declaration, ...] = (
    Kept(
        Table,
        left_out={"epoch": OWN_HISTORY, "last_seq": OWN_HISTORY, "changes": OWN_HISTORY, "held_changes": OWN_HISTORY},
        local={"code": free_code},
    ),
    Kept(TablePencil, same=("table", "key")),
    Kept(TableOverlay),
    Kept(Sitting, same=("table", "seat")),
    Kept(HeldOperation, same=("table", "op"), holds_operations=("operation",)),
    Apart(JournalEntry, "journals/: one file a table, in the order of the journal"),
    Stays(TableSnapshot, "made again from the journal"),
    Stays(TablePhase, "the clock of a room, which runs where the room is"),
    Stays(TableLead, "the view that is followed at this moment"),
    Stays(WallPick, "what the wall of this room shows at this moment"),
    Stays(WallKey, "its hash is keyed by the machine's secret"),
)
OPERATION_REFERENCES = {"overlay": "tables.tableoverlay", "said_by": "ateliers.seat"}
