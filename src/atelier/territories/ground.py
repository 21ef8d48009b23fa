"""The ground of a sheet, from the files of a site: full detail, unlike the tiles of its package.

The tiles are cut at their edges and rounded to a metre: names along rivers and dashes would break at each edge.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely
from affine import Affine
from shapely import Point
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography import Frame, Ground, HeightGrid, Photograph
from atelier.engines.cartography.ground import Feature
from atelier.engines.terrain.blend import Grid, smooth
from atelier.engines.terrain.contours import contours
from atelier.territories.build.coast import Coast, coast_of
from atelier.territories.build.layers import site_layers
from atelier.territories.build.recipe import Recipe, cut, recipe
from atelier.territories.build.relief import Relief, mask_of, merged_relief

INHABITED = 3  # people in a hectare, from which it is drawn as built-up
CELL_M, BLUR_M, HALF = 20.0, 65.0, 0.45
FOREST_CODES = {"311", "312", "313", "324"}  # Corine Land Cover: forests, and land on its way to it
TOWN_CODES = {"111", "112", "121", "122", "123", "124", "133", "141", "142"}


def ground_of_site(slug: str, *, data: Path) -> Ground:
    """Everything known of a site, in Lambert-93. Raises SiteUnknown. Takes 3 to 6 s: keep it for several sheets."""
    plan = recipe(slug, data)
    relief = merged_relief(plan)
    coast = coast_of(plan, relief)
    layers: dict[str, list[Feature]] = {layer.name: list(layer.features) for layer in site_layers(plan, coast, relief)}
    woods = woods_of(plan)
    layers["woods"] = [] if woods is None else [(woods, {"kind": "wood"})]
    layers["built"] = _built(plan, coast)
    layers["flood"] = _flood(layers)
    return Ground(layers, heights_of(relief), credits=tuple(plan.said["credits"]))


def photograph_over(path: Path, frame: Frame, *, dpi: int = 150) -> Photograph:
    """A georeferenced picture, in any projection, laid exactly over the frame; white where it says nothing.

    Raises rasterio.errors.RasterioIOError when the file is not a picture with a place.
    """
    import rasterio
    from rasterio.vrt import WarpedVRT
    from rasterio.warp import Resampling

    cols, rows = round(frame.width_mm / 25.4 * dpi), round(frame.height_mm / 25.4 * dpi)
    west, south, east, north = frame.bbox
    target = Affine((east - west) / cols, 0, west, 0, -(north - south) / rows, north)
    with rasterio.open(path) as source, WarpedVRT(
        source, crs=f"EPSG:{frame.crs}", transform=target, width=cols, height=rows, resampling=Resampling.bilinear,
        add_alpha=True,
    ) as laid:  # fmt: skip
        colours = [min(channel, source.count) for channel in (1, 2, 3)]
        pixels, is_known = laid.read(colours).transpose(1, 2, 0), laid.read(laid.count) > 0
    return Photograph(np.where(is_known[..., None], pixels, np.uint8(255)).astype(np.uint8), frame.bbox)


def heights_of(relief: Relief | None) -> HeightGrid | None:
    if relief is None:
        return None
    return HeightGrid(relief.heights_m, relief.transform.c, relief.transform.f, relief.step_m)


def woods_of(plan: Recipe) -> BaseGeometry | None:
    """One shape; None where the data of the site say nothing of forests."""
    forests = [shape for shape, _ in plan.features("forets_bourgogne")]
    forests += [shape for shape, said in plan.features("occupation_sol_clc2018") if said["code"] in FOREST_CODES]
    return shapely.union_all(shapely.make_valid(forests)) if forests else None


def towns_of(plan: Recipe) -> BaseGeometry | None:
    """Built-up land: where people live, hectare by hectare, blurred into towns; or the towns of the land cover."""
    squares = [shape for shape, said in plan.trusted("population_carreaux") if said["population"] >= INHABITED]
    towns = [shape for shape, said in plan.features("occupation_sol_clc2018") if said["code"] in TOWN_CODES]
    found = [*_blurred(squares), *shapely.make_valid(towns)]
    return shapely.union_all(found) if found else None


def _built(plan: Recipe, coast: Coast) -> list[Feature]:
    towns = towns_of(plan)
    return [] if towns is None else list(cut([(towns, {"kind": "built"})], coast.dry))


def _blurred(squares: list[BaseGeometry]) -> list[BaseGeometry]:
    """Squares of a hundred metres as soft shapes: drawn as they are, they would be stairs."""
    if not squares:
        return []
    area = shapely.union_all(squares)
    west, south, east, north = area.buffer(3 * BLUR_M).bounds
    transform = Affine(CELL_M, 0, west, 0, -CELL_M, north)
    shape = (int((north - south) / CELL_M) + 1, int((east - west) / CELL_M) + 1)
    density = smooth(mask_of(area, transform, shape), sigma_cells=BLUR_M / CELL_M)
    rings = shapely.get_parts(shapely.polygonize(contours(density, [HALF])[HALF])).tolist()
    origin, cell = np.array([west + CELL_M / 2, north - CELL_M / 2]), np.array([CELL_M, -CELL_M])
    kept = [ring for ring in rings if _density_at(density, ring.representative_point()) > HALF]
    return list(shapely.transform(np.asarray(kept, dtype=object), lambda cells: origin + cells * cell))


def _density_at(density: Grid, place: Point) -> float:
    return float(density[round(place.y), round(place.x)])


def _flood(layers: dict[str, list[Feature]]) -> list[Feature]:
    """The flooded land as one shape, without the specks of the model's cells."""
    shapes = [shape for shape, _ in layers.get("flood", [])]
    if not shapes:
        return []
    return [(shapely.union_all(shapely.make_valid(shapes)).buffer(14).buffer(-26).buffer(12), {"depth": 0})]
