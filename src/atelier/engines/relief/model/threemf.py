"""3MF: every tile of a model in one file, in millimetres, laid side by side.

Source: 3MF Core Specification 1.3, 3MF Consortium.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BufferedIOBase
from pathlib import Path
from typing import IO

import numpy as np

from atelier.engines.relief.model.solid import Solid
from atelier.engines.relief.model.tiles import Tile
from atelier.engines.relief.stopwatch import Stopwatch

CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="/3D/3dmodel.model" Id="rel0" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)
CHUNK = 1 << 16
APART_MM = 10.0


def write_3mf(path: Path, pieces: Iterable[tuple[Tile, Solid]], watch: Stopwatch) -> None:
    """One object a tile; the build lays them as on the model, apart enough to be told from one another."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("3D/3dmodel.model", "w", force_zip64=True) as file:
            _model(file, pieces, watch)


def _model(file: IO[bytes] | BufferedIOBase, pieces: Iterable[tuple[Tile, Solid]], watch: Stopwatch) -> None:
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="fr" xmlns="{CORE}">\n<resources>\n'
    )
    file.write(head.encode())
    items = []
    for number, (tile, solid) in enumerate(pieces, start=1):
        with watch("write"):
            file.write(f'<object id="{number}" type="model" name="{tile.name}"><mesh><vertices>\n'.encode())
            _rows(file, solid.vertices, '<vertex x="%.4f" y="%.4f" z="%.4f"/>')
            file.write(b"</vertices><triangles>\n")
            for part in solid.parts:
                _rows(file, part, '<triangle v1="%d" v2="%d" v3="%d"/>')
            file.write(b"</triangles></mesh></object>\n")
        row, column = _place(tile.name)
        x, y = tile.place_mm[0] + column * APART_MM, tile.place_mm[1] - row * APART_MM
        items.append(f'<item objectid="{number}" transform="1 0 0 0 1 0 0 0 1 {x:.4f} {y:.4f} 0"/>')
    build = "\n".join(items)
    file.write(f"</resources>\n<build>\n{build}\n</build>\n</model>\n".encode())


def _rows(file: IO[bytes] | BufferedIOBase, rows: np.ndarray, form: str) -> None:
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        text = (form + "\n") * len(part) % tuple(part.ravel().tolist())
        file.write(text.encode())


def _place(name: str) -> tuple[int, int]:
    """Row and column of a tile from its name: A1 is (0, 0)."""
    letters = name.rstrip("0123456789")
    row = 0
    for letter in letters:
        row = row * 26 + ord(letter) - 64
    return row - 1, int(name[len(letters) :]) - 1
