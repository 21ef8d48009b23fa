"""QR codes of the house. What draws them (4 MB) comes with the first."""

from __future__ import annotations

import io


def qr_svg(text: str) -> bytes:
    """A QR code as an SVG file, error correction M, four modules of quiet zone."""
    import segno

    file = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        file, kind="svg", scale=8, border=4, dark="#26231f", light="#fffdf8", xmldecl=True, svgns=True
    )
    return file.getvalue()
