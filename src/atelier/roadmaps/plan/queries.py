"""Reads on the roadmap."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.nodes import Told
from atelier.engines.lists.headings import plain
from atelier.roadmaps.plan.models import Action, Roadmap

ACTIONS_A_PAGE = 50


def roadmap_of(atelier: Atelier | int) -> Roadmap | None:
    """The roadmap of an atelier, None while nobody began it."""
    found: Roadmap | None = Roadmap.objects.of(atelier).select_related("atelier").first()
    return found


SHOWN = ("bearers", "funding", "gates__card", "waits__before", "indicators", "plans")


def actions_of(roadmap: Roadmap, *read_with: str) -> QuerySet[Action]:
    """Its actions, axis by axis, with what a page shows of each, or what it names: a constant number of queries."""
    rows = Action.objects.of(roadmap.atelier_id).filter(roadmap=roadmap).select_related("axis", "roadmap__atelier")
    return rows.prefetch_related(*(read_with or SHOWN))


def actions_listed(roadmap: Roadmap) -> QuerySet[Action]:
    """The same actions in the same order, each alone: for a drawing, or to choose those of a page."""
    return Action.objects.of(roadmap.atelier_id).filter(roadmap=roadmap).select_related("axis")


def page_of(roadmap: Roadmap, actions: Sequence[Action], asked: str | None) -> tuple[Page[Any], list[Action]]:
    """A page of these, and its actions with what a page shows of each."""
    page = Paginator(actions, ACTIONS_A_PAGE).get_page(asked)
    return page, list(actions_of(roadmap).filter(pk__in=[one.pk for one in page]))


def tell_actions(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Actions as things of the lineage."""
    return {
        one.pk: Told(
            title=f"{one.name} · {one.title}",
            url=_page(atelier, one),
            text=one.text,
            state=str(one.get_status_display()),
            version=one.revision,
            place=one.geometry,
        )
        for one in Action.objects.of(atelier).filter(pk__in=identifiers)
    }


def actions_saying(atelier: Atelier, wanted: str) -> QuerySet[Action, UUID]:
    """Identifiers of those whose name, title or text holds these words, small and without accents."""
    everything = Action.objects.of(atelier).order_by("-number")
    rows = everything.only("number", "title", "text")
    said = [one.pk for one in rows if wanted in plain(f"{one.name} {one.title} {one.text}")]
    return everything.filter(pk__in=said).values_list("pk", flat=True)


def _page(atelier: Atelier, action: Action) -> str:
    try:
        return reverse("roadmaps:action", args=[atelier.slug, action.pk])
    except NoReverseMatch:
        return ""
