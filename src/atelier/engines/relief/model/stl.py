"""Binary STL, written as it is made: 50 bytes a triangle, normals turned outwards."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from atelier.engines.relief.ground import Heights
from atelier.engines.relief.model.solid import Solid

RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attributes", "<u2")])
CHUNK = 1 << 16


def write_stl(path: Path, solid: Solid) -> float:
    """One solid, millimetres; returns its volume in mm³, summed on the way (divergence theorem)."""
    header = b"Atelier relief, millimetres".ljust(80)
    records, volume = np.zeros(CHUNK, dtype=RECORD), 0.0
    with path.open("wb") as file:
        file.write(header + np.uint32(solid.count).tobytes())
        for corners in solid.corners(CHUNK):
            part = records[: len(corners)]
            part["corners"] = corners
            normals = across(corners)
            volume += below_mm3(corners, normals)
            length = np.sqrt((normals * normals).sum(axis=0))
            np.maximum(length, np.float32(1e-30), out=length)
            for axis in range(3):
                np.divide(normals[axis], length, out=part["normal"][:, axis])
            file.write(part.tobytes())
    return volume


def across(corners: Heights) -> Heights:
    """(3, count): vectors across each triangle, outwards, as long as twice its area."""
    x, y, z = (np.ascontiguousarray(corners[:, :, axis].T) for axis in range(3))
    ux, uy, uz = x[1] - x[0], y[1] - y[0], z[1] - z[0]
    vx, vy, vz = x[2] - x[0], y[2] - y[0], z[2] - z[0]
    return np.stack([uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx])


def below_mm3(corners: Heights, normals: Heights) -> float:
    """Signed volume between triangles and the plane z = 0."""
    sums = corners[:, 0, 2] + corners[:, 1, 2] + corners[:, 2, 2]
    return float((normals[2] * sums).sum(dtype=np.float64)) / 6
