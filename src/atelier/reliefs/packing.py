"""What of this room travels in a suitcase: what was asked; the files are made again where they are wanted."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Kept, Stays
from atelier.reliefs.models import Relief, ReliefFile

MADE_HERE = "files are made again on each machine, from the same ground"

PACKING: tuple[Declaration, ...] = (
    Kept(Relief, left_out={"made_at": MADE_HERE, "failure": MADE_HERE, "summary": MADE_HERE, "notes": MADE_HERE}),
    Stays(ReliefFile, MADE_HERE),
)
