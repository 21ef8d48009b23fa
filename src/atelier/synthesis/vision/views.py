"""The vision: read with its sources, written together, proposed, adopted; the principles beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.rules import access_card
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.engines.wording.differences import word_differences
from atelier.engines.wording.merge import merge, merged_text
from atelier.synthesis.vision.citing import NUMBER, plain_words
from atelier.synthesis.vision.commands import adopt_vision, begin_vision, move_principle, propose_vision, write_vision
from atelier.synthesis.vision.errors import CardUnknown
from atelier.synthesis.vision.forms import AdoptForm, PrincipleForm, VisionForm
from atelier.synthesis.vision.models import VisionText, VisionVersion
from atelier.synthesis.vision.queries import (
    citable_cards,
    draft_of,
    principle_cards,
    principles_of,
    sourced_paragraphs,
    standing_vision,
    texts_of,
    version_of,
    versions_of,
    waiting_texts,
)
from atelier.synthesis.vision.rules import abilities, access_shaping, name_of

PRINCIPLES_A_PAGE = 30


@login_required
@require_safe
def vision(request: HttpRequest, slug: str) -> HttpResponse:
    """The vision that holds, the principles, and every version."""
    return _vision_page(request, slug, PrincipleForm())


@login_required
@require_safe
def version(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    return _version_page(request, slug, pk, AdoptForm())


@login_required
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft, from the version that holds if there is one."""
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug, to="write_vision")
    draft = draft_of(atelier) or begin_vision(
        atelier, after=standing_vision(atelier), by=viewer, by_name=name_of(viewer)
    )
    return redirect("synthesis:vision_write", slug=slug, pk=draft.pk)


