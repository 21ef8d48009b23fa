"""A solution told as a chronology: variants, those who tried them, what they said, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError
from atelier.contributions.cards.queries import tell_cards
from atelier.synthesis.demonstrators.commands import Shown, add_picture
from atelier.synthesis.demonstrators.forms import PictureForm
from atelier.synthesis.demonstrators.queries import demonstrator_of
from atelier.synthesis.prototypes.commands import Trial, add_variant, begin_solution, card_from_remark, note_trial
from atelier.synthesis.prototypes.forms import RemarkForm, SolutionForm, TrialForm, VariantForm
from atelier.synthesis.prototypes.models import Solution, Variant
from atelier.synthesis.prototypes.queries import remark_of, remarks_to_answer, solution_of, variant_of, variants_of
from atelier.synthesis.vision.rules import abilities, access_shaping, name_of

TO = "write_demonstrators"


@dataclass(frozen=True)
class Chapter:
    """A variant, with the forms that add to it."""

    variant: Variant
    test_form: TrialForm
    picture_form: PictureForm
    is_test_open: bool
    is_picture_open: bool


@login_required
def solution_add(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A solution to try on a demonstrator, with its first variant."""
    viewer = viewer_of(request)
    one = demonstrator_of(access_shaping(viewer, slug, to=TO), pk)
    form = SolutionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        variant = begin_solution(one, **form.cleaned_data, by=viewer)
        return redirect("synthesis:solution", slug=slug, pk=variant.solution_id)
    page = {"atelier": one.atelier, "one": one, "form": form}
    return render(request, "synthesis/solution_form.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def solution(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    return _page(request, viewer, solution_of(access_shaping(viewer, slug), pk))


@login_required
@require_POST
def variant_add(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = solution_of(access_shaping(viewer, slug, to=TO), pk)
    form = _variant_form(found, request.POST)
    if form.is_valid():
        try:
            variant = add_variant(found, **form.cleaned_data, by=viewer)
        except DomainError as refused:
            form.add_error("why", refused.sentence)
        else:
            messages.success(request, _("%(variant)s is made.") % {"variant": variant.name})
            return redirect(_address(found, variant.number))
    return _page(request, viewer, found, variant_form=form)


@login_required
@require_POST
def trial_note(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Somebody tried the variant."""
    viewer = viewer_of(request)
    variant = variant_of(access_shaping(viewer, slug, to=TO), pk)
    form = TrialForm(request.POST, auto_id=f"test-{variant.number}-%s")
    if form.is_valid():
        words = form.cleaned_data
        try:
            note_trial(variant, Trial(**words | {"remarks": words["remarks"].splitlines()}), by=viewer)
        except DomainError as refused:
            form.add_error("remarks", refused.sentence)
        else:
            messages.success(request, _("Noted."))
            return redirect(_address(variant.solution, variant.number))
    return _page(request, viewer, variant.solution, test_form=form, test_of=variant.pk)


@login_required
@require_POST
def variant_picture(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A picture of a variant."""
    viewer = viewer_of(request)
    variant = variant_of(access_shaping(viewer, slug, to=TO), pk)
    form = PictureForm(request.POST, request.FILES, pictures=(), auto_id=f"picture-{variant.number}-%s")
    if form.is_valid():
        words = dict(form.cleaned_data)
        try:
            upload = words.pop("photograph")
            add_picture(variant.solution.demonstrator, upload, Shown(**words), variant=variant, by=viewer)
        except DomainError as refused:
            form.add_error("photograph", refused.sentence)
        else:
            return redirect(_address(variant.solution, variant.number))
    return _page(request, viewer, variant.solution, picture_form=form, picture_of=variant.pk)


@login_required
@require_POST
def remark_card(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A remark becomes a card of the chosen kind."""
    viewer = viewer_of(request)
    remark = remark_of(access_shaping(viewer, slug, to=TO), pk)
    form, found = RemarkForm(request.POST), remark.test.variant.solution
    if not form.is_valid():
        return _page(request, viewer, found, refused=_("Choose the kind of the card."))
    try:
        card = card_from_remark(remark, form.cleaned_data["kind"], by=viewer, by_name=name_of(viewer))
    except DomainError as refused:
        return _page(request, viewer, found, refused=refused.sentence)
    messages.success(request, _("The remark is now card %(card)s.") % {"card": card.name})
    return redirect(_address(found, remark.test.variant.number))


def _page(request: HttpRequest, viewer: Viewer, found: Solution, **more: Any) -> HttpResponse:
    atelier = found.demonstrator.atelier
    variants = list(variants_of(atelier).filter(solution=found))
    cards = [remark.card_id for one in variants for test in one.tests.all() for remark in test.remarks.all()]
    chapters = [_chapter(one, more) for one in variants]
    page = {
        "atelier": atelier,
        "can": abilities(viewer, atelier),
        "solution": found,
        "one": found.demonstrator,
        "chapters": chapters,
        "cards": tell_cards(atelier, [pk for pk in cards if pk]),
        "variant_form": _variant_form(found, None),
        "remark_form": RemarkForm(),
        **more,
    }
    return render(request, "synthesis/solution.html", page, status=422 if more else 200)


def _chapter(variant: Variant, more: dict[str, Any]) -> Chapter:
    """With the form that came back, if it was this variant's."""
    name = f"{variant.number}-%s"
    test, picture = more.get("test_form"), more.get("picture_form")
    has_test, has_picture = more.get("test_of") == variant.pk, more.get("picture_of") == variant.pk
    return Chapter(
        variant,
        test if test and has_test else TrialForm(auto_id=f"test-{name}"),
        picture if picture and has_picture else PictureForm(pictures=(), auto_id=f"picture-{name}"),
        has_test,
        has_picture,
    )


def _variant_form(found: Solution, said: Any) -> VariantForm:
    atelier = found.demonstrator.atelier
    standing = list(variants_of(atelier).filter(solution=found, replaced_by=None))
    return VariantForm(said, variants=standing, remarks=remarks_to_answer(found))


def _address(found: Solution, number: int) -> str:
    slug = found.demonstrator.atelier.slug
    return reverse("synthesis:solution", args=[slug, found.pk]) + f"#variante-{number}"
