"""Pages of gatherings, for the keepers of the atelier."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.participants.inviting.commands import change_gathering, open_door, plan_gathering, word_letter
from atelier.participants.inviting.forms import GatheringForm, InviteForm, WordsForm
from atelier.participants.inviting.letters import SLOTS, filled, gathering_words, words_of
from atelier.participants.inviting.models import Answer, Gathering, LetterKind
from atelier.participants.inviting.queries import (
    answers_counted,
    gatherings_of,
    invitations_to,
    letters_of,
    next_wave,
    not_invited,
)
from atelier.participants.rules import PARTICIPANT_RULES, access_gathering, access_people
from atelier.people.enums import COLLEGE_COLORS

JOBS, A_PAGE = "atelier.participants.inviting.jobs", 100


@login_required
@never_cache
def gatherings(request: HttpRequest, slug: str) -> HttpResponse:
    """The days of the atelier. Scribes come here for the door."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="welcome")
    abilities = {name for name, rule in PARTICIPANT_RULES.items() if rule(viewer, atelier)}
    page = {"atelier": atelier, "gatherings": gatherings_of(atelier), "abilities": abilities}
    return render(request, "participants/gatherings.html", page)


@login_required
@never_cache
def gathering_add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="keep_contacts")
    form = GatheringForm(request.POST or None, atelier=atelier)
    if request.method == "POST" and form.is_valid():
        made = plan_gathering(atelier, **form.values, by=viewer)
        return redirect("participants:gathering", slug=slug, pk=made.pk)
    page = {"atelier": atelier, "form": form, "title": _("New gathering")}
    return render(request, "participants/gathering_form.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def gathering_change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = access_gathering(viewer, slug, pk)
    form = GatheringForm(request.POST or None, atelier=one.atelier, gathering=one)
    if request.method == "POST" and form.is_valid():
        change_gathering(one, form.values, by=viewer)
        return redirect("participants:gathering", slug=slug, pk=pk)
    page = {"atelier": one.atelier, "form": form, "title": one.title, "gathering": one}
    return render(request, "participants/gathering_form.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def gathering(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Who is invited and what they answered; POST invites."""
    viewer = viewer_of(request)
    one = access_gathering(viewer, slug, pk)
    free = not_invited(one).order_by().values_list("college").annotate(count=Count("pk"))
    form = InviteForm(request.POST or None, gathering=one, waiting=dict(free))
    if request.method == "POST" and form.is_valid():
        people = {"contacts": [str(contact.pk) for contact in form.contacts], "colleges": form.cleaned_data["colleges"]}
        return _follow(request, one, "invite_job", _("Invitations to %(title)s") % {"title": one.title}, **people)
    return render(request, "participants/gathering.html", _page(request, one, form), status=422 if form.errors else 200)


def _page(request: HttpRequest, one: Gathering, form: InviteForm) -> dict[str, object]:
    page = Paginator(invitations_to(one), A_PAGE).get_page(request.GET.get("page"))
    letters, counts = letters_of(list(page)), answers_counted(one)
    rows = [
        (invitation, COLLEGE_COLORS[invitation.contact.college], letters.get(str(invitation.pk))) for invitation in page
    ]
    return {
        "atelier": one.atelier,
        "gathering": one,
        "form": form,
        "page": page,
        "rows": rows,
        "answers": [
            (answer, counts.get(answer.value, 0)) for answer in (Answer.YES, Answer.MAYBE, Answer.NO, Answer.NONE)
        ],
        "invited": sum(counts.values()),
        "waiting": counts.get("", 0),
        "wave": next_wave(one),
        "here_count": one.attendances.filter(is_here=True).count(),
    }


@login_required
@require_POST
def remind(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Remind those who have not answered. Asked twice at once, it is the same wave."""
    one = access_gathering(viewer_of(request), slug, pk)
    title = _("Reminders for %(title)s") % {"title": one.title}
    return _follow(request, one, "remind_job", title, wave=_wave(request, one))


@login_required
@require_POST
def door(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Open or close the door where people say by themselves that they have come."""
    viewer = viewer_of(request)
    one = access_gathering(viewer, slug, pk, to="welcome")
    open_door(one, is_open=request.POST.get("is_open") == "1", by=viewer)
    return redirect("participants:welcome", slug=slug, pk=pk)


@login_required
@never_cache
def letter(request: HttpRequest, slug: str, pk: UUID, kind: str) -> HttpResponse:
    """The words of a letter, and how it will read; POST keeps them."""
    viewer = viewer_of(request)
    one = access_gathering(viewer, slug, pk)
    if kind not in LetterKind.values:
        raise NotSeen
    words = words_of(one.atelier, kind)
    form = WordsForm(request.POST or None, initial={"subject": words.subject, "text": words.text})
    if request.method == "POST" and form.is_valid():
        word_letter(one.atelier, kind, **form.cleaned_data, by=viewer)
        messages.success(request, _("The words are kept for the next letters of this atelier."))
        return redirect("participants:letter", slug=slug, pk=pk, kind=kind)
    said = {
        **gathering_words(one),
        "nom": _("Odile Léger (for instance)"),
        "lien": public_url(request, reverse("participants:answer", args=["…"])),
    }
    page = {
        "atelier": one.atelier,
        "gathering": one,
        "form": form,
        "kind": LetterKind(kind),
        "kinds": LetterKind,
        "slots": SLOTS,
        "preview": (filled(words.subject, said), filled(words.text, said)),
    }
    return render(request, "participants/letter.html", page, status=422 if form.errors else 200)


def _wave(request: HttpRequest, one: Gathering) -> int:
    """The wave the page offered, so that two clicks ask for the same."""
    offered, following = request.POST.get("wave", ""), next_wave(one)
    return min(int(offered), following) if offered.isdigit() and len(offered) < 4 else following


def _follow(request: HttpRequest, one: Gathering, work: str, title: str, **words: object) -> HttpResponse:
    account = viewer_of(request).account
    assert account
    here = reverse("participants:gathering", args=[one.atelier.slug, one.pk])
    told = {"gathering": str(one.pk), "base_url": public_url(request, "/"), "account": account.pk, **words}
    return follow_job(request, start_job(f"{JOBS}.{work}", title[:160], back_url=here, next_url=here, **told))
