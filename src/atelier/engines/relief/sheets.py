"""SVG drawings brought to PDF and PNG, vectors kept, with our own letters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from atelier.engines.typesetting.letters import FAMILY, FONTS

TEMPLATE = f"""
#let count = int(sys.inputs.count)
#set document(title: sys.inputs.title)
#set text(font: "{FAMILY}", lang: "fr", region: "FR")
#for index in range(count) {{
  let width = float(sys.inputs.at("width" + str(index))) * 1mm
  let height = float(sys.inputs.at("height" + str(index))) * 1mm
  set page(width: width, height: height, margin: 0mm, fill: white)
  image(bytes(sys.inputs.at("svg" + str(index))), format: "svg", width: width, height: height,
    alt: sys.inputs.at("alt" + str(index)))
}}
"""
DPI = 150.0
Sheet = tuple[str, float, float, str]


def write_pdf(path: Path, sheets: Sequence[Sheet], *, title: str) -> None:
    """One page a sheet, at its true size. sheets: SVG, width and height in mm, what it shows."""
    path.write_bytes(_compiled(sheets, title, "pdf"))


def write_png(path: Path, sheet: Sheet, *, dpi: float = DPI) -> None:
    path.write_bytes(_compiled([sheet], "", "png", dpi))


def _compiled(sheets: Sequence[Sheet], title: str, form: Literal["pdf", "png"], dpi: float = DPI) -> bytes:
    import typst

    inputs = {"count": str(len(sheets)), "title": title}
    for index, (svg, width, height, text) in enumerate(sheets):
        inputs |= {f"svg{index}": svg, f"width{index}": f"{width:g}", f"height{index}": f"{height:g}"}
        inputs[f"alt{index}"] = text or title or "."
    compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(TEMPLATE.encode(), format=form, ppi=dpi if form == "png" else None)
    if not isinstance(made, bytes):
        raise TypeError("a drawing is one document")
    return made
