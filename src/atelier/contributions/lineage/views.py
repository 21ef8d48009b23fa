"""The lineage explorer: from an action back to the strokes, and from a stroke on to the decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.cards.rules import access_cards
from atelier.contributions.lineage.finding import things_to_start_from
from atelier.contributions.lineage.nodes import Node, kind_of, kinds
from atelier.contributions.lineage.picture import picture_of
from atelier.contributions.lineage.steps import steps_from
from atelier.contributions.lineage.story import ON_A_SHELF, story_of
from atelier.contributions.lineage.strokes import strokes_of

LONGEST_SEARCH = 80


@login_required
def lineage(request: HttpRequest, slug: str) -> HttpResponse:
    """Where to start: what was decided, by kind, or by its words."""
    atelier = access_cards(viewer_of(request), slug)
    words = request.GET.get("mots", "")[:LONGEST_SEARCH].strip()
    page = {"atelier": atelier, "words": words, "shelves": things_to_start_from(atelier, words)}
    return render(request, "contributions/lineage_start.html", page)


@login_required
def story(request: HttpRequest, slug: str, kind: str, pk: UUID) -> HttpResponse:
    """One thing, everything it came from and everything it led to."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug)
    if kind not in {one.key for one in kinds()}:
        raise NotSeen
    focus = Node(kind, pk)
    asked = request.GET.get("page", "")
    found = story_of(atelier, focus, page=max(int(asked), 1) if asked.isdecimal() and len(asked) < 5 else 1)
    if focus not in found.told:
        raise NotSeen
    strokes, drawn = strokes_of(atelier, found)
    page = {
        "atelier": atelier,
        "pages": Paginator(range(max(found.longest, drawn)), ON_A_SHELF).get_page(found.page),
        "story": found,
        "told": found.told[focus],
        "kind": kind_of(kind).label,
        "picture": picture_of(found),
        "strokes": strokes,
        "drawn": drawn,
        "steps": steps_from(viewer, atelier, focus),
        "title": _("Lineage of %(thing)s") % {"thing": found.told[focus].title},
    }
    return render(request, "contributions/lineage_story.html", page)
