"""What the page of a replay says to its island (ReplayProps in frontend/src/islands/replay/props.ts)."""

from __future__ import annotations

from typing import Any

import msgspec
from django.urls import reverse

from atelier.tables.desk import table_word
from atelier.tables.projection import Projector
from atelier.tables.replaying import PAGE_ENTRIES, hands_of, moments_of
from atelier.tables.rules import TableAccess
from atelier.tables.screen import colleges_of, map_of


def replay_props(access: TableAccess) -> dict[str, Any]:
    """Plain values for json_script."""
    table = access.table
    return {
        "atelier": table.workshop.atelier.title,
        "workshop": table.workshop.title,
        "table": msgspec.to_builtins(table_word(table, Projector.of(table))),
        "people": msgspec.to_builtins(hands_of(table, with_names=access.sees_names)),
        "colleges": colleges_of(),
        "map": map_of(table),
        "journalUrl": reverse("tables:journal", args=[table.pk]),
        "epoch": str(table.epoch),
        "last": table.last_seq,
        "pageEntries": PAGE_ENTRIES,
        "moments": moments_of(table),
        "picturesUrl": reverse("tables:pictures", args=[table.pk]),
        "tableUrl": reverse("tables:table", args=[table.pk]),
    }
