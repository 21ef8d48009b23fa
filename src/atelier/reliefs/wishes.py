"""Everything a relief is made from, in plain values that are kept: the format says which words mean what.

A wish of an older format is brought up to date when it is read; one of a later format is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from atelier.common.geometry import Bounds
from atelier.reliefs.enums import ReliefKind
from atelier.reliefs.refusals import WishTooNew

FORMAT = 1


@dataclass(frozen=True)
class Wish:
    """bounds: west, south, east, north in degrees. layers: keys of grounds.TITLES. tables: their ids.

    choices: what the form of the kind asks (forms.py), by the names of its fields.
    """

    kind: str
    title: str
    bounds: Bounds
    layers: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    names: str = "main"
    choices: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        said = asdict(self)
        lists = {"bounds": list(self.bounds), "layers": list(self.layers), "tables": list(self.tables)}
        return {"format": FORMAT, **said, **lists, "choices": dict(self.choices)}


def read_wish(said: Mapping[str, Any]) -> Wish:
    """What was kept. Raises WishTooNew."""
    if int(said["format"]) > FORMAT:
        raise WishTooNew
    west, south, east, north = (float(value) for value in said["bounds"])
    return Wish(
        kind=ReliefKind(said["kind"]).value,
        title=str(said["title"]),
        bounds=(west, south, east, north),
        layers=tuple(said["layers"]),
        tables=tuple(said["tables"]),
        names=str(said["names"]),
        choices=dict(said["choices"]),
    )
