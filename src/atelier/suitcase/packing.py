"""What of this room travels in a suitcase: nothing but what each line says of itself."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Stays
from atelier.suitcase.models import AtelierCopy, Exchange, Passport

PACKING: tuple[Declaration, ...] = (
    Stays(AtelierCopy, "the manifest says where the file comes from"),
    Stays(Passport, "each line carries its own name and stamps"),
    Stays(Exchange, "each machine keeps what it exchanged"),
)
