"""The sheets of a kit as DXF, for the software of laser cutters."""

from __future__ import annotations

from pathlib import Path

import shapely

from atelier.engines.relief.kit.drawing import Drawn
from atelier.engines.relief.kit.layers import PIN_MM

LAYERS = {"CUT": 1, "SCORE": 5, "ENGRAVE": 7}  # AutoCAD colour numbers: red, blue, black or white
MILLIMETRES = 4


def write_dxf(path: Path, sheet: Drawn) -> None:
    """One sheet, millimetres, origin at its lower left corner."""
    from ezdxf.filemanagement import new

    document = new("R2010", units=MILLIMETRES)
    for name, colour in LAYERS.items():
        document.layers.add(name, color=colour)
    space = document.modelspace()
    for ring in sheet.cut:
        space.add_lwpolyline(shapely.get_coordinates(ring)[:-1].tolist(), close=True, dxfattribs={"layer": "CUT"})
    for pin in sheet.pins:
        space.add_circle(pin, PIN_MM / 2, dxfattribs={"layer": "CUT"})
    for layer, lines in (("SCORE", sheet.score), ("ENGRAVE", sheet.engrave)):
        for line in lines:
            space.add_lwpolyline(shapely.get_coordinates(line).tolist(), dxfattribs={"layer": layer})
    document.saveas(path)
