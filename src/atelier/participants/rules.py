"""Who may do what with the people of an atelier (docs/reference/permissions.md)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import KEEPERS_SAID, can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.ateliers.year.rules import gives_roles
from atelier.common.errors import NotForYou, NotSeen
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.models import Gathering


def can_welcome(viewer: Viewer, atelier: Atelier) -> bool:
    """Scribes help at the door: they read names there, and nothing else of the contacts."""
    return is_keeper(viewer, atelier) or viewer.role_in(atelier) == Role.SCRIBE


Rule = Callable[[Viewer, Atelier], bool]
PARTICIPANT_RULES: dict[str, Rule] = {"keep_contacts": is_keeper, "welcome": can_welcome, "give_roles": gives_roles}

WHO: dict[str, str | Promise] = {
    "keep_contacts": KEEPERS_SAID,
    "welcome": _("the facilitators of the atelier, its contracting authority, its scribes"),
    "give_roles": _("the facilitators, the contracting authority, the national team"),
}


def access_people(viewer: Viewer, slug: str, *, to: str) -> Atelier:
    """The atelier at this address, to do something with its people; 404 if unseen, 403 if forbidden."""
    atelier: Atelier | None = Atelier.objects.filter(slug=slug).first()
    if atelier is None:
        raise NotSeen
    if PARTICIPANT_RULES[to](viewer, atelier):
        return atelier
    raise NotForYou(who=WHO[to]) if can_see(viewer, atelier) else NotSeen


def access_contact(viewer: Viewer, slug: str, pk: UUID) -> Contact:
    """A contact of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_people(viewer, slug, to="keep_contacts")
    contact = Contact.objects.of(atelier).select_related("atelier").filter(pk=pk).first()
    if contact is None:
        raise NotSeen
    return contact


def access_gathering(viewer: Viewer, slug: str, pk: UUID, *, to: str = "keep_contacts") -> Gathering:
    """A gathering of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_people(viewer, slug, to=to)
    gathering = Gathering.objects.of(atelier).select_related("atelier", "workshop").filter(pk=pk).first()
    if gathering is None:
        raise NotSeen
    return gathering
