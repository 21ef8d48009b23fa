"""Typst: a layout of ours, data and pictures, into an accessible PDF (PDF/UA-1) or into PNG."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from atelier.engines.typesetting.letters import FONTS

Kind = Literal["pdf", "png"]
Files = Mapping[str, str | bytes | Path]
DATA, MAIN = "data.json", "main.typ"
PPI = 150.0


class NotTypeset(RuntimeError):
    """The layout could not be composed; the message is Typst's own."""


def typeset(
    layout: Path, values: Mapping[str, Any], *, files: Files | None = None, kind: Kind = "pdf", ppi: float = PPI
) -> list[bytes]:
    """`layout`, a .typ file that reads `data.json` (our `values`) and the named `files` beside it: drawings, layouts.

    One PDF, or one PNG a page at `ppi` pixels an inch. What people wrote comes in as data only: nothing of it is ever
    read as markup, and the layout reads nothing outside its own temporary folder. Raises NotTypeset.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="atelier-typst-") as name:
        folder = Path(name)
        for file, content in {**(files or {}), MAIN: layout}.items():
            folder.joinpath(file).write_bytes(_bytes(content))
        folder.joinpath(DATA).write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        compile_any: Any = typst.compile  # its types do not know a format chosen while running
        try:
            made = compile_any(
                str(folder / MAIN), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True,
                format=kind, ppi=float(ppi), pdf_standards=["ua-1"] if kind == "pdf" else None,
            )  # fmt: skip
        except typst.TypstError as error:
            raise NotTypeset(error.message) from error
    return list(made) if isinstance(made, list) else [made]


def typeset_pdf(layout: Path, values: Mapping[str, Any], *, files: Files | None = None) -> bytes:
    """The one PDF of a layout. Raises NotTypeset."""
    [made] = typeset(layout, values, files=files)
    return made


def _bytes(content: str | bytes | Path) -> bytes:
    if isinstance(content, Path):
        return content.read_bytes()
    return content.encode() if isinstance(content, str) else content
