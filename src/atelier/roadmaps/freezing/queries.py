"""Reads on frozen versions: which there are, whether a file or a fingerprint is one of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.lineage.nodes import Told
from atelier.roadmaps.bearing.queries import sides_of
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.plan.commitment import fingerprint
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, Roadmap

HEXADECIMAL = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Lack:
    """What an action lacks to be made official."""

    action: Action
    sentences: list[str]


def lacks_of(actions: Sequence[Action]) -> list[Lack]:
    """Actions that are not confirmed by both bearers as they stand. Abandoned ones ask for nobody any more."""
    found = []
    for action in actions:
        if action.status == Status.ABANDONED:
            continue
        told = []
        for side in sides_of(action):
            words = {"side": _in_a_sentence(str(side.kind.label)), "name": side.bearer.name if side.bearer else ""}
            if side.bearer is None and side.before:
                told.append(_("the %(side)s left: another is to be asked") % words)
            elif side.bearer is None:
                told.append(_("no %(side)s is named") % words)
            elif side.is_stale:
                told.append(_("%(name)s confirmed it before it was changed") % words)
            elif not side.is_confirmed:
                told.append(_("%(name)s has not confirmed") % words)
        if told:
            found.append(Lack(action, told))
    return found


def _in_a_sentence(label: str) -> str:
    """Its first letter small; not its others: « porteur de l’État »."""
    return label[:1].lower() + label[1:]


def versions_of(roadmap: Roadmap) -> QuerySet[RoadmapVersion]:
    """From the first to the last; their content is not read."""
    rows = RoadmapVersion.objects.of(roadmap.atelier_id).filter(roadmap=roadmap).select_related("pdf")
    return rows.defer("content").order_by("number")


def public_version(slug: str, number: int) -> RoadmapVersion:
    """A version, for anybody: what is frozen is public. Raises NotSeen."""
    # everywhere: whoever reads a public page has no atelier; its slug names one
    rows = RoadmapVersion.everywhere.select_related("roadmap__atelier", "pdf")
    found: RoadmapVersion | None = rows.filter(roadmap__atelier__slug=slug, number=number).order_by("pk").first()
    if found is None:
        raise NotSeen
    return found


def is_whole(version: RoadmapVersion) -> bool:
    """Whether the content still has the fingerprint it was frozen with."""
    return fingerprint(version.content) == version.sha256


def version_with_fingerprint(typed: str) -> RoadmapVersion | None:
    """The version whose text, or whose PDF, has this SHA-256; spaces and capitals are forgiven."""
    said = re.sub(r"\s", "", typed).lower()
    if not HEXADECIMAL.fullmatch(said):
        return None
    # everywhere: as for public_version
    rows = RoadmapVersion.everywhere.select_related("roadmap__atelier", "pdf")
    found: RoadmapVersion | None = rows.filter(sha256=said).first() or rows.filter(pdf__sha256=said).first()
    return found


def version_of_file(content: bytes) -> RoadmapVersion | None:
    """The version this very file is the PDF of, byte for byte."""
    return version_with_fingerprint(hashlib.sha256(content).hexdigest())


def tell_versions(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Versions as things of the lineage."""
    rows = RoadmapVersion.objects.of(atelier).filter(pk__in=identifiers).select_related("roadmap")
    return {
        one.pk: Told(
            title=_("%(title)s, version %(number)s") % {"title": one.roadmap.title, "number": one.number},
            url=reverse("roadmaps:public", args=[atelier.slug, one.number]),
            version=one.number,
        )
        for one in rows.defer("content")
    }
