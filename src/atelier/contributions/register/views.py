"""The register on screen: resources by family, on a map, with the projects that stand on them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import access_atelier, is_keeper
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.cards.rules import access_cards, can_gather
from atelier.contributions.register.commands import set_family
from atelier.contributions.register.drawing import map_of
from atelier.contributions.register.exports import projects_csv, resources_csv
from atelier.contributions.register.families import add_family, families_of, remove_family, rename_family
from atelier.contributions.register.forms import FamilyForm
from atelier.contributions.register.models import ResourceFamily
from atelier.contributions.register.queries import listed_projects, register_of, resource_cards

RESOURCES_A_PAGE = 60


@login_required
@never_cache
@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Resources by family, what is missing, what nobody uses."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug)
    found, projects = register_of(atelier), list(listed_projects(atelier))
    page = {
        "atelier": atelier,
        "register": found,
        "page": Paginator(found.in_order, RESOURCES_A_PAGE).get_page(request.GET.get("page")),
        "unused": found.unused,
        "families": [family for family, _held in found.families],
        "map": map_of(found, projects),
        "projects": len(projects),
        "can_gather": can_gather(viewer, atelier),
        "can_keep": is_keeper(viewer, atelier),
    }
    return render(request, "contributions/register/register.html", page)


@login_required
@require_POST
def sort(request: HttpRequest, slug: str) -> HttpResponse:
    """The families of several resources at once: fields named by their cards."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    changed = 0
    for card in resource_cards(atelier).select_related("atelier"):
        wanted = request.POST.get(f"family-{card.pk}")
        if wanted is not None and wanted != card.family:
            set_family(card, wanted, by=viewer, by_name=name_of(viewer))
            changed += 1
    said = ngettext("%(count)s resource has another family.", "%(count)s resources have another family.", changed)
    messages.success(request, said % {"count": changed})
    return redirect("contributions:register", slug=slug)


@login_required
@never_cache
def families(request: HttpRequest, slug: str) -> HttpResponse:
    """Families of this atelier; POST adds one."""
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    form = FamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_family(atelier, form.cleaned_data["label"], by=viewer)
        return redirect("contributions:families", slug=slug)
    page = {"atelier": atelier, "families": families_of(atelier), "form": form}
    return render(request, "contributions/register/families.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def family_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rename a family, or remove it (`remove`)."""
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    family = _family(atelier, pk)
    form = FamilyForm(request.POST)
    if request.POST.get("remove"):
        remove_family(family, by=viewer)
        messages.success(request, _("The family is removed."))
    elif form.is_valid():
        rename_family(family, form.cleaned_data["label"], by=viewer)
        messages.success(request, _("The family has another name."))
    else:
        messages.error(request, _("A family has a name."))
    return redirect("contributions:families", slug=slug)


@login_required
@require_safe
def register_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """`ressources` or `projets`, as CSV."""
    atelier = access_cards(viewer_of(request), slug)
    if kind not in ("ressources", "projets"):
        raise NotSeen
    body = resources_csv(register_of(atelier)) if kind == "ressources" else projects_csv(atelier)
    headers = {"Content-Disposition": f'attachment; filename="{kind}-{slug}.csv"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


def name_of(viewer: Viewer) -> str:
    return viewer.account.name if viewer.account else ""


def _family(atelier: Atelier, pk: int) -> ResourceFamily:
    family = ResourceFamily.objects.of(atelier).select_related("atelier").filter(pk=pk).first()
    if family is None:
        raise NotSeen
    return family
