"""For migrations: say the atelier of audit rows written before they said it themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

BATCH = 500


def fill(apps: Any, room: str, kinds: Mapping[str, str]) -> None:
    """kinds: name of a model of `room` → path from it to its atelier. Rows about what is gone stay without."""
    entries = apps.get_model("common", "AuditEntry").objects
    for name, path in kinds.items():
        rows = entries.filter(thing_kind=f"{room}.{name}", atelier_id=None)
        if not rows.exists():
            continue
        owned: dict[int, list[str]] = defaultdict(list)
        for key, atelier in apps.get_model(room, name)._base_manager.values_list("pk", path):
            owned[atelier].append(str(key))
        for atelier, keys in owned.items():
            for start in range(0, len(keys), BATCH):
                rows.filter(thing_id__in=keys[start : start + BATCH]).update(atelier_id=atelier)
