"""Measures and directions in the reader's words."""

from __future__ import annotations

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FROM: tuple[str | Promise, ...] = (
    gettext_lazy("from the north"),
    gettext_lazy("from the north-east"),
    gettext_lazy("from the east"),
    gettext_lazy("from the south-east"),
    gettext_lazy("from the south"),
    gettext_lazy("from the south-west"),
    gettext_lazy("from the west"),
    gettext_lazy("from the north-west"),
)
TO: tuple[str | Promise, ...] = (
    gettext_lazy("to the north"),
    gettext_lazy("to the north-east"),
    gettext_lazy("to the east"),
    gettext_lazy("to the south-east"),
    gettext_lazy("to the south"),
    gettext_lazy("to the south-west"),
    gettext_lazy("to the west"),
    gettext_lazy("to the north-west"),
)
CORNERS: tuple[str | Promise, ...] = (
    gettext_lazy("in the north-west"), gettext_lazy("in the north"), gettext_lazy("in the north-east"),
    gettext_lazy("in the west"), gettext_lazy("in the middle"), gettext_lazy("in the east"),
    gettext_lazy("in the south-west"), gettext_lazy("in the south"), gettext_lazy("in the south-east"),
)  # fmt: skip


def eighth(degrees: float) -> int:
    """Which of FROM and TO a bearing is."""
    return round(degrees / 45) % 8


def corner(across: float, up: float) -> str:
    """Where in the rectangle: `across` from 0 (west) to 1, `up` from 0 (south) to 1."""
    column, row = (min(2, int(share * 3)) for share in (across, 1 - up))
    return str(CORNERS[row * 3 + column])


def figure(value: float, decimals: int = 0) -> str:
    """A number as the reader's language writes it; a true minus sign."""
    return str(formats.number_format(round(value, decimals), decimals, use_l10n=True, force_grouping=True)).replace(
        "-", "−"
    )


def metres(value: float) -> str:
    return _("%(count)s m") % {"count": figure(value)}


def kilometres(width_m: float, depth_m: float) -> str:
    return _("%(width)s × %(depth)s km") % {"width": figure(width_m / 1000, 1), "depth": figure(depth_m / 1000, 1)}


def centimetres(*sides_mm: float) -> str:
    return _("%(sides)s cm") % {"sides": " × ".join(figure(side / 10, 1) for side in sides_mm)}
