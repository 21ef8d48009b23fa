"""JSON Schema of the live contract, from which the TypeScript types are generated."""

from __future__ import annotations

from typing import Any

import msgspec

from atelier.engines.journal.frames import ClientFrame, JournalPage, ServerFrame, Snapshot

CONTRACT = (ClientFrame, ServerFrame, Snapshot, JournalPage)


def contract_schema() -> dict[str, Any]:
    """One schema whose definitions are every message; the root only names the three roots."""
    _, components = msgspec.json.schema_components(CONTRACT, ref_template="#/$defs/{name}")
    for definition in components.values():
        definition.setdefault("additionalProperties", False)
    roots = {kind.__name__: {"$ref": f"#/$defs/{kind.__name__}"} for kind in CONTRACT}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Live",
        "type": "object",
        "additionalProperties": False,
        "required": sorted(roots),
        "properties": roots,
        "$defs": components,
    }
