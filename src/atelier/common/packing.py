"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration, Stays
from atelier.common.models import AuditEntry, Job

PACKING: tuple[Declaration, ...] = (
    Apart(AuditEntry, "audit.jsonl: the lines that speak of what travels"),
    Stays(Job, "work of one machine"),
)
