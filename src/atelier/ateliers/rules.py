"""Who may do what to an atelier: small predicates, combined once (docs/reference/permissions.md)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier, Workshop
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen

KEEPERS = {Role.LEAD, Role.FACILITATOR}


def is_member(viewer: Viewer, atelier: Atelier) -> bool:
    return bool(viewer.role_in(atelier)) or is_administrator(viewer)


def is_keeper(viewer: Viewer, atelier: Atelier) -> bool:
    """Facilitators and the contracting authority run the tables."""
    return viewer.role_in(atelier) in KEEPERS or is_administrator(viewer)


def is_administrator(viewer: Viewer) -> bool:
    return viewer.account is not None and viewer.account.is_administrator


def holds_token(viewer: Viewer, atelier: Atelier) -> bool:
    """A program that shows a token of this very atelier."""
    return viewer.token is not None and viewer.token.atelier_id == atelier.pk


def can_see(viewer: Viewer, atelier: Atelier) -> bool:
    return is_member(viewer, atelier) or holds_token(viewer, atelier)


KEEPERS_SAID = _("the facilitators of the atelier, its contracting authority")
ATELIER_RULES = {"see": can_see, "manage": is_keeper}


def access_atelier(viewer: Viewer, slug: str, *, to: str = "see") -> Atelier:
    """The atelier at this address; 404 if unseen, 403 if forbidden."""
    atelier = Atelier.objects.filter(slug=slug).first()
    if atelier is None or not ATELIER_RULES["see"](viewer, atelier):
        raise NotSeen
    if not ATELIER_RULES[to](viewer, atelier):
        raise NotForYou(who=KEEPERS_SAID)
    return atelier


def access_workshop(viewer: Viewer, pk: int, *, to: str = "see") -> Workshop:
    """The workshop with this number; 404 if unseen, 403 if forbidden."""
    # everywhere: the atelier is found through the workshop, then asked
    workshop = Workshop.everywhere.select_related("atelier").filter(pk=pk).first()
    if workshop is None:
        raise NotSeen
    access_atelier(viewer, workshop.atelier.slug, to=to)
    return workshop
