"""Every sheet of a workshop in one file, for the printer."""

from __future__ import annotations

import io
from collections.abc import Iterable


def bundled(files: Iterable[bytes]) -> bytes:
    """The pages of these PDF files, one after the other, as they are. Raises pypdfium2.PdfiumError."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for data in files:
        one = pypdfium2.PdfDocument(data)
        whole.import_pages(one)
        one.close()
    made = io.BytesIO()
    whole.save(made)
    whole.close()
    return made.getvalue()
