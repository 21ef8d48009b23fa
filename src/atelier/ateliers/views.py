"""Pages of the ateliers one belongs to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from atelier.ateliers.commands import create_atelier, free_slug, give_role, plan_workshop
from atelier.ateliers.enums import Role
from atelier.ateliers.forms import AtelierForm, WorkshopForm
from atelier.ateliers.models import Atelier
from atelier.ateliers.queries import ateliers_visible_to, workshops_of
from atelier.ateliers.rules import access_atelier, is_keeper
from atelier.ateliers.viewer import viewer_of
from atelier.territories.sites import sites


@login_required
def atelier_list(request: HttpRequest) -> HttpResponse:
    return render(request, "ateliers/list.html", {"ateliers": ateliers_visible_to(viewer_of(request))})


@login_required
def atelier_detail(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug)
    page = {
        "atelier": atelier,
        "workshops": workshops_of(atelier),
        "can_manage": is_keeper(viewer, atelier),
    }
    return render(request, "ateliers/detail.html", page)


@login_required
def atelier_create(request: HttpRequest) -> HttpResponse:
    """Whoever signs in can open an atelier, and is its facilitator."""
    viewer = viewer_of(request)
    assert viewer.account
    form = AtelierForm(request.POST or None, sites=[(site.slug, site.title) for site in sites()])
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        atelier = create_atelier(free_slug(words["title"]), **words, by=viewer)
        give_role(atelier, viewer.account, role=Role.FACILITATOR, by=viewer)
        return redirect("ateliers:detail", slug=atelier.slug)
    return _form_page(request, form, _("New atelier"))


@login_required
def workshop_create(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    form = WorkshopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan_workshop(atelier, **form.cleaned_data, by=viewer)
        return redirect("ateliers:detail", slug=slug)
    return _form_page(request, form, _("New workshop"), atelier)


def _form_page(
    request: HttpRequest, form: AtelierForm | WorkshopForm, title: str, atelier: Atelier | None = None
) -> HttpResponse:
    page = {"form": form, "title": title, "atelier": atelier}
    return render(request, "ateliers/workshop_form.html", page, status=422 if form.errors else 200)
