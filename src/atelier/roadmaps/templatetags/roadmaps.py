"""Words and paints of the roadmap's templates."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from atelier.roadmaps.freezing import words
from atelier.roadmaps.inks import INKS
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, ActionChange

register = template.Library()

PAINTS: dict[str, tuple[str, str]] = {  # fill, edge: on paper as on the screen
    Status.DONE: ("#e2ecd9", "#2b6a3d"),
    Status.LATE: ("#f8ebc8", "#7d5200"),
    Status.BLOCKED: ("#f7e2da", "#a32a1f"),
    Status.PAUSED: ("#ece5d5", "#8a8271"),
    Status.ABANDONED: ("#fffdf7", "#8a8271"),
}
OTHERWISE = ("#dde7ee", "#1c4f7c")


@register.filter
def amount(value: Decimal) -> str:
    return words.amount(value)


@register.filter
def period(action: Action) -> str:
    return capfirst(words.period(action.starts_on, action.ends_on))


@register.filter
def lowfirst(label: object) -> str:
    """A label inside a sentence: its first letter small, the others as they are."""
    words = str(label)
    return words[:1].lower() + words[1:]


@register.filter
def measure(value: Decimal | None) -> str:
    """A figure without the zeros that say nothing."""
    return f"{value.normalize():f}".replace(".", ",") if value is not None else "–"


@register.filter
def inkrank(rank: int) -> int:
    """Which of the inks of the map an axis has (views/maps.py)."""
    return int(rank) % len(INKS)


@register.filter
def barpaint(status: str) -> SafeString:
    fill, edge = PAINTS.get(status, OTHERWISE)
    return format_html('fill="{}" stroke="{}"', fill, edge)


@register.filter
def changedfields(change: ActionChange) -> str:
    """The names of what a change touched."""
    fields = {field.name: field for field in Action._meta.fields}
    names = [str(getattr(fields.get(name), "verbose_name", name)) for name in change.after]
    return capfirst(", ".join(names))
