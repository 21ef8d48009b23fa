"""Figures, look-ups and cards of the pages of boards, visions, demonstrators and perimeters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from atelier.synthesis.board.faces import Faces
from atelier.synthesis.board.reading import ShownCard

register = template.Library()
NO_BREAK = "\u00a0"


@register.filter
def percent(share: float) -> str:
    """`0.1284` as 12,8 %; what is not nothing is not told as nothing."""
    value = share * 100
    if 0 < abs(value) < 0.1:
        return f"< {number_format(0.1, 1)}{NO_BREAK}%"
    digits = 0 if round(value, 1) == round(value) else 1
    return f"{number_format(value, digits)}{NO_BREAK}%".replace("-", "\u2212")


@register.filter
def look_up(known: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping says of a key; nothing when it does not know it."""
    return known.get(key)


@register.filter
def drawn_by(shown: ShownCard, faces: Faces) -> SafeString:
    """A card of a board as HTML."""
    return faces.of(shown)
