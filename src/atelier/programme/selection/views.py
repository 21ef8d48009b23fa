"""Pages of a selection: the board of a call, and one application under judgement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import DomainError, NotSeen
from atelier.common.files import file_response
from atelier.people.enums import STATE_KINDS
from atelier.people.mandates import is_national, organisations_of
from atelier.people.models import Account, Organisation
from atelier.programme.addresses import root_of
from atelier.programme.calls.models import Application
from atelier.programme.calls.receipts import receipt_words
from atelier.programme.calls.rules import access_call
from atelier.programme.requests import signed_in
from atelier.programme.selection import forms as asked
from atelier.programme.selection.commands import (
    assign_reviewer,
    decide,
    declare_conflict,
    give_marks,
    give_opinion,
    say_remark,
)
from atelier.programme.selection.enums import Ability, Party
from atelier.programme.selection.errors import Conflicted, MarksMissing, RankTaken, ReviewerIsParty
from atelier.programme.selection.models import Phase, Release
from atelier.programme.selection.phases import lay_phases, move_phase
from atelier.programme.selection.queries import (
    board_of,
    by_criterion,
    figures_of,
    judged_version,
    letter_sent,
    own_total,
    reviews_of,
    weighed,
)
from atelier.programme.selection.releasing import release_results
from atelier.programme.selection.rules import Standing, access_selection


@login_required
@never_cache
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The applications of a call that one takes part in judging; 404 for whoever judges none."""
    account = signed_in(request)
    call = access_call(account, slug)
    rows = board_of(account, call)
    if not rows and not is_national(account):
        raise NotSeen
    phases = list(call.phases.all())
    page = {
        "call": call,
        "rows": rows,
        "phases": [(phase, _lets(phase)) for phase in phases],
        "is_national": is_national(account),
        "release": Release.objects.select_related("account").filter(call=call).first(),
        "can_release": is_national(account) and _is_let(phases, Ability.RELEASE),
        "undecided": sum(not hasattr(row.application, "decision") for row in rows),
        "shows_figures": any(row.figures for row in rows),
        "shows_opinions": any(row.opinions is not None for row in rows),
    }
    return render(request, "programme/selection/board.html", page)


@login_required
def phases(request: HttpRequest, slug: str) -> HttpResponse:
    """When each phase opens and closes. POST moves them, or lays them again from the closing of the call."""
    account = signed_in(request)
    call = access_call(account, slug, to="manage")
    if "lay" in request.POST:
        lay_phases(call, by=account)
        return redirect("programme:phases", slug=slug)
    rows = [(phase, _phase_form(phase, request)) for phase in call.phases.all()]
    if request.method == "POST" and rows and all(form.is_valid() for _phase, form in rows):
        for phase, form in rows:
            move_phase(phase, **form.cleaned_data, by=account)
        messages.success(request, _("The phases are saved."))
        return redirect("programme:selection", slug=slug)
    page = {"call": call, "rows": [(phase, form, _lets(phase)) for phase, form in rows]}
    is_wrong = any(form.errors for _phase, form in rows)
    return render(request, "programme/selection/phases.html", page, status=422 if is_wrong else 200)


@login_required
@require_POST
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """All results at once. What is refused is said on the board."""
    account = signed_in(request)
    call = access_call(account, slug, to="manage")
    if not _is_let(list(call.phases.all()), Ability.RELEASE) and not Release.objects.filter(call=call).exists():
        messages.error(request, _("The phases of this selection do not open the release today."))
        return redirect("programme:selection", slug=slug)
    try:
        release_results(call, by=account, root=root_of(request))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The results are released: each side gets its letter."))
    return redirect("programme:selection", slug=slug)


@login_required
@never_cache
@require_safe
def judged(request: HttpRequest, slug: str) -> HttpResponse:
    """An application as it was sent, and what one may read and do about it."""
    return _judged_page(request, access_selection(signed_in(request), slug))


@login_required
@never_cache
@require_safe
def letter(request: HttpRequest, slug: str, rank: int) -> HttpResponse:
    """A letter of support or commitment, as it was sent, for those whom an open phase lets read it."""
    standing = access_selection(signed_in(request), slug, to=Ability.READ_LETTERS)
    return file_response(letter_sent(judged_version(standing.application), rank))


