"""Typst: a layout of ours, data and drawings, into PDF or PNG. Words go in as data, never as markup."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from atelier.engines.typesetting.letters import FONTS

LAYOUTS = Path(__file__).parent / "layouts"


def typeset(
    layout: str, said: Mapping[str, Any], drawings: Mapping[str, str], *, kind: Literal["png", "pdf"], ppi: int
) -> list[bytes]:
    """Pages of `layouts/<layout>.typ`: one file for pdf, one a page for png.

    said: what the layout reads; drawings: SVG by file name. A PDF is accessible (PDF/UA-1).
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="atelier-picture-") as name:
        folder = Path(name)
        for layout_file in LAYOUTS.glob("*.typ"):
            (folder / layout_file.name).write_text(layout_file.read_text(encoding="utf-8"), encoding="utf-8")
        for file, svg in drawings.items():
            (folder / file).write_text(svg, encoding="utf-8")
        (folder / "said.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        compile_any: Any = typst.compile  # its types do not know a format chosen while running
        written = compile_any(
            str(folder / f"{layout}.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True,
            format=kind, ppi=float(ppi), pdf_standards=["ua-1"] if kind == "pdf" else None,
        )  # fmt: skip
    return list(written) if isinstance(written, list) else [written]
