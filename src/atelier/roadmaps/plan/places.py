"""The place an action takes from what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.walking import origins_of

DIMENSIONS = ("Point", "LineString", "Polygon")


def inherited_place(atelier: Atelier, sources: Sequence[Node]) -> dict[str, Any] | None:
    """Where the sources lie; failing that, where what they came from was drawn; None where nothing has a place."""
    if not sources:
        return None
    near = [told.place for told in tell_nodes(atelier, sources).values() if told.place]
    if not near:
        far = tell_nodes(atelier, sorted(origins_of(atelier, sources)))
        near = [told.place for told in far.values() if told.place]
    return gathered(near)


def gathered(places: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """One GeoJSON geometry for several: those of the highest dimension (areas before lines, lines before points).

    A geometry holds one dimension (common/geometry.py); the others stay one step away, in the lineage.
    """
    parts: list[list[Any]] = [[], [], []]
    for place in places:
        kind = str(place["type"])
        many = place["coordinates"] if kind.startswith("Multi") else [place["coordinates"]]
        parts[DIMENSIONS.index(kind.removeprefix("Multi"))] += many
    for dimension in (2, 1, 0):
        if found := parts[dimension]:
            single = DIMENSIONS[dimension]
            if len(found) == 1:
                return {"type": single, "coordinates": found[0]}
            return {"type": f"Multi{single}", "coordinates": found}
    return None
