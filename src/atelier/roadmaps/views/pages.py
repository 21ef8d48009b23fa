"""The roadmap as a list, a map and a calendar; its title and its axes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.lineage.steps import asked, node_asked
from atelier.roadmaps.bearing.queries import sides_of
from atelier.roadmaps.freezing.queries import versions_of
from atelier.roadmaps.plan.commands import (
    add_axis,
    change_axis,
    change_roadmap,
    open_roadmap,
    remove_axis,
)
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.filters import bearers_among, filter_of, years_among
from atelier.roadmaps.plan.forms import AxisForm, NewAxisForm, RoadmapForm
from atelier.roadmaps.plan.models import Action, Axis, Roadmap
from atelier.roadmaps.plan.queries import actions_listed, page_of, roadmap_of
from atelier.roadmaps.plan.remarks import remarks_of
from atelier.roadmaps.rules import access_plan, plan_abilities
from atelier.roadmaps.views.drawings import PAGE_MM, drawing_of, ground_response, placed
from atelier.roadmaps.views.gantt import draw_gantt
from atelier.roadmaps.views.printing import timeline_pdf


@login_required
@require_safe
def roadmap(request: HttpRequest, slug: str) -> HttpResponse:
    """Axis by axis, narrowed by status, bearer and year."""
    viewer = viewer_of(request)
    atelier, plan = plan_of(viewer, slug)
    page = head(viewer, atelier, plan)
    if plan is None:
        return render(request, "roadmaps/none.html", page)
    actions = list(actions_listed(plan).defer("geometry").prefetch_related("bearers"))
    chosen = filter_of(request.GET.dict(), actions)
    shown, on_page = page_of(plan, [one for one in actions if chosen.keeps(one)], request.GET.get("page"))
    page |= {
        "axes": by_axis(plan, on_page, with_empty=shown.paginator.num_pages == 1),
        "count": len(actions),
        "shown": shown.paginator.count,
        "page": shown,
        "filter": chosen,
        "statuses": Status.choices,
        "bearers": bearers_among(actions),
        "years": years_among(actions),
        "latest": versions_of(plan).last(),
    }
    return render(request, "roadmaps/list.html", page)


@login_required
@require_safe
def plan_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the actions lie: numbers on the map are those of the list beside it."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    actions = list(actions_listed(plan))
    shown = placed(actions, slug)
    page = head(viewer, atelier, plan) | {
        "drawing": drawing_of(shown, PAGE_MM),
        "axes": [
            (axis, [one for one in held if one.geometry]) for axis, held in groupby(actions, key=lambda one: one.axis)
        ],
        "elsewhere": [one for one in actions if not one.geometry],
    }
    return render(request, "roadmaps/map.html", page)


@login_required
@require_safe
def ground(request: HttpRequest, slug: str) -> HttpResponse:
    atelier, plan = begun(viewer_of(request), slug)
    return ground_response(atelier.site, placed(list(actions_listed(plan))), PAGE_MM, is_public=False)


@login_required
@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """The calendar: the drawing, and a table that says the same."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    actions = list(actions_listed(plan).defer("geometry").prefetch_related("waits__before"))
    shown, on_page = page_of(plan, actions, request.GET.get("page"))
    today = timezone.localdate()
    page = head(viewer, atelier, plan) | {
        "gantt": draw_gantt(actions, today),
        "rows": [(one, remarks_of(one)) for one in on_page],
        "page": shown,
        "today": today,
    }
    return render(request, "roadmaps/timeline.html", page)


@login_required
@require_safe
def timeline_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The calendar on A3."""
    _atelier, plan = begun(viewer_of(request), slug)
    headers = {"Content-Disposition": f'inline; filename="calendrier-{slug}.pdf"'}
    return HttpResponse(timeline_pdf(plan), content_type="application/pdf", headers=headers)


@login_required
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the roadmap, and go on to the action it is begun for where there is one (`?noeud=`)."""
    viewer = viewer_of(request)
    open_roadmap(access_plan(viewer, slug, to="write_roadmap"), by=viewer)
    return to_go_on(request, slug)


