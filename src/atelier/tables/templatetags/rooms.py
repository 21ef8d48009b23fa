"""Words of the rooms below that templates of the tables show."""

from __future__ import annotations

from django import template

from atelier.people.enums import COLLEGE_COLORS

register = template.Library()


@register.simple_tag
def college_colors() -> dict[str, str]:
    """College → #rrggbb."""
    return {str(college): color for college, color in COLLEGE_COLORS.items()}