@login_required
@require_POST
def opinion(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    standing = access_selection(account, slug, to=Ability.OPINE)
    form = asked.OpinionForm(request.POST)
    service = _service(account, standing.application)
    if form.is_valid() and service:
        words = form.cleaned_data
        try:
            give_opinion(standing.application, service, **words, by=account)
        except RankTaken as refusal:
            form.add_error("rank", refusal.sentence)
        else:
            return _done(request, slug, _("The opinion of your service is saved."))
    return _judged_page(request, standing, opinion=form)


@login_required
@require_POST
def review(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    standing = access_selection(account, slug, to=Ability.SCORE)
    own = standing.review
    if own is None:
        raise NotSeen
    form = asked.MarksForm(request.POST, criteria=list(standing.application.call.criteria.all()), review=own)
    if form.is_valid():
        is_done = "done" in request.POST
        try:
            give_marks(own, form.marks, summary=form.cleaned_data["summary"], by=account, is_done=is_done)
        except MarksMissing as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = _("Your review is complete. You now read the others’.") if is_done else _("Your marks are kept.")
            return _done(request, slug, told)
    return _judged_page(request, standing, review=form)


@login_required
@require_POST
def conflict(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    standing = access_selection(account, slug)
    if standing.review is None:
        raise NotSeen
    if standing.has_conflict:
        raise Conflicted
    form = asked.ConflictForm(request.POST)
    if form.is_valid():
        declare_conflict(standing.review, reason=form.cleaned_data["reason"], by=account)
        return _done(request, slug, _("Declared. The national team names somebody else."))
    return _judged_page(request, standing, conflict=form)


@login_required
@require_POST
def reviewers(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    standing = access_selection(account, slug, to=Ability.ASSIGN)
    form = asked.ReviewerForm(request.POST)
    if form.is_valid():
        try:
            assign_reviewer(standing.application, form.cleaned_data["email"], by=account)
        except ReviewerIsParty as refusal:
            form.add_error("email", refusal.sentence)
        else:
            return _done(request, slug, _("The application is given to this reviewer."))
    return _judged_page(request, standing, reviewers=form)


@login_required
@require_POST
def remark(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    standing = access_selection(account, slug, to=Ability.DISCUSS)
    form = asked.RemarkForm(request.POST)
    if form.is_valid():
        say_remark(standing.application, form.cleaned_data["text"], by=account)
        return _done(request, slug, _("Said."))
    return _judged_page(request, standing, remark=form)


@login_required
@require_POST
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    standing = access_selection(account, slug, to=Ability.DECIDE)
    form = asked.DecisionForm(request.POST)
    if form.is_valid():
        decide(standing.application, **form.cleaned_data, by=account)
        return _done(request, slug, _("Decided, and held until the release."))
    return _judged_page(request, standing, decision=form)


def _judged_page(request: HttpRequest, standing: Standing, **sent: forms.Form) -> HttpResponse:
    """The page with the forms of what one may do now; `sent`: one that came back with errors."""
    application, account = standing.application, signed_in(request)
    call, reviews = application.call, reviews_of(application)
    criteria, can = weighed(call), {ability.value: standing.can(ability) for ability in Ability}
    reads_scores = can["read_scores"]
    version = judged_version(application)
    service = _service(account, application) if can["opine"] else None
    page: dict[str, Any] = {
        "application": application,
        "call": call,
        "version": version,
        "said": receipt_words(version),
        "can": can,
        "standing": standing,
        "is_national": Party.NATIONAL in standing.parties,
        "opinions": application.opinions.select_related("service", "account") if can["read_opinions"] else [],
        "reviews": reviews if Party.NATIONAL in standing.parties and not standing.has_conflict else [],
        "figures": figures_of(reviews, criteria) if reads_scores else None,
        "by_criterion": by_criterion(call, reviews) if reads_scores else [],
        "summaries": [one for one in reviews if one.done_at and one.summary] if reads_scores else [],
        "remarks": application.remarks.select_related("account") if can["discuss"] or reads_scores else [],
        "own_total": own_total(standing.review, criteria),
        "decision": getattr(application, "decision", None) if can["decide"] or standing.is_released else None,
        "forms": {**_blank_forms(standing, can, service), **sent},
        "service": service,
    }
    return render(request, "programme/selection/judged.html", page, status=422 if sent else 200)


def _blank_forms(standing: Standing, can: dict[str, bool], service: Organisation | None) -> dict[str, forms.Form]:
    application = standing.application
    made: dict[str, forms.Form] = {}
    if can["opine"] and service:
        said = application.opinions.filter(service=service).first()
        initial = {"favour": said.favour, "rank": said.rank, "reasons": said.reasons} if said else {}
        made["opinion"] = asked.OpinionForm(initial=initial)
    if can["score"] and standing.review:
        made["review"] = asked.MarksForm(criteria=list(application.call.criteria.all()), review=standing.review)
    if standing.review and not standing.has_conflict and not standing.is_released:
        made["conflict"] = asked.ConflictForm()
    if can["assign"]:
        made["reviewers"] = asked.ReviewerForm()
    if can["discuss"]:
        made["remark"] = asked.RemarkForm()
    if can["decide"]:
        taken = getattr(application, "decision", None)
        made["decision"] = asked.DecisionForm(
            initial={"outcome": taken.outcome, "reasons": taken.reasons} if taken else {}
        )
    return made


def _service(account: Account, application: Application) -> Organisation | None:
    """The State service of this territory for which the account speaks."""
    places = {application.department, application.region} - {""}
    return next((one for one in organisations_of(account, STATE_KINDS) if one.territory in places), None)


def _done(request: HttpRequest, slug: str, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("programme:judged", slug=slug)


def _phase_form(phase: Phase, request: HttpRequest) -> asked.PhaseForm:
    initial = {"opens_at": phase.opens_at, "closes_at": phase.closes_at}
    return asked.PhaseForm(request.POST or None, initial=initial, prefix=phase.key)


def _lets(phase: Phase) -> list[tuple[str, list[str]]]:
    """Who may do what in it, in words."""
    return [
        (str(Party(party).label), [str(Ability(one).label) for one in abilities])
        for party, abilities in phase.lets.items()
        if abilities
    ]


def _is_let(phases: list[Phase], ability: str) -> bool:
    return any(phase.is_open and ability in phase.lets.get(Party.NATIONAL, ()) for phase in phases)
