"""The layouts of a table's pictures, in the hands of Typst."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atelier.engines.typesetting.typeset import Kind, typeset

LAYOUTS = Path(__file__).parent / "layouts"


def picture(layout: str, said: Mapping[str, Any], drawings: Mapping[str, str], *, kind: Kind, ppi: float) -> bytes:
    """`layouts/<layout>.typ` as a PDF, or its first page as a PNG. drawings: SVG by file name. Raises NotTypeset."""
    beside = {file.name: file for file in LAYOUTS.glob("*.typ")}
    return typeset(LAYOUTS / f"{layout}.typ", said, files={**drawings, **beside}, kind=kind, ppi=ppi)[0]
