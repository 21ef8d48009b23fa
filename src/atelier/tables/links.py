"""Addresses that people take with them: the way in."""

from __future__ import annotations

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
