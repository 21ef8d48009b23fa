"""SVG drawings brought to PDF and PNG, vectors kept, with our own letters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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


def _compiled(sheets: Sequence[Sheet], title: str, form: str, dpi: float = DPI) -> bytes:
    import typst

    inputs = {"count": str(len(sheets)), "title": title}
    for index, (svg, width, height, text) in enumerate(sheets):
        inputs |= {f"svg{index}": svg, f"width{index}": f"{width:g}", f"height{index}": f"{height:g}"}
        inputs[f"alt{index}"] = text or title or "."
    options = {"ppi": dpi} if form == "png" else {}
    made = typst.compile(
        TEMPLATE.encode(), format=form, sys_inputs=inputs, font_paths=[str(FONTS)], ignore_system_fonts=True, **options
    )
    return bytes(made)
