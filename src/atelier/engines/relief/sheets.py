"""SVG drawings brought to PDF and PNG, vectors kept, with our own letters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from atelier.engines.typesetting.letters import FAMILY
from atelier.engines.typesetting.typeset import PPI, Kind, typeset

LAYOUT = Path(__file__).parent / "layouts" / "sheets.typ"
Sheet = tuple[str, float, float, str]


def write_pdf(path: Path, sheets: Sequence[Sheet], *, title: str) -> None:
    """One page a sheet, at its true size. sheets: SVG, width and height in mm, what it shows."""
    path.write_bytes(_made(sheets, title, "pdf"))


def write_png(path: Path, sheet: Sheet, *, dpi: float = PPI) -> None:
    path.write_bytes(_made([sheet], "", "png", dpi))


def _made(sheets: Sequence[Sheet], title: str, kind: Kind, dpi: float = PPI) -> bytes:
    files = {f"sheet{index}.svg": svg for index, (svg, _, _, _) in enumerate(sheets)}
    pages = [
        {"file": file, "width": width, "height": height, "text": text or title or "."}
        for file, (_, width, height, text) in zip(files, sheets, strict=True)
    ]
    return typeset(LAYOUT, {"title": title, "font": FAMILY, "sheets": pages}, files=files, kind=kind, ppi=dpi)[0]
