"""Pages of zones: choose tables and meanings, read the map and its list, take the files."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.agreement.rules import abilities_in, access_agreement
from atelier.agreement.zones.commands import REACH_M, ask_map
from atelier.agreement.zones.drawn import Meaning, meanings_of
from atelier.agreement.zones.models import ZoneMap
from atelier.agreement.zones.pairs import opposite_pairs, set_pair
from atelier.agreement.zones.words import hectares, tables_words
from atelier.ateliers.models import Atelier, Workshop
from atelier.ateliers.rules import access_workshop
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError, NotForYou, NotSeen
from atelier.common.files import file_response
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.tables.legend import LEGENDS
from atelier.tables.queries import tables_in

JOB, MOST_SHOWN = "atelier.agreement.zones.making.zones_job", 6
FILES = {"carte": ("picture", True), "pdf": ("pdf", True), "geojson": ("geojson", False)}


@login_required
@never_cache
def all_zones(request: HttpRequest, slug: str) -> HttpResponse:
    """The workshops whose tables can be compared, and which meanings oppose each other."""
    viewer = viewer_of(request)
    atelier = access_agreement(viewer, slug)
    words = _words(atelier)
    page = {
        "atelier": atelier,
        "workshops": Workshop.objects.of(atelier).prefetch_related("tables"),
        "pairs": [(first, second, words.get(first, first), words.get(second, second))
                  for first, second in opposite_pairs(atelier)],
        "meanings": sorted(words.items(), key=lambda one: one[1]),
        "abilities": abilities_in(viewer, atelier),
    }  # fmt: skip
    return render(request, "agreement/zones_list.html", page)


@login_required
@require_POST
def pair(request: HttpRequest, slug: str) -> HttpResponse:
    """Two meanings oppose each other, or not any more."""
    viewer = viewer_of(request)
    atelier = access_agreement(viewer, slug, to="lead_agreement")
    first, second = request.POST.get("first", ""), request.POST.get("second", "")
    if {first, second} <= set(_words(atelier)):
        try:
            set_pair(atelier, first, second, is_opposed=request.POST.get("is_opposed") == "1", by=viewer)
        except DomainError as refused:
            messages.error(request, refused.sentence)
    return redirect("agreement:zones_list", slug=slug)


@login_required
@never_cache
def zones(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The last map (or `?carte=`) with its list; those who gather ask for another by POST."""
    viewer = viewer_of(request)
    workshop = access_workshop(viewer, workshop_pk)
    tables = tables_in(workshop)
    if request.method == "POST":
        if "count_hands" not in abilities_in(viewer, workshop.atelier):
            raise NotForYou
        chosen = [table for table in tables if str(table.pk) in request.POST.getlist("table")]
        try:
            made = ask_map(workshop, chosen, request.POST.getlist("meaning"), by=viewer)
        except DomainError as refused:
            return _page(request, workshop, refused.sentence)
        here = reverse("agreement:zones", args=[workshop.pk])
        title = _("Zones of %(title)s") % {"title": workshop.title}
        lang = get_language() or "fr"
        return follow_job(request, start_job(JOB, title[:160], zone_map=str(made.pk), lang=lang, back_url=here,
                                             next_url=here))  # fmt: skip
    return _page(request, workshop)


@login_required
@require_safe
def file(request: HttpRequest, workshop_pk: int, pk: UUID, kind: str) -> HttpResponse:
    """The picture, the A3 PDF or the GeoJSON of a map."""
    workshop = access_workshop(viewer_of(request), workshop_pk)
    one = ZoneMap.objects.of(workshop.atelier_id).filter(pk=pk, workshop=workshop).first()
    if one is None or kind not in FILES:
        raise NotSeen
    name, is_shown = FILES[kind]
    stored = getattr(one, name)
    if stored is None:
        raise NotSeen
    return file_response(stored, is_shown=is_shown)


def _page(request: HttpRequest, workshop: Workshop, refused: str = "") -> HttpResponse:
    maps = list(ZoneMap.objects.of(workshop.atelier_id).filter(workshop=workshop).exclude(made_at=None)[:MOST_SHOWN])
    asked = request.GET.get("carte", "")
    shown = next((one for one in maps if str(one.pk) == asked), maps[0] if maps else None)
    tables = tables_in(workshop)
    meanings: list[Meaning] = meanings_of(tables)
    rows = (
        [{**row, "words": tables_words(row), "area": hectares(row["hectares"])} for row in shown.zones] if shown else []
    )
    page = {
        "atelier": workshop.atelier,
        "workshop": workshop,
        "tables": tables,
        "meanings": meanings,
        "maps": maps,
        "shown": shown,
        "accords": [row for row in rows if row["kind"] == "accord"],
        "tensions": [row for row in rows if row["kind"] == "tension"],
        "reach": round(REACH_M),
        "refused": refused,
        "abilities": abilities_in(viewer_of(request), workshop.atelier),
    }
    return render(request, "agreement/zones.html", page, status=422 if refused else 200)


def _words(atelier: Atelier) -> dict[str, str]:
    """Keys of meanings with their words: those of the house's legends, and those drawn in this atelier."""
    words = {
        pencil.key: str(pencil.meaning) for legend in LEGENDS.values() for pencil in legend if pencil.shape != "note"
    }
    drawn = Workshop.objects.of(atelier).prefetch_related("tables__pencils")
    for workshop in drawn:
        for table in workshop.tables.all():
            words |= {pencil.key: pencil.meaning for pencil in table.pencils.all() if pencil.shape != "note"}
    return words
