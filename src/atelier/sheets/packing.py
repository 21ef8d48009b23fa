"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Stays
from atelier.sheets.models import PaperMark, Photo, PhotoDoor, Sheet, SheetReading

HERE = "what was read is laid on a table, which travels; papers and photographs stay where they were read"

PACKING: tuple[Declaration, ...] = (
    Stays(Sheet, "its description is in its QR: any copy of the software reads it"),
    Stays(PhotoDoor, "an address of this machine"),
    Stays(Photo, HERE),
    Stays(SheetReading, HERE),
    Stays(PaperMark, HERE),
)
