"""The vector layers of a site, drawn from its files. Names and labels are in French: they are data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.terrain.contours import contours
from atelier.territories.build.coast import Coast
from atelier.territories.build.limits import limit_features
from atelier.territories.build.recipe import Feature, Recipe, cut, read_features, to_metres
from atelier.territories.build.relief import Relief

CONTOUR_M, INDEX_M = 10, 50
LEAST_CONTOUR_M = 350.0
FLOOD_CLASSES = {"0 à 0,5 m": 1, "0,5 à 1 m": 2, "plus de 1 m": 3}


@dataclass(frozen=True)
class Layer:
    """A layer of the vector tiles: features in metres, first zoom where it appears."""

    name: str
    title: str
    features: list[Feature]
    min_zoom: int


def site_layers(recipe: Recipe, coast: Coast, relief: Relief | None) -> list[Layer]:
    """Every layer the files of the site allow, in drawing order; empty ones are left out."""
    drawn = [
        Layer("sea", "Mer", coast.sea_features(), 6),
        Layer("communes", "Communes", _communes(recipe, coast), 6),
        Layer("plu", "Zonage PLU", _plu(recipe, coast), 9),
        Layer("population", "Population", _population(recipe, coast), 10),
        Layer("protected", "Zones protégées", _plain(recipe, "zone_protegee"), 8),
        Layer("flood", "Inondation de l’Arques", _flood(recipe), 9),
        Layer("risk", "Risques (PPR)", _plain(recipe, "zone_risque_ppr"), 9),
        Layer("contours", "Courbes de niveau", _contours(relief, coast) if relief else [], 9),
        Layer("streams", "Cours d’eau", _streams(recipe, coast), 7),
        Layer("shore", "Trait de côte", coast.shore(recipe.frame), 6),
        Layer("defences", "Ouvrages littoraux", _defences(recipe), 11),
        Layer("roads", "Routes", _roads(recipe), 9),
        Layer("limits", "Limites", limit_features(recipe, coast), 6),
        Layer("places", "Lieux", _places(recipe), 6),
    ]
    return [layer for layer in drawn if layer.features]


def printed(name: str) -> str:
    """A name with the apostrophe of print."""
    return name.replace("'", "’")


def _communes(recipe: Recipe, coast: Coast) -> list[Feature]:
    """Areas down to the shore that is drawn, not to the one of the administrative limits."""
    every = cut([*recipe.features("communes"), *recipe.surroundings], coast.land)
    return [
        (shape, {"code": said["code"], "name": printed(said["nom"]), "role": said["role"], "population": said["pop"]})
        for shape, said in every
    ]


def _places(recipe: Recipe) -> list[Feature]:
    """Label points: communes by population, and the names of `toponymes`."""
    points = [(_label_point(shape), said) for shape, said in recipe.features("communes")]
    points += [(to_metres(shapely.Point(said["point"])), said) for _, said in recipe.surroundings]
    communes: list[Feature] = [
        (point, {"name": printed(said["nom"]), "kind": "commune", "role": said["role"],
                 "population": said["pop"] or 0, "rank": _rank(said["pop"] or 0)})
        for point, said in points
    ]  # fmt: skip
    named: list[Feature] = [
        (
            to_metres(shapely.Point(said["lon"], said["lat"])),
            {"name": said["nom"], "kind": said["genre"], "zoom": said["zoom"]},
        )
        for said in recipe.said["toponymes"]
    ]
    return communes + named


def _label_point(shape: Any) -> BaseGeometry:
    """The centre of the largest circle inside: where there is room to write."""
    centre: BaseGeometry = shapely.get_point(shapely.maximum_inscribed_circle(shape, 100), 0)
    return centre


def _rank(population: int) -> int:
    """1 town, 2 small town, 3 large village, 4 village."""
    return int(np.searchsorted([-10_000, -2_500, -900], -population)) + 1


def _plu(recipe: Recipe, coast: Coast) -> list[Feature]:
    zones = cut(recipe.trusted("zonage_plu_simplifie"), coast.dry)
    return [(shape, {"zone": said["zone"], "label": said["libelle"]}) for shape, said in zones]


def _population(recipe: Recipe, coast: Coast) -> list[Feature]:
    squares = cut(recipe.trusted("population_carreaux"), coast.dry)
    return [(shape, {"people": said["population"]}) for shape, said in squares]


def _flood(recipe: Recipe) -> list[Feature]:
    return [
        (shape, {"depth": FLOOD_CLASSES[said["hauteur_eau"]], "label": said["hauteur_eau"]})
        for shape, said in recipe.trusted("inondation_arques")
    ]


def _defences(recipe: Recipe) -> list[Feature]:
    return [
        (shape, {"state": said["etat"], "top_m": said["altitude"]})
        for shape, said in recipe.trusted("ouvrages_littoraux")
    ]


def _plain(recipe: Recipe, name: str) -> list[Feature]:
    return [(shape, {"kind": name}) for shape, _ in recipe.trusted(name)]


def _roads(recipe: Recipe) -> list[Feature]:
    lines = [shape for shape, _ in recipe.trusted("routes")]
    return [(line, {"kind": "main"}) for line in _merged(lines)]


def _streams(recipe: Recipe, coast: Coast) -> list[Feature]:
    """Streams of detail where there are some, the rivers of the country elsewhere."""
    own = recipe.trusted("cours_d_eau")
    is_detailed = any("regime" in said for _, said in own)
    rivers = cut(read_features(recipe.data / "national" / "cours_d_eau.geojson"), recipe.frame)
    if is_detailed and recipe.reliable is not None:
        elsewhere = shapely.difference(shapely.intersection(recipe.frame, coast.land), recipe.reliable)
        rivers = cut(rivers, elsewhere)
    streams = _by_name(own, "stream") if is_detailed else []
    return streams + _by_name(rivers, "river")


def _by_name(features: list[Feature], kind: str) -> list[Feature]:
    """Segments joined by name, so that a label can follow the river."""

    def name_of(feature: Feature) -> str:
        return printed(feature[1]["nom"] or "")

    found: list[Feature] = []
    for name, group in groupby(sorted(features, key=name_of), key=name_of):
        said = {"kind": kind, "name": name} if name else {"kind": kind}
        found += [(line, said) for line in _merged([shape for shape, _ in group])]
    return found


def _merged(lines: list[BaseGeometry]) -> list[BaseGeometry]:
    return list(shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))) if lines else []


def _contours(relief: Relief, coast: Coast) -> list[Feature]:
    """Lines every 10 m on land; depths of 5 m in 5 m at sea, where the fine model holds the sea bed."""
    found: list[Feature] = []
    top = int(np.nanmax(relief.heights_m))
    dry = shapely.buffer(coast.land, -25)
    for level, lines in contours(relief.heights_m, range(CONTOUR_M, top, CONTOUR_M)).items():
        found += _placed(lines, relief, dry, {"height": int(level), "index": level % INDEX_M == 0, "sea": False})
    if not coast.sea.is_empty:
        bed = np.where(relief.fine > 0.99, relief.heights_m, np.nan)
        for level, lines in contours(bed, (-5, -10, -15)).items():
            found += _placed(lines, relief, coast.sea, {"height": int(level), "index": False, "sea": True})
    return found


def _placed(
    lines: list[shapely.LineString], relief: Relief, area: BaseGeometry, said: dict[str, object]
) -> list[Feature]:
    """Grid lines in metres, inside `area`, without the smallest rings."""
    kept = [line for line in relief.in_metres(lines) if line.length >= LEAST_CONTOUR_M]
    softened = shapely.simplify(np.asarray(kept, dtype=object), relief.step_m / 8)
    shapely.prepare(area)
    whole = shapely.contains_properly(area, softened)
    cuts = [
        line if is_whole else shapely.intersection(area, line) for line, is_whole in zip(softened, whole, strict=True)
    ]
    return [(line, said) for line in cuts if not line.is_empty]
