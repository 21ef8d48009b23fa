"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration, Stays
from atelier.common.models import AuditEntry, Job, Letter, StoredFile

PACKING: tuple[Declaration, ...] = (
    Apart(AuditEntry, "audit.jsonl: the lines that speak of what travels"),
    Stays(Job, "work of one machine"),
    Stays(StoredFile, "papers of the year: a day around the tables does without"),
    Stays(Letter, "written and sent from one machine"),
)
