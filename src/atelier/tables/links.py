"""Addresses that people take with them: the way in, and its QR code."""

from __future__ import annotations

import io

import segno
from django.http import HttpRequest
from django.urls import reverse

from atelier.common.addresses import public_url
from atelier.tables.models import Table


def spaced(code: str) -> str:
    """ABCDEF as ABC DEF: read aloud in two breaths."""
    middle = len(code) // 2
    return f"{code[:middle]} {code[middle:]}"


def join_url(request: HttpRequest, table: Table) -> str:
    return public_url(request, reverse("tables:join", args=[table.code]))


def qr_svg(text: str) -> bytes:
    """A QR code as an SVG file, error correction M, four modules of quiet zone."""
    file = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        file, kind="svg", scale=8, border=4, dark="#26231f", light="#fffdf8", xmldecl=True, svgns=True
    )
    return file.getvalue()
