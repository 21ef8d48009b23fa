"""Who may do what with visions, demonstrators, prototypes and perimeters (docs/reference/permissions.md)."""

from __future__ import annotations

from collections.abc import Callable

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.contributions.cards.rules import can_gather


def can_write_vision(viewer: Viewer, atelier: Atelier) -> bool:
    """The team holds the pen with those who answer for the atelier."""
    return is_keeper(viewer, atelier) or viewer.role_in(atelier) == Role.TEAM


Rule = Callable[[Viewer, Atelier], bool]
SHAPING_RULES: dict[str, Rule] = {
    "read_shaping": can_see,
    "write_vision": can_write_vision,
    "adopt_vision": is_keeper,
    "write_demonstrators": can_gather,
    "study_perimeter": can_gather,
}


def access_shaping(viewer: Viewer, slug: str, *, to: str = "read_shaping") -> Atelier:
    """The atelier at this address, to do something with what it shapes; 404 if unseen, 403 if forbidden."""
    atelier: Atelier | None = Atelier.objects.filter(slug=slug).first()
    if atelier is None or not can_see(viewer, atelier):
        raise NotSeen
    if not SHAPING_RULES[to](viewer, atelier):
        raise NotForYou
    return atelier


def abilities(viewer: Viewer, atelier: Atelier) -> dict[str, bool]:
    """What the pages show this viewer."""
    return {name: rule(viewer, atelier) for name, rule in SHAPING_RULES.items()}


def name_of(viewer: Viewer) -> str:
    return viewer.account.name if viewer.account else ""
