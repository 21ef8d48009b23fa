"""Who may do what with the roadmap (docs/reference/permissions.md). Confirming is not here: it belongs to each bearer
alone, whatever their role or another's (bearing/commands.py)."""

from __future__ import annotations

from uuid import UUID

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.roadmaps.plan.models import Action


def can_write_roadmap(viewer: Viewer, atelier: Atelier) -> bool:
    """Keepers and the team write it; elected members and the State carry it."""
    return is_keeper(viewer, atelier) or viewer.role_in(atelier) == Role.TEAM


ROADMAP_RULES = {"read_roadmap": can_see, "write_roadmap": can_write_roadmap, "officialise": is_keeper}


def access_plan(viewer: Viewer, slug: str, *, to: str = "read_roadmap") -> Atelier:
    """The atelier at this address, to do something with its roadmap; 404 if unseen, 403 if forbidden."""
    atelier: Atelier | None = Atelier.objects.filter(slug=slug).first()
    if atelier is None or not can_see(viewer, atelier):
        raise NotSeen
    if not ROADMAP_RULES[to](viewer, atelier):
        raise NotForYou
    return atelier


def access_action(viewer: Viewer, slug: str, pk: UUID, *, to: str = "read_roadmap") -> Action:
    """An action of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_plan(viewer, slug, to=to)
    rows = Action.objects.of(atelier).select_related("roadmap__atelier", "axis")
    action: Action | None = rows.filter(pk=pk).first()
    if action is None:
        raise NotSeen
    return action


def plan_abilities(viewer: Viewer, atelier: Atelier) -> dict[str, bool]:
    """For the templates: what this viewer may do."""
    return {name: rule(viewer, atelier) for name, rule in ROADMAP_RULES.items()}
