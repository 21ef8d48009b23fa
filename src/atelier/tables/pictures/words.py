"""What a picture says around its map, in the language of who asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from atelier.engines.cartography import Frame
from atelier.people.enums import College
from atelier.tables.journal import moment
from atelier.tables.models import Table

ROUND_BARS_M = (50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000)
SOON_MS = 600_000


def head_of(table: Table, at_ms: int, gestures: int) -> dict[str, Any]:
    """Title block: what, where it comes from, at which moment."""
    count = ngettext("%(count)s gesture", "%(count)s gestures", gestures) % {"count": thousands(gestures)}
    return {
        "lang": (get_language() or "fr")[:2],
        "title": table.name,
        "origin": f"{table.workshop.atelier.title} · {table.workshop.title}",
        "state": _("As of %(when)s, after %(gestures)s") % {"when": day_and_hour(at_ms), "gestures": count},
    }


def measures_of(frame: Frame, *, most_mm: float) -> dict[str, Any]:
    """Scale, bar (of at most so many mm) and north of a frame."""
    most_m = most_mm * frame.metres_per_mm
    bar_m = max((size for size in ROUND_BARS_M if size <= most_m), default=ROUND_BARS_M[0])
    bar = f"{bar_m // 1000} km" if bar_m >= 1000 and bar_m % 1000 == 0 else f"{thousands(bar_m)} m"
    return {
        "scale": _("Scale 1:%(scale)s") % {"scale": thousands(round(frame.scale))},
        "bar_mm": bar_m / frame.metres_per_mm,
        "bar": bar,
        "north_deg": frame.convergence_deg,
        "north": _("N"),
        "projection": _("Lambert-93"),
    }


def legend_of(table: Table, used: dict[str, int]) -> list[dict[str, Any]]:
    """The pencils that drew something, with how many things each."""
    return [
        {"meaning": pencil.meaning, "color": pencil.color, "shape": pencil.shape, "count": used[pencil.key]}
        for pencil in table.pencils.all()
        if used.get(pencil.key)
    ]


def college_label(value: str) -> str:
    return str(College(value).label) if value in College.values else ""


def day_and_hour(at_ms: int) -> str:
    local = timezone.localtime(moment(at_ms))
    return _("%(day)s, %(hour)s") % {"day": date_format(local, "DATE_FORMAT"), "hour": hour(at_ms)}


def hour(at_ms: int) -> str:
    return date_format(timezone.localtime(moment(at_ms)), "TIME_FORMAT")


def hours_of(ats_ms: Sequence[int]) -> list[str]:
    """Hours as short as they can be told apart: with seconds within ten minutes, with the day over several."""
    days = {timezone.localtime(moment(at)).date() for at in ats_ms}
    if len(days) > 1:
        return [day_and_hour(at) for at in ats_ms]
    if ats_ms and max(ats_ms) - min(ats_ms) < SOON_MS:
        return [timezone.localtime(moment(at)).strftime("%H:%M:%S") for at in ats_ms]
    return [hour(at) for at in ats_ms]


def thousands(value: int) -> str:
    """1 234 567 with no-break spaces: read the same in both languages."""
    return f"{value:,}".replace(",", "\u00a0") if math.isfinite(value) else ""
