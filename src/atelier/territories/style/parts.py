"""Short hands to write style layers, and the vocabulary they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

StyleLayer = dict[str, Any]
Expression = list[Any]
BASE = "base"
REGULAR, ITALIC, BOLD = "Regular", "Italic", "Bold"


@dataclass(frozen=True)
class Group:
    """Layers that the table shows or hides together, under one French title."""

    id: str
    title: str | Promise
    is_visible: bool
    layers: tuple[StyleLayer, ...]


def fill(
    name: str, source_layer: str, *, where: Expression | None = None, from_zoom: float = 0, **paint: Any
) -> StyleLayer:
    return _layer(name, "fill", source_layer, where, from_zoom, paint, {})


def line(
    name: str,
    source_layer: str,
    *,
    where: Expression | None = None,
    from_zoom: float = 0,
    cap: str = "round",
    **paint: Any,
) -> StyleLayer:
    return _layer(name, "line", source_layer, where, from_zoom, paint, {"line-cap": cap, "line-join": "round"})


def label(
    name: str,
    source_layer: str,
    layout: dict[str, Any],
    *,
    where: Expression | None = None,
    from_zoom: float = 0,
    **paint: Any,
) -> StyleLayer:
    return _layer(name, "symbol", source_layer, where, from_zoom, paint, layout)


def zoomed(*stops: float | str | Expression) -> Expression:
    """Values between zooms: zoomed(10, 0.5, 14, 2) is 0.5 at zoom 10 and 2 at zoom 14."""
    return ["interpolate", ["exponential", 1.4], ["zoom"], *stops]


def _layer(
    name: str,
    kind: str,
    source_layer: str,
    where: Expression | None,
    from_zoom: float,
    paint: dict[str, Any],
    layout: dict[str, Any],
) -> StyleLayer:
    layer: StyleLayer = {"id": name, "type": kind, "source": BASE, "source-layer": source_layer}
    if where is not None:
        layer["filter"] = where
    if from_zoom:
        layer["minzoom"] = from_zoom
    if layout:
        layer["layout"] = layout
    layer["paint"] = {
        f"{kind if kind != 'symbol' else 'text'}-{key.replace('_', '-')}": value for key, value in paint.items()
    }
    return layer
