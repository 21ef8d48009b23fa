"""Grounds with known shapes, and readers of what the engine writes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import numpy as np
import rasterio
import trimesh
from affine import Affine

from atelier.engines.relief.ground import Ground
from atelier.engines.relief.reading import Extent, read_ground
from atelier.engines.relief.shapes import read_area

DIEPPE = Path("data/sites/dieppe")
CORE = "{http://schemas.microsoft.com/3dmanufacturing/core/2015/02}"


def ground_of(heights, *, step_m=10.0, outline=None):
    """A ground in Lambert-93 whose first node is at (560000, 6980000)."""
    return Ground(np.asarray(heights, dtype=np.float32), 560_000.0, 6_980_000.0, step_m, "EPSG:2154", outline)


def dieppe(*, is_cropped=True):
    """The Dieppe model, within the part where it is true."""
    extent = Extent(area=read_area(DIEPPE / "emprise_fiable.geojson")) if is_cropped else Extent()
    return read_ground(DIEPPE / "mnt_20m.tif", extent)


def write_raster(path, heights, *, step=10.0, crs="EPSG:2154", nodata=-9999.0, west=560_000.0, north=6_980_000.0):
    heights = np.asarray(heights, dtype=np.float32)
    rows, columns = heights.shape
    transform = Affine(step, 0, west, 0, -step, north)
    options = {"driver": "GTiff", "count": 1, "dtype": "float32", "crs": crs, "transform": transform}
    with rasterio.open(path, "w", height=rows, width=columns, nodata=nodata, **options) as file:
        file.write(np.where(np.isnan(heights), nodata, heights).astype(np.float32), 1)
    return path


def meshes_of(path):
    """Meshes of an STL or 3MF file, vertices at one place merged."""
    if path.suffix == ".stl":
        return [trimesh.load(path)]
    root = ET.fromstring(zipfile.ZipFile(path).read("3D/3dmodel.model"))
    found = []
    for each in root.iter(f"{CORE}object"):
        vertices = [[float(v.get(axis)) for axis in "xyz"] for v in each.iter(f"{CORE}vertex")]
        faces = [[int(t.get(key)) for key in ("v1", "v2", "v3")] for t in each.iter(f"{CORE}triangle")]
        found.append(trimesh.Trimesh(vertices, faces))
    return found


def is_sound(mesh):
    """Closed, turned outwards, each edge of two faces and none with no area."""
    return mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0 and bool((mesh.area_faces > 0).all())
