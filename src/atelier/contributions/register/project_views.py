"""Projects of the register: existing ones told from new ones, each with the resources it stands on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.contributions.cards.rules import access_cards, can_gather
from atelier.contributions.register.commands import change_project, ground_project, write_project
from atelier.contributions.register.errors import ProjectChanged
from atelier.contributions.register.forms import MOST_OFFERED, ProjectForm, ResourcesForm
from atelier.contributions.register.queries import (
    cards_named,
    grounded_projects,
    listed_projects,
    project_of,
    resource_cards,
    unused_resources,
)

PROJECTS_A_PAGE = 30


@login_required
@never_cache
@require_safe
def projects(request: HttpRequest, slug: str) -> HttpResponse:
    """Existing projects, new ones, and resources that wait for one."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug)
    listed = listed_projects(atelier)
    shown = Paginator(listed, PROJECTS_A_PAGE).get_page(request.GET.get("page"))
    found = grounded_projects(atelier, [one.pk for one in shown])
    existing, unused = listed.filter(is_existing=True).count(), unused_resources(atelier)
    page = {
        "atelier": atelier,
        "existing": [one for one in found if one.project.is_existing],
        "existing_count": existing,
        "fresh": [one for one in found if not one.project.is_existing],
        "fresh_count": shown.paginator.count - existing,
        "page": shown,
        "unused": unused[:MOST_OFFERED],
        "unused_count": unused.count(),
        "can_gather": can_gather(viewer, atelier),
    }
    return render(request, "contributions/register/projects.html", page)


@login_required
@never_cache
def project_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A project, with the resources it stands on."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    form = ProjectForm(request.POST or None, resources=resource_cards(atelier))
    grounds = ResourcesForm(request.POST or None, resources=resource_cards(atelier))
    if request.method == "POST" and form.is_valid() and grounds.is_valid():
        chosen = cards_named(atelier, grounds.chosen)
        made = write_project(atelier, form.planned, by=viewer, resources=chosen)
        return redirect("contributions:project", slug=slug, pk=made.pk)
    page = {"atelier": atelier, "form": form, "grounds": grounds}
    return render(request, "contributions/register/project_add.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def project(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One project; POST changes its words."""
    viewer = viewer_of(request)
    may_change = request.method == "POST"
    atelier = access_cards(viewer, slug, to="gather" if may_change else "read_cards")
    found = project_of(atelier, pk)
    [grounded] = grounded_projects(atelier, [pk])
    resources, standing = resource_cards(atelier), grounded.resources
    form = ProjectForm(request.POST or None, resources=resources, project=found, near=standing)
    if may_change and form.is_valid():
        try:
            change_project(found, form.planned, by=viewer, revision=form.cleaned_data["revision"])
        except ProjectChanged as changed:
            form.add_error(None, changed.sentence)
            form.data = request.POST.copy()
            form.data["revision"] = str(found.revision)  # the page now shows those words
        else:
            messages.success(request, _("The project is changed."))
            return redirect("contributions:project", slug=slug, pk=pk)
    page = {
        "atelier": atelier,
        "grounded": grounded,
        "form": form,
        "grounds": ResourcesForm(resources=resources.exclude(pk__in=[card.pk for card in standing])),
        "can_gather": can_gather(viewer, atelier),
    }
    return render(request, "contributions/register/project.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def project_ground(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """It stands on these resources too."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    found = project_of(atelier, pk)
    form = ResourcesForm(request.POST, resources=resource_cards(atelier))
    if form.is_valid() and form.chosen:
        ground_project(found, cards_named(atelier, form.chosen), by=viewer)
        messages.success(request, _("The project stands on these resources too."))
    else:
        messages.error(request, _("Choose at least one resource that still stands."))
    return redirect("contributions:project", slug=slug, pk=pk)