@login_required
def roadmap_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Its title and the vision it serves; and a new axis."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug, to="write_roadmap")
    form = RoadmapForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        change_roadmap(plan, **form.cleaned_data, by=viewer)
        return redirect("roadmaps:roadmap", slug=slug)
    title = _("Title and vision")
    return form_page(request, atelier, form, title)


@login_required
def axis_add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug, to="write_roadmap")
    form = NewAxisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_axis(plan, **form.cleaned_data, by=viewer)
        return to_go_on(request, slug)
    return form_page(request, atelier, form, _("New axis"))


@login_required
def axis_change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Its words and its place; `remove` takes it out where nothing stands under it."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug, to="write_roadmap")
    axis: Axis | None = Axis.objects.of(atelier).select_related("roadmap").filter(pk=pk, roadmap=plan).first()
    if axis is None:
        raise NotSeen
    if request.method == "POST" and "remove" in request.POST:
        remove_axis(axis, by=viewer)
        messages.info(request, _("The axis is removed."))
        return redirect("roadmaps:roadmap", slug=slug)
    form = AxisForm(request.POST or None, instance=axis)
    if request.method == "POST" and form.is_valid():
        change_axis(axis, **form.cleaned_data, by=viewer)
        return redirect("roadmaps:roadmap", slug=slug)
    is_empty = not axis.actions.exists()
    return form_page(request, atelier, form, axis.title, remove=_("Remove this axis") if is_empty else "")


def plan_of(viewer: Viewer, slug: str, *, to: str = "read_roadmap") -> tuple[Atelier, Roadmap | None]:
    """The atelier, and its roadmap if it was begun; 404 if unseen, 403 if forbidden."""
    atelier = access_plan(viewer, slug, to=to)
    return atelier, roadmap_of(atelier)


def to_go_on(request: HttpRequest, slug: str) -> HttpResponse:
    """To the action somebody was about to make of a thing, else to the roadmap."""
    if begins := node_asked(request.GET):
        return redirect(f"{reverse('roadmaps:action_add', args=[slug])}?{asked(begins)}")
    return redirect("roadmaps:roadmap", slug=slug)


def begun(viewer: Viewer, slug: str, *, to: str = "read_roadmap") -> tuple[Atelier, Roadmap]:
    """The same, where a roadmap is needed: 404 before it was begun."""
    atelier, plan = plan_of(viewer, slug, to=to)
    if plan is None:
        raise NotSeen
    return atelier, plan


def head(viewer: Viewer, atelier: Atelier, plan: Roadmap | None) -> dict[str, Any]:
    """What every page of the room shows above its own."""
    return {"atelier": atelier, "plan": plan, "can": plan_abilities(viewer, atelier)}


def by_axis(plan: Roadmap, actions: Sequence[Action], *, with_empty: bool) -> list[tuple[Axis, list[dict[str, Any]]]]:
    """Each axis with its rows; those without any too, where the page holds the whole list."""
    found = {axis.pk: list(rows) for axis, rows in groupby(actions, key=lambda one: one.axis)}
    return [
        (axis, [_row(one) for one in found.get(axis.pk, [])])
        for axis in plan.axes.all()
        if with_empty or axis.pk in found
    ]


def _row(action: Action) -> dict[str, Any]:
    return {
        "action": action,
        "sides": sides_of(action),
        "remarks": remarks_of(action),
        "amount_eur": sum((line.amount_eur for line in action.funding.all()), start=0),
    }


def form_page(request: HttpRequest, atelier: Atelier, form: Any, title: str, **more: Any) -> HttpResponse:
    """A page that is one form; 422 when it comes back."""
    page = {"atelier": atelier, "form": form, "title": title, **more}
    return render(request, "roadmaps/form_page.html", page, status=422 if form.errors else 200)
