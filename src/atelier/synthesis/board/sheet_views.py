"""Versions of a board: frozen, printed, read aloud, signed, objected to, answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError
from atelier.contributions.cards.rules import can_gather
from atelier.synthesis.board.forms import AnswerForm, ObjectForm, SignForm
from atelier.synthesis.board.freezing import FrozenColumn, columns_on
from atelier.synthesis.board.models import BoardSheet
from atelier.synthesis.board.printing import sheet_pdf
from atelier.synthesis.board.queries import sheets_of
from atelier.synthesis.board.rules import access_board, access_objection, access_sheet, name_of, names_for
from atelier.synthesis.board.sheets import answer_objection, freeze_board, object_to_card, sign_sheet
from atelier.synthesis.board.views import page_of, page_words


@login_required
def sheets(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """The versions of a board. POST freezes another."""
    viewer = viewer_of(request)
    held = access_board(viewer, slug, workshop_pk, to="gather" if request.method == "POST" else "read_cards")
    if request.method == "POST":
        sheet = freeze_board(held.workshop, by=viewer, by_name=name_of(viewer, held))
        messages.success(
            request, _("Version %(number)s is frozen: print it, have it signed.") % {"number": sheet.number}
        )
        return redirect("synthesis:board_sheet", slug=slug, pk=sheet.pk)
    return render(request, "synthesis/board/sheets.html", {**page_words(viewer, held), "sheets": sheets_of(held)})


@login_required
@require_safe
def sheet(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A version: what it says, who signed, who objects to what."""
    viewer = viewer_of(request)
    return _page(request, viewer, access_sheet(viewer, slug, pk))


@login_required
@require_safe
def pdf(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The sheet to sign, A3, tagged."""
    held = access_sheet(viewer_of(request), slug, pk)
    headers = {"Content-Disposition": f'inline; filename="passage-v{held.number}.pdf"'}
    return HttpResponse(sheet_pdf(held), content_type="application/pdf", headers=headers)


@login_required
@require_POST
def sign(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Someone signs on this screen, or signed on the paper."""
    viewer = viewer_of(request)
    held = access_sheet(viewer, slug, pk, to="gather")
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, viewer, held, sign_form=form)
    try:
        sign_sheet(held, **form.cleaned_data, by=viewer)
    except DomainError as refusal:
        form.add_error("name", refusal.sentence)
        return _page(request, viewer, held, sign_form=form)
    return _back(slug, held, "signatures")


@login_required
@require_POST
def object_(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Someone objects to a card as this version words it."""
    viewer = viewer_of(request)
    held = access_sheet(viewer, slug, pk, to="gather")
    columns, _pages = columns_on(held.content, page_of(request))
    form = ObjectForm(request.POST, cards=_choices(columns))
    if not form.is_valid():
        return _page(request, viewer, held, object_form=form)
    try:
        object_to_card(held, by=viewer, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, viewer, held, object_form=form)
    if "read" in request.POST:
        messages.success(request, _("The objection is kept with this version."))
        return redirect(f"{_address(slug, held)}lecture/?carte={request.POST['read']}")
    return _back(slug, held, "objections")


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The answer to an objection; both are kept."""
    viewer = viewer_of(request)
    objection = access_objection(viewer, slug, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, viewer, objection.sheet, answer_form=form, answered=objection.pk)
    answer_objection(objection, **form.cleaned_data, by=viewer, by_name=name_of(viewer, objection.sheet.board))
    return _back(slug, objection.sheet, "objections")


@login_required
@require_safe
def read_aloud(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A version one card at a time, large: someone reads, the others listen and object. `?carte=`: from 1."""
    viewer = viewer_of(request)
    held = access_sheet(viewer, slug, pk)
    lines = [(column, card) for column in held.content["columns"] for card in column["cards"]]
    asked = request.GET.get("carte", "")
    at = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), len(lines))
    column, card = lines[at - 1]
    mine = held.objections.filter(card=card["id"])
    page = {
        **page_words(viewer, held.board),
        "sheet": held,
        "column": column,
        "card": card,
        "at": at,
        "count": len(lines),
        "objections": mine,
        "names": names_for(viewer, held.board) != "none",
        "form": ObjectForm(cards=[], initial={"card": card["id"]}),
    }
    return render(request, "synthesis/board/read_aloud.html", page)


def _page(request: HttpRequest, viewer: Viewer, held: BoardSheet, **forms: Any) -> HttpResponse:
    columns, pages = columns_on(held.content, page_of(request))
    page = {
        **page_words(viewer, held.board),
        "sheet": held,
        "columns": columns,
        "pages": pages,
        "signatures": held.signatures.all(),
        "objections": held.objections.select_related("card"),
        "names": names_for(viewer, held.board) != "none",
        "can_fill": can_gather(viewer, held.board.workshop.atelier),
        "sign_form": SignForm(),
        "object_form": ObjectForm(cards=_choices(columns)),
        "answer_form": AnswerForm(),
    }
    return render(request, "synthesis/board/sheet.html", page | forms, status=422 if forms else 200)


def _choices(columns: Sequence[FrozenColumn]) -> list[tuple[str, str]]:
    return [(one["id"], f"{one['name']} {one['text']}"[:90]) for column in columns for one in column.cards]


def _address(slug: str, held: BoardSheet) -> str:
    return f"/ateliers/{slug}/passage/feuilles/{held.pk}/"


def _back(slug: str, held: BoardSheet, part: str) -> HttpResponse:
    return redirect(f"{_address(slug, held)}#{part}")
