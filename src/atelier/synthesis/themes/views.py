"""Groups of ideas on screen: run the machine, open a group, move cards, keep a theme, make one card."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.contributions.cards.proposals import merged_said
from atelier.contributions.cards.rules import access_cards, can_gather
from atelier.synthesis.themes.commands import (
    card_of_theme,
    give_back,
    join_themes,
    keep_theme,
    move_cards,
    new_theme,
    rename_theme,
    set_aside,
)
from atelier.synthesis.themes.forms import NameForm, OneCardForm, RunForm
from atelier.synthesis.themes.models import Grouping, Theme
from atelier.synthesis.themes.queries import (
    ShownGrouping,
    cards_behind,
    cards_in,
    chosen_cards,
    grouping_of,
    groupings_of,
    other_themes,
    placed_cards,
    read_first,
    shown_grouping,
    theme_of,
)
from atelier.synthesis.themes.running import INLINE, grouping_for, run_grouping

GROUP_JOB = "atelier.synthesis.themes.jobs.group_job"
PER_PAGE, THEMES_A_PAGE = 100, 30


@login_required
@never_cache
@require_safe
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    """The groups of the last run, or of the one asked for (`vue`)."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug)
    ran = groupings_of(atelier)
    wanted = request.GET.get("vue", "")
    shown = next((one for one in ran if str(one.pk) == wanted), ran[0] if ran and not wanted else None)
    if wanted and shown is None:
        raise NotSeen
    return _groups_page(request, viewer, atelier, shown, RunForm(atelier=atelier, shown=shown))


@login_required
@require_POST
def run(request: HttpRequest, slug: str) -> HttpResponse:
    """Group: at once, or as a job when the cards are many."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    form = RunForm(request.POST, atelier=atelier)
    if not form.is_valid():
        return _groups_page(request, viewer, atelier, None, form)
    asked = form.cleaned_data
    grouping = grouping_for(atelier, workshop=asked["workshop"], kind=asked["kind"])
    wish = {"fineness": asked["fineness"], "near_m": asked["near_m"]}
    back = reverse("synthesis:themes", args=[slug])
    here = f"{back}?vue={grouping.pk}"
    if cards_in(grouping).count() <= INLINE:
        run_grouping(grouping, by=viewer, **wish)
        return redirect(here)
    urls = {"back_url": back, "next_url": here}
    job = start_job(GROUP_JOB, _("Grouping the cards"), grouping=str(grouping.pk), by=viewer.author_ref, **wish, **urls)
    return follow_job(request, job)


@login_required
@never_cache
@require_safe
def loose(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Cards in no group: those that share too little, those set aside."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug)
    shown = shown_grouping(grouping_of(atelier, pk))
    page = {
        "atelier": atelier,
        "grouping": shown.grouping,
        "alone": Paginator(shown.alone, PER_PAGE).get_page(request.GET.get("page")),
        "aside": Paginator(shown.aside, PER_PAGE).get_page(request.GET.get("page")),
        "themes": [one.theme for one in shown.themes],
        "can_gather": can_gather(viewer, atelier),
    }
    return render(request, "synthesis/themes/loose.html", page)


@login_required
@never_cache
@require_safe
def theme(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A group opens onto its source cards."""
    viewer = viewer_of(request)
    found = theme_of(access_cards(viewer, slug), pk)
    return _theme_page(request, viewer, found, OneCardForm(initial=_suggested(found)))


