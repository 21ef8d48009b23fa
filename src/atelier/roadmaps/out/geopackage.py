"""GeoPackage for QGIS: actions by kind of geometry, demonstrators, communes of the perimeter, in the legal projection.

Layers and attributes are named in French, for those who open them. Every layer is there, empty or not.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atelier.engines.measure.legal import legal_crs, project
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.out.gathering import Gathered
from atelier.roadmaps.plan.models import Action

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NUMBERS = {"avancement", "budget_eur", "jours", "actions"}
ACTION_FIELDS = (
    "action", "titre", "axe", "descriptif", "statut", "debut", "fin", "avancement", "budget_eur", "jours",
    "elu_porteur", "etat_porteur", "partenaires", "demonstrateur",
)  # fmt: skip
DEMONSTRATOR_FIELDS, COMMUNE_FIELDS = ("nom", "texte", "actions"), ("code", "nom")
KINDS = ("MultiPoint", "MultiLineString", "MultiPolygon")
ACTION_LAYERS = dict(zip(KINDS, ("actions_points", "actions_lignes", "actions_surfaces"), strict=True))
DEMONSTRATOR_LAYERS = dict(
    zip(KINDS, ("demonstrateurs_points", "demonstrateurs_lignes", "demonstrateurs_surfaces"), strict=True)
)
NOWHERE, COMMUNES = "actions_sans_lieu", "communes_du_perimetre"


@dataclass
class Layer:
    """`kind`: as every geometry of it is written, "" where it has none."""

    name: str
    fields: Sequence[str]
    kind: str = ""
    rows: list[Mapping[str, Any]] = field(default_factory=list)
    places: list[BaseGeometry] = field(default_factory=list)


def write_geopackage(gathered: Gathered) -> bytes:
    """The whole file."""
    layers = {name: Layer(name, ACTION_FIELDS, kind) for kind, name in ACTION_LAYERS.items()}
    layers |= {NOWHERE: Layer(NOWHERE, ACTION_FIELDS)}
    layers |= {name: Layer(name, DEMONSTRATOR_FIELDS, kind) for kind, name in DEMONSTRATOR_LAYERS.items()}
    layers |= {COMMUNES: Layer(COMMUNES, COMMUNE_FIELDS, "MultiPolygon")}
    for action in gathered.actions:
        _place(layers, ACTION_LAYERS, action.geometry, _action_fields(action, gathered), nowhere=NOWHERE)
    for pk, told in gathered.demonstrators.items():
        carried = sum(action.demonstrator == pk for action in gathered.actions)
        _place(layers, DEMONSTRATOR_LAYERS, told.place, {"nom": told.title, "texte": told.text, "actions": carried})
    _add_communes(layers[COMMUNES], gathered.communes)
    return _written(list(layers.values()))


def _place(
    layers: Mapping[str, Layer],
    named: Mapping[str, str],
    place: Mapping[str, Any] | None,
    row: Mapping[str, Any],
    *,
    nowhere: str = "",
) -> None:
    found = _as_one_kind(place) if place else None
    if found is not None:
        layer = layers[named[found.geom_type]]
        layer.places.append(found)
        layer.rows.append(row)
    elif nowhere:
        layers[nowhere].rows.append(row)


def _as_one_kind(place: Mapping[str, Any]) -> BaseGeometry | None:
    """A multipoint, multiline or multipolygon: of a collection, what has most dimensions."""
    import shapely
    from shapely.geometry import shape

    parts = [part for part in shapely.get_parts(shape(dict(place)), return_index=False) if not part.is_empty]
    if not parts:
        return None
    dimension = max(int(shapely.get_dimensions(part)) for part in parts)
    kept = [part for part in parts if shapely.get_dimensions(part) == dimension]
    gathered: BaseGeometry = getattr(shapely, KINDS[dimension])(kept)
    return gathered


def _action_fields(action: Action, gathered: Gathered) -> dict[str, Any]:
    bearers = {one.kind: str(one) for one in action.bearers.all() if one.left_at is None}
    said = [one.progress for one in gathered.reports.get(action.pk, ()) if one.progress is not None]
    told = gathered.demonstrators.get(action.demonstrator) if action.demonstrator else None
    return {
        "action": action.name,
        "titre": action.title,
        "axe": action.axis.title,
        "descriptif": action.text,
        "statut": str(action.get_status_display()),
        "debut": action.starts_on.isoformat() if action.starts_on else None,
        "fin": action.ends_on.isoformat() if action.ends_on else None,
        "avancement": said[-1] if said else None,
        "budget_eur": float(sum(line.amount_eur for line in action.funding.all())),
        "jours": action.person_days,
        "elu_porteur": bearers.get(BearerKind.ELECTED),
        "etat_porteur": bearers.get(BearerKind.STATE),
        "partenaires": ", ".join(action.partner_names),
        "demonstrateur": told.title if told else None,
    }


def _add_communes(layer: Layer, communes: Mapping[str, str]) -> None:
    if not communes:
        return
    from shapely.geometry import mapping

    from atelier.territories.outlines import outlines

    for code, outline in outlines(communes).items():
        found = _as_one_kind(mapping(outline))
        if found is not None:
            layer.places.append(found)
            layer.rows.append({"code": code, "nom": communes[code]})


def _written(layers: Sequence[Layer]) -> bytes:
    places = [place for layer in layers for place in layer.places]
    epsg = legal_crs(*places[0].centroid.coords[0]) if places else legal_crs(2.5, 46.5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feuille-de-route.gpkg"
        for layer in layers:
            _write_layer(path, layer, epsg)
        return path.read_bytes()


def _write_layer(path: Path, layer: Layer, epsg: int) -> None:
    import numpy as np
    import pyogrio.raw  # 100 MB: only when a GeoPackage is asked for
    import shapely

    moved = [project(place, epsg) for place in layer.places]
    pyogrio.raw.write(
        path,
        geometry=np.array(shapely.to_wkb(moved), dtype=object) if layer.kind else None,
        field_data=[_column(name, layer.rows) for name in layer.fields],
        fields=np.array(layer.fields),
        layer=layer.name,
        driver="GPKG",
        geometry_type=layer.kind or None,
        crs=f"EPSG:{epsg}" if layer.kind else None,
        append=path.exists(),
    )


def _column(name: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    import numpy as np

    values = [row[name] for row in rows]
    if name in NUMBERS:
        return np.array([np.nan if value is None else value for value in values], dtype="float64")
    if name in ("debut", "fin"):
        return np.array(values, dtype="datetime64[D]")
    return np.array(values, dtype=object)
