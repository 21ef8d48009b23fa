"""The public pages of a roadmap, for the page of its atelier in the catalogue."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from atelier.programme.catalogue.readings import Reading
from atelier.roadmaps.freezing.models import RoadmapVersion


def readings_of_roadmap(atelier_slug: str) -> list[Reading]:
    """The last version made official and how its actions go on; nothing before it is."""
    # everywhere: a public page; what is frozen is public
    rows = RoadmapVersion.everywhere.filter(roadmap__atelier__slug=atelier_slug)
    last = rows.only("number", "frozen_at").order_by("-number").first()
    if last is None:
        return []
    day = date_format(localdate(last.frozen_at), "DATE_FORMAT")
    return [
        Reading(
            _("Official roadmap, version %(number)s") % {"number": last.number},
            reverse("roadmaps:public", kwargs={"slug": atelier_slug, "number": last.number}),
            _("Made official on %(day)s: its actions, who carries each, and where each comes from.") % {"day": day},
        ),
        Reading(
            _("How the actions go on"),
            reverse("roadmaps:public_followup", kwargs={"slug": atelier_slug}),
            _("What those who carry them say of each since."),
        ),
    ]