@login_required
@require_POST
def theme_name(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The people's words for a group."""
    viewer = viewer_of(request)
    found = theme_of(access_cards(viewer, slug, to="gather"), pk)
    form = NameForm(request.POST)
    if form.is_valid():
        rename_theme(found, form.cleaned_data["name"], by=viewer)
        return redirect("synthesis:theme", slug=slug, pk=pk)
    return _theme_page(request, viewer, found, OneCardForm(initial=_suggested(found)), name_form=form)


@login_required
@require_POST
def move(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Chosen cards to another group, to a new one, aside, or back to the machine."""
    viewer = viewer_of(request)
    grouping = grouping_of(access_cards(viewer, slug, to="gather"), pk)
    cards = chosen_cards(grouping, _identifiers(request.POST.getlist("cards")))
    where = request.POST.get("to", "")
    if where == "aside":
        set_aside(grouping, cards, by=viewer)
    elif where == "back":
        give_back(grouping, cards, by=viewer)
    elif where == "new":
        new_theme(grouping, request.POST.get("name", ""), cards, by=viewer)
    else:
        move_cards(cards, _theme_in(grouping, where), by=viewer)
    messages.success(request, _("Moved; it stays so when the cards are grouped again."))
    return _back(request, slug, grouping)


@login_required
@require_POST
def join(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """This group into another."""
    viewer = viewer_of(request)
    found = theme_of(access_cards(viewer, slug, to="gather"), pk)
    into = join_themes(found, _theme_in(found.grouping, request.POST.get("into", "")), by=viewer)
    messages.success(request, _("Joined to “%(theme)s”.") % {"theme": into.name})
    return redirect("synthesis:theme", slug=slug, pk=into.pk)


@login_required
@require_POST
def keep(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """This group is a theme of the atelier."""
    viewer = viewer_of(request)
    keep_theme(theme_of(access_cards(viewer, slug, to="gather"), pk), by=viewer)
    messages.success(request, _("Kept as a theme: it will be in the lineage of what comes from it."))
    return redirect("synthesis:theme", slug=slug, pk=pk)


@login_required
@require_POST
def one_card(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The cards of the group become one, which keeps what they have in common: workshop, table, college, place."""
    viewer = viewer_of(request)
    found = theme_of(access_cards(viewer, slug, to="gather"), pk)
    form = OneCardForm(request.POST)
    if not form.is_valid():
        return _theme_page(request, viewer, found, form)
    shared = merged_said([one.card for one in placed_cards(found)])
    workshop = found.grouping.workshop or shared.workshop
    said = replace(shared, **form.cleaned_data, workshop=workshop, captured_name=_name_of(viewer))
    made = card_of_theme(found, said, by=viewer, by_name=_name_of(viewer))
    messages.success(request, _("Card %(card)s now says what the group said.") % {"card": made.name})
    return redirect("contributions:card", slug=slug, pk=made.pk)


def _groups_page(
    request: HttpRequest, viewer: Viewer, atelier: Atelier, shown: Grouping | None, form: RunForm
) -> HttpResponse:
    groups: ShownGrouping | None = shown_grouping(shown) if shown else None
    themes = Paginator(groups.themes if groups else [], THEMES_A_PAGE).get_page(request.GET.get("page"))
    if shown:
        read_first(shown, list(themes))
    page = {
        "atelier": atelier,
        "form": form,
        "shown": groups,
        "themes": themes,
        "views": [one for one in groupings_of(atelier) if shown is None or one.pk != shown.pk],
        "can_gather": can_gather(viewer, atelier),
    }
    return render(request, "synthesis/themes/themes.html", page, status=422 if form.errors else 200)


def _theme_page(
    request: HttpRequest, viewer: Viewer, found: Theme, form: OneCardForm, *, name_form: NameForm | None = None
) -> HttpResponse:
    placed = placed_cards(found)
    page = {
        "atelier": found.grouping.atelier,
        "grouping": found.grouping,
        "group": found,  # "theme" is the colours of the page
        "placed": placed,
        "behind": cards_behind(found) if found.kept_at else [],
        "others": other_themes(found),
        "form": form,
        "name_form": name_form or NameForm(initial={"name": found.name}),
        "can_gather": can_gather(viewer, found.grouping.atelier),
    }
    wrong = form.errors or (name_form and name_form.errors)
    return render(request, "synthesis/themes/theme.html", page, status=422 if wrong else 200)


def _suggested(found: Theme) -> dict[str, str]:
    """The commonest kind of the group, and nothing written in people's place."""
    kinds = [one.card.kind for one in placed_cards(found)]
    return {"kind": max(kinds, key=kinds.count) if kinds else "finding"}


def _theme_in(grouping: Grouping, typed: str) -> Theme:
    [*known] = _identifiers([typed])
    if not known:
        raise NotSeen
    found = theme_of(grouping.atelier, known[0])
    if found.grouping_id != grouping.pk:
        raise NotSeen
    return found


def _identifiers(typed: list[str]) -> list[UUID]:
    found = []
    for one in typed:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _back(request: HttpRequest, slug: str, grouping: Grouping) -> HttpResponse:
    """To the group the cards were taken from if it is still there, or to those in none, or to all."""
    came_from = _identifiers([request.POST.get("from", "")])
    if came_from and Theme.objects.of(grouping.atelier_id).filter(pk=came_from[0]).exists():
        return redirect("synthesis:theme", slug=slug, pk=came_from[0])
    if request.POST.get("from") == "loose":
        return redirect("synthesis:loose", slug=slug, pk=grouping.pk)
    return redirect(f"{reverse('synthesis:themes', args=[slug])}?vue={grouping.pk}")


def _name_of(viewer: Viewer) -> str:
    return viewer.account.name if viewer.account else ""
