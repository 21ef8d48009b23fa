"""From a Typst layout, data and pictures to an accessible PDF (PDF/UA-1)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atelier.engines.typesetting.letters import FONTS


class NotTypeset(RuntimeError):
    """The layout could not be composed; the message is Typst's own."""


def typeset(layout: Path, values: Mapping[str, Any], *, files: Mapping[str, str | bytes] | None = None) -> bytes:
    """The PDF of `layout`, a .typ file that reads `data.json` (our `values`) and the named `files` beside it.

    What people wrote comes in as data only: nothing of it is ever read as markup, and the layout reads nothing outside
    its own temporary folder. Raises NotTypeset.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="atelier-pdf-") as name:
        folder = Path(name)
        for file, content in (files or {}).items():
            folder.joinpath(file).write_bytes(content.encode() if isinstance(content, str) else content)
        folder.joinpath("data.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        main = folder / "main.typ"
        main.write_bytes(layout.read_bytes())
        try:
            made = typst.compile(
                str(main), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:
            raise NotTypeset(error.message) from error
    if not isinstance(made, bytes):
        raise NotTypeset("Typst gave no single document")
    return made
