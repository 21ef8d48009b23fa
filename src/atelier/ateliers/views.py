"""Pages of the ateliers one belongs to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from atelier.ateliers.commands import plan_workshop
from atelier.ateliers.doors import doors_of
from atelier.ateliers.forms import WorkshopForm
from atelier.ateliers.models import Atelier
from atelier.ateliers.queries import ateliers_visible_to, workshops_of
from atelier.ateliers.rules import access_atelier, is_keeper, is_member
from atelier.ateliers.viewer import viewer_of
from atelier.ateliers.year.rules import can_open_atelier

A_PAGE = 48


@login_required
def atelier_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    words = request.GET.get("q", "").strip()[:80]
    shown = Paginator(ateliers_visible_to(viewer, words), A_PAGE).get_page(request.GET.get("page"))
    page = {
        "page": shown,
        "words": words,
        "entered": {one.pk for one in shown if is_member(viewer, one)},
        "can_open": can_open_atelier(viewer.account),
    }
    return render(request, "ateliers/list.html", page)


@login_required
def atelier_detail(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug)
    page = {
        "atelier": atelier,
        "workshops": workshops_of(atelier),
        "can_manage": is_keeper(viewer, atelier),
        "doors": doors_of(viewer, atelier),
    }
    return render(request, "ateliers/detail.html", page)


@login_required
def workshop_create(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    form = WorkshopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan_workshop(atelier, **form.cleaned_data, by=viewer)
        return redirect("ateliers:detail", slug=slug)
    return _form_page(request, form, _("New workshop"), atelier)


def _form_page(request: HttpRequest, form: WorkshopForm, title: str, atelier: Atelier) -> HttpResponse:
    page = {"form": form, "title": title, "atelier": atelier}
    return render(request, "ateliers/workshop_form.html", page, status=422 if form.errors else 200)