@login_required
@never_cache
def write(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The draft. Where somebody wrote meanwhile, both texts are laid over each other, to be chosen from."""
    viewer = viewer_of(request)
    draft = version_of(access_shaping(viewer, slug, to="write_vision"), pk)
    if draft.is_frozen and request.method != "POST":
        return redirect("synthesis:vision_version", slug=slug, pk=pk)
    initial = {"title": draft.title, "text": draft.text, "base": draft.revision}
    form = VisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _write_page(request, draft, form)
    words = form.cleaned_data
    try:
        saved = write_vision(
            draft, title=words["title"], text=words["text"], base=words["base"], by=viewer, by_name=name_of(viewer)
        )
    except DomainError as refused:
        form.add_error("text", refused.sentence)
        return _write_page(request, draft, form)
    if saved.held:
        return _write_page(request, saved.version, _both(saved.version, saved.held), saved.held)
    messages.success(request, _("Saved."))
    return redirect("synthesis:vision_version", slug=slug, pk=pk)


@login_required
@require_POST
def propose(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Its words no longer change: they can be put to a round of validation."""
    viewer = viewer_of(request)
    draft = version_of(access_shaping(viewer, slug, to="write_vision"), pk)
    try:
        proposed = propose_vision(draft, by=viewer)
    except DomainError as refused:
        return _version_page(request, slug, pk, AdoptForm(), refused)
    messages.success(request, _("%(version)s is proposed. Its words no longer change.") % {"version": proposed.name})
    return redirect("synthesis:vision_version", slug=slug, pk=pk)


@login_required
@require_POST
def adopt(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    proposed = version_of(access_shaping(viewer, slug, to="adopt_vision"), pk)
    form = AdoptForm(request.POST)
    if not form.is_valid():
        return _version_page(request, slug, pk, form)
    try:
        adopted = adopt_vision(proposed, where=form.cleaned_data["where"], by=viewer)
    except DomainError as refused:
        return _version_page(request, slug, pk, form, refused)
    messages.success(request, _("%(version)s is adopted.") % {"version": adopted.name})
    return redirect("synthesis:vision_version", slug=slug, pk=pk)


@login_required
@require_safe
def differences(request: HttpRequest, slug: str, pk: UUID, other: UUID) -> HttpResponse:
    """What changed from `other` to this version, word by word, and among the principles."""
    atelier = access_shaping(viewer_of(request), slug)
    after, before = version_of(atelier, pk), version_of(atelier, other)
    was, now = _principles(before), _principles(after)
    page = {
        "atelier": atelier,
        "before": before,
        "after": after,
        "titles": word_differences(before.title, after.title),
        "pieces": word_differences(plain_words(before.text), plain_words(after.text)),
        "cards_in": sorted(after.citations.keys() - before.citations.keys()),
        "cards_out": sorted(before.citations.keys() - after.citations.keys()),
        "principles_in": [one for one in now if one not in was],
        "principles_out": [one for one in was if one not in now],
        "has_principles": before.is_frozen and after.is_frozen,
    }
    return render(request, "synthesis/vision_differences.html", page)


@login_required
@require_safe
def history(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Every text the draft once had, those that came second too."""
    found = version_of(access_shaping(viewer_of(request), slug), pk)
    page = {"atelier": found.atelier, "version": found, "texts": texts_of(found)}
    return render(request, "synthesis/vision_history.html", page)


@login_required
@require_POST
def principle_add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug, to="write_vision")
    form = PrincipleForm(request.POST)
    if form.is_valid():
        try:
            sources = _named_cards(atelier, form.cleaned_data["sources"])
            said = Said(kind=CardKind.PRINCIPLE, text=form.cleaned_data["text"], captured_name=name_of(viewer))
            write_card(atelier, said, by=viewer, sources=sources, relation=Relation.LED_TO)
        except CardUnknown as refused:
            form.add_error("sources", refused.sentence)
        else:
            messages.success(request, _("The principle is written."))
            return redirect("synthesis:vision", slug=slug)
    return _vision_page(request, slug, form)


@login_required
@require_POST
def principle_move(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One place up (`up`) or down."""
    viewer = viewer_of(request)
    access_shaping(viewer, slug, to="write_vision")
    move_principle(access_card(viewer, slug, pk), up="up" in request.POST, by=viewer, by_name=name_of(viewer))
    return redirect("synthesis:vision", slug=slug)


def _vision_page(request: HttpRequest, slug: str, form: PrincipleForm) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug)
    found = standing_vision(atelier)
    principles = Paginator(principle_cards(atelier), PRINCIPLES_A_PAGE).get_page(request.GET.get("page"))
    page = {
        "atelier": atelier,
        "can": abilities(viewer, atelier),
        "version": found,
        "paragraphs": sourced_paragraphs(found) if found else [],
        "versions": versions_of(atelier),
        "draft": draft_of(atelier),
        "principles": principles_of(atelier, principles),
        "pages": principles,
        "form": form,
    }
    return render(request, "synthesis/vision.html", page, status=422 if form.is_bound else 200)


def _version_page(
    request: HttpRequest, slug: str, pk: UUID, form: AdoptForm, refused: DomainError | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    found = version_of(access_shaping(viewer, slug), pk)
    page = {
        "atelier": found.atelier,
        "can": abilities(viewer, found.atelier),
        "version": found,
        "paragraphs": sourced_paragraphs(found),
        "others": versions_of(found.atelier).exclude(pk=pk),
        "waiting": waiting_texts(found),
        "form": form,
        "refused": refused.sentence if refused else "",
    }
    return render(request, "synthesis/vision_version.html", page, status=422 if refused or form.is_bound else 200)


def _write_page(
    request: HttpRequest, draft: VisionVersion, form: VisionForm, held: VisionText | None = None
) -> HttpResponse:
    page: dict[str, Any] = {
        "atelier": draft.atelier,
        "version": draft,
        "form": form,
        "kinds": citable_cards(draft.atelier),
        "held": held,
        "pieces": word_differences(held.text, draft.text) if held else [],
        "theirs": texts_of(draft).filter(revision=draft.revision).first() if held else None,
    }
    status = 409 if held else 422 if form.errors else 200
    return render(request, "synthesis/vision_write.html", page, status=status)


def _both(draft: VisionVersion, held: VisionText) -> VisionForm:
    """The two changes of one text together, to be read again before it is saved."""
    began = texts_of(draft).filter(revision=held.base).first()
    text = merged_text(merge(began.text if began else "", held.text, draft.text))
    return VisionForm(initial={"title": held.title or draft.title, "text": text, "base": draft.revision})


def _named_cards(atelier: Atelier, text: str) -> list[Node]:
    """Raises CardUnknown."""
    numbers = dict.fromkeys(int(number) for number in NUMBER.findall(text))
    cards = {card.number: card for card in Card.objects.of(atelier).filter(number__in=numbers).order_by("-made_at")}
    for number in numbers:
        if number not in cards:
            raise CardUnknown(card=f"C-{number}")
    return [node_of(cards[number]) for number in numbers]


def _principles(version: VisionVersion) -> list[dict[str, str]]:
    return list(version.content.get("principles", []))
