"""The phases of a call, laid out from its closing by dated data."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.programme.calls.models import Call
from atelier.programme.selection.models import Phase

DATA = Path(__file__).parent / "data" / "phases.json"


@transaction.atomic
def lay_phases(call: Call, *, by: Author, closes_at: dt.datetime | None = None) -> list[Phase]:
    """The phases that hold on the day the call closes (or `closes_at`, where it stays open), those there replaced."""
    start = call.closes_at or closes_at or timezone.now()
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    day = timezone.localdate(start).isoformat()
    current = max((row for row in rows if row["valid_from"] <= day), key=lambda row: row["valid_from"])
    call.phases.all().delete()
    laid = []
    for ordinal, row in enumerate(current["phases"], start=1):
        opens = start + dt.timedelta(days=row["from_day"])
        phase = Phase(
            call=call,
            ordinal=ordinal,
            key=row["key"],
            title=row["title"],
            opens_at=opens,
            closes_at=opens + dt.timedelta(days=row["days"]),
            lets=row["lets"],
        )
        phase.save()
        laid.append(phase)
    record("phases.laid", call, by=by, valid_from=current["valid_from"])
    return laid


@transaction.atomic
def move_phase(phase: Phase, *, opens_at: dt.datetime, closes_at: dt.datetime, by: Author) -> Phase:
    """Other dates for a phase; the audit keeps what they were. Raises ValidationError."""
    before = [phase.opens_at.isoformat(), phase.closes_at.isoformat()]
    phase.opens_at, phase.closes_at = opens_at, closes_at
    phase.full_clean()
    phase.save(update_fields=["opens_at", "closes_at"])
    record("phase.moved", phase, by=by, before=before, after=[opens_at.isoformat(), closes_at.isoformat()])
    return phase
