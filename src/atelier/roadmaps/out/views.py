"""The roadmap as files: for a spreadsheet, for QGIS, for a text one goes on writing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.common.kinds import ODT, XLSX
from atelier.roadmaps.out.gathering import Gathered, gather
from atelier.roadmaps.out.geopackage import write_geopackage
from atelier.roadmaps.out.tables import write_csv, write_xlsx
from atelier.roadmaps.out.text import write_odt
from atelier.roadmaps.views.pages import begun, head

Writer = Callable[[Gathered], bytes]
WRITERS: dict[str, tuple[Writer, str]] = {
    "xlsx": (write_xlsx, XLSX),
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "gpkg": (write_geopackage, "application/geopackage+sqlite3"),
    "odt": (write_odt, ODT),
}
FILES = (
    (
        "xlsx",
        _("Spreadsheet (XLSX)"),
        _("Actions, funding, indicators and history. The first sheet is as Territoires en Transitions imports it."),
    ),
    ("csv", _("Table (CSV)"), _("The same columns as Territoires en Transitions, one action a line.")),
    ("gpkg", _("Map layers (GeoPackage)"), _("Actions, demonstrators and communes of the perimeter, to open in QGIS.")),
    (
        "odt",
        _("Text to go on writing (ODT)"),
        _("The whole roadmap with its headings and tables, for LibreOffice or Word."),
    ),
)


@login_required
@require_safe
def exports(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    return render(request, "roadmaps/exports.html", head(viewer, atelier, plan) | {"files": FILES})


@login_required
@require_safe
def export_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Made when asked: a roadmap is tens of actions, a second at most."""
    _atelier, plan = begun(viewer_of(request), slug)
    if kind not in WRITERS:
        raise NotSeen
    write, media = WRITERS[kind]
    name = f"feuille-de-route-{slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(write(gather(plan)), content_type=media, headers=headers)
