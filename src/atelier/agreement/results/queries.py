"""What a result depends on."""

from __future__ import annotations

from zlib import crc32

from atelier.agreement.consulting.models import Consultation, HandCount, Vote
from atelier.agreement.consulting.queries import statements_of


def mark_of(consultation: Consultation) -> tuple[str, int]:
    """What the result depends on, in a word; the number of votes."""
    atelier = consultation.atelier_id
    votes = Vote.objects.of(atelier).filter(statement__consultation=consultation).count()
    hands = HandCount.objects.of(atelier).filter(statement__consultation=consultation).count()
    standings = statements_of(consultation).order_by("number").values_list("standing", flat=True)
    return f"{votes}-{hands}-{consultation.small_under}-{crc32(''.join(standings).encode()):x}", votes
