"""Cards from what was drawn: what a workshop's tables said that is not on a card yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from atelier.ateliers.models import Workshop
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.naming import who_said
from atelier.contributions.cards.rules import access_cards
from atelier.contributions.gathering.commands import cards_from
from atelier.contributions.gathering.kinds import PencilKinds, present_kinds
from atelier.contributions.gathering.queries import Waiting, waiting_in
from atelier.contributions.models import Contribution

A_PAGE = 60
MOST_WORDS = 4000


@dataclass(frozen=True)
class Row:
    """Something that waits for its card. is_note: taken unless one says no."""

    said: Contribution
    who: str
    scribe: str
    kind: str
    is_note: bool


@login_required
@never_cache
def gather(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """What waits for a card; POST writes the cards of those chosen, or of all the notes. `?retour=`: the page one came
    from, where one goes once they are written."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    workshop = Workshop.objects.of(atelier).select_related("atelier").filter(pk=workshop_pk).first()
    if workshop is None:
        raise NotSeen
    kinds = present_kinds()
    waiting = waiting_in(workshop, kinds)
    has_sketches = request.GET.get("croquis") == "oui"
    if request.method == "POST":
        chosen, as_said = _chosen(request.POST, waiting)
        made = cards_from(chosen, as_said=as_said, by=viewer)
        _tell(request, asked=len(chosen), made=len(made))
        return redirect(_back(request))
    listed = [*waiting.notes, *waiting.drawings, *(waiting.sketches if has_sketches else [])]
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    told = {
        "atelier": atelier,
        "workshop": workshop,
        "waiting": waiting,
        "has_sketches": has_sketches,
        "page": page,
        "rows": _rows(page, workshop, kinds, sees_names=is_keeper(viewer, atelier)),
        "kinds": CardKind.choices,
    }
    return render(request, "contributions/gather.html", told)


def _back(request: HttpRequest) -> str:
    asked = request.GET.get("retour", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else request.get_full_path()


def _rows(page: Any, workshop: Workshop, kinds: PencilKinds, *, sees_names: bool) -> list[Row]:
    tells = sees_names or workshop.shows_names
    return [
        Row(
            one,
            who_said(one, sees_names=sees_names),
            one.seat.name if tells and one.is_captured else "",
            kinds.proposed(one.meaning_key, one.meaning) or CardKind.FINDING,
            bool(one.text.strip()),
        )
        for one in page
    ]


def _chosen(said: QueryDict, waiting: Waiting) -> tuple[list[Contribution], Mapping[UUID, tuple[str, str]]]:
    """What was chosen among what waits, in its order, with the kinds and words typed."""
    if said.get("all") == "notes":
        return waiting.notes, {}
    asked = set(said.getlist("take"))
    chosen = [one for one in (*waiting.notes, *waiting.drawings, *waiting.sketches) if str(one.pk) in asked]
    as_said = {}
    for one in chosen:
        kind, text = said.get(f"kind-{one.pk}", ""), said.get(f"text-{one.pk}", "")
        as_said[one.pk] = (kind if kind in CardKind.values else "", text[:MOST_WORDS])
    return chosen, as_said


def _tell(request: HttpRequest, *, asked: int, made: int) -> None:
    if not asked:
        messages.warning(request, _("Choose at least one note or drawing."))
        return
    sentence = ngettext("%(count)s card written.", "%(count)s cards written.", made) % {"count": made}
    messages.success(request, sentence)
    if asked > made:
        left = ngettext(
            "%(count)s was taken or erased meanwhile.", "%(count)s were taken or erased meanwhile.", asked - made
        )
        messages.info(request, left % {"count": asked - made})
