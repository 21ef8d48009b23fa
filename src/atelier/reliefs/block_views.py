"""The block that turns: of a relief that was made, or of what a table is drawing."""

from __future__ import annotations

import json
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import NotForYou, NotSeen
from atelier.common.geometry import Bounds
from atelier.common.kept import kept_drawing
from atelier.contributions.models import Contribution
from atelier.contributions.queries import bounds_of_table, contributions_of_table, contributions_of_tables
from atelier.engines.relief.block.make import draw_block
from atelier.engines.relief.block.options import BlockOptions
from atelier.engines.relief.stopwatch import Stopwatch
from atelier.engines.relief.words import LANGUAGES
from atelier.reliefs.describing import drawings_on, sentences_on
from atelier.reliefs.draped import drawings_of
from atelier.reliefs.grounds import ready_ground
from atelier.reliefs.presets import presets_of, roomy
from atelier.reliefs.queries import picture_of
from atelier.reliefs.refusals import GroundPreparing, NotMade
from atelier.reliefs.rules import access_relief
from atelier.reliefs.scene import scene_of
from atelier.reliefs.screen import block_props
from atelier.reliefs.wishes import read_wish
from atelier.tables.models import Table
from atelier.tables.rules import TableAccess, access_table
from atelier.territories.sites import site

CELLS, DRAWN_CELLS, MOST_DEG = 250_000, 160_000, 0.9
MOST_SAID, MOST_KEPT = 60, 200


@require_safe
def relief_block(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The rectangle of a relief, with the drawings of its tables as they are now."""
    viewer = viewer_of(request)
    relief, access = access_relief(viewer, slug, pk)
    wish = read_wish(relief.wish)
    tables = [one for table_id in wish.tables if (one := _table_or_none(viewer, table_id))]
    picture = picture_of(relief)
    picture_url = reverse("reliefs:file", args=[slug, pk, picture.ordinal]) if picture else ""
    drawn = contributions_of_tables(access.atelier, [str(one.table.pk) for one in tables])
    page = {
        "title": relief.title,
        "back_url": reverse("reliefs:detail", args=[slug, pk]),
        "back_label": relief.title,
        **_words(access.atelier, wish.bounds, drawn),
        "picture_url": picture_url,
        "props": block_props(
            access.atelier, wish.bounds, tables, picture_url=picture_url,
            azimuth=float(wish.choices.get("azimuth", 225)), exaggeration=float(wish.choices.get("exaggeration", 2)),
        ),
    }  # fmt: skip
    return render(request, "reliefs/block.html", page)


@require_safe
def table_block(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ground under a table's drawings, with them on it; `?emprise=W,S,E,N` for another rectangle."""
    access = access_table(viewer_of(request), pk)
    table, atelier = access.table, access.table.workshop.atelier
    bounds = _asked(request) or _around(table)
    picture_url = f"{reverse('reliefs:table_drawing', args=[pk])}?emprise={_plain(bounds)}"
    page = {
        "title": table.name,
        "back_url": reverse("tables:table", args=[pk]),
        "back_label": table.name,
        **_words(atelier, bounds, contributions_of_table(atelier, str(pk))),
        "picture_url": picture_url,
        "props": block_props(atelier, bounds, [access], picture_url=picture_url, azimuth=225.0, exaggeration=None),
        "make_url": _make_url(access),
    }
    return render(request, "reliefs/block.html", page)


@require_safe
def table_drawing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same block as a drawing, for browsers that cannot turn one; kept while nothing changes."""
    access = access_table(viewer_of(request), pk)
    table, atelier = access.table, access.table.workshop.atelier
    bounds = _asked(request) or _around(table)
    stamp = json.dumps([site(atelier.site).version, _plain(bounds), str(pk), str(table.epoch), table.changes])
    made = kept_drawing("reliefs", stamp, lambda: _drawing(table, atelier, bounds).encode(), most=MOST_KEPT)
    # a drawing opened alone runs nothing
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(made, content_type="image/svg+xml", headers=headers)


@gzip_page
@require_safe
def scene(request: HttpRequest, slug: str, emprise: str) -> JsonResponse:
    """The ground of a rectangle (W,S,E,N) for the block that turns. It is open data: no right is asked."""
    said = scene_of(ready_ground(slug), _bounds(emprise))
    answer = JsonResponse(said, json_dumps_params={"separators": (",", ":")})
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


def _words(atelier: Atelier, bounds: Bounds, drawn: QuerySet[Contribution]) -> dict[str, object]:
    """The block for whoever cannot see it."""
    try:
        ground_of = ready_ground(atelier.site)
        ground = ground_of.within(bounds, max_cells=CELLS)
    except (GroundPreparing, NotMade) as refusal:
        return {"atelier": atelier, "sentences": [refusal.sentence], "drawings": []}
    said = drawings_on(drawn[:MOST_SAID], ground, ground_of)
    return {"atelier": atelier, "sentences": sentences_on(ground, ground_of), "drawings": said}


def _drawing(table: Table, atelier: Atelier, bounds: Bounds) -> str:
    ground_of = ready_ground(atelier.site)
    ground = ground_of.within(bounds, max_cells=DRAWN_CELLS)
    options = BlockOptions(
        style="lavis", page="A4", title=table.name, credit=" · ".join(ground_of.credits),
        overlays=tuple(drawings_of(contributions_of_table(atelier, str(table.pk)), ground)), words=LANGUAGES["fr"],
    )  # fmt: skip
    return draw_block(ground, options, Stopwatch()).svg


def _asked(request: HttpRequest) -> Bounds | None:
    text = request.GET.get("emprise", "")
    return _bounds(text) if text else None


def _bounds(text: str) -> Bounds:
    """Raises NotSeen."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise NotSeen from None
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85) or max(east - west, north - south) > MOST_DEG:
        raise NotSeen
    return west, south, east, north


def _around(table: Table) -> Bounds:
    """What the table drew with air around it; the first place of the site when it has drawn nothing."""
    atelier = table.workshop.atelier
    drawn = bounds_of_table(atelier, str(table.pk))
    return roomy(drawn) if drawn else presets_of(atelier)[0].bounds


def _plain(bounds: Bounds) -> str:
    return ",".join(f"{value:.5f}" for value in bounds)


def _table_or_none(viewer: Viewer, table_id: str) -> TableAccess | None:
    try:
        return access_table(viewer, table_id)
    except (NotSeen, NotForYou):
        return None


def _make_url(access: TableAccess) -> str:
    """For keepers: the form, open on this rectangle."""
    if not access.is_keeper:
        return ""
    key = f"table-{access.table.pk}"
    return f"{reverse('reliefs:create', args=[access.table.workshop.atelier.slug, 'bloc'])}?lieu={key}"
