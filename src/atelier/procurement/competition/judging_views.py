"""Reading the opened tenders, marking them, deciding."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotForYou, NotSeen
from atelier.common.files import file_response
from atelier.procurement.competition.awarding import (
    Term,
    award,
    end_without_follow_up,
    explain_low_price,
    sign_contract,
)
from atelier.procurement.competition.errors import CompetitionRefused, MarksMissing
from atelier.procurement.competition.forms import AwardForm, LowPriceForm, MarksForm, TermForm
from atelier.procurement.competition.judging import give_marks, ranking_of, tenders_judged
from atelier.procurement.competition.models import Award, Consultation
from atelier.procurement.enums import ConsultationState
from atelier.procurement.forms import ReasonForm
from atelier.procurement.rules import CARRIERS_SAID, access_consultation, access_tender, account_of, carries, signed_in


@login_required
@require_safe
def analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """The tenders side by side, the ranking once every mark is there, and the decision."""
    return _analysis_page(request, access_consultation(account_of(request.user), pk, to="read_tenders"))


@login_required
def tender_read(request: HttpRequest, pk: int) -> HttpResponse:
    """One opened tender beside the marks it is given."""
    account = signed_in(request.user)
    tender = access_tender(account, pk)
    may_mark = carries(account, tender.consultation.dossier)
    if request.method == "POST" and not may_mark:
        raise NotForYou(who=CARRIERS_SAID)
    criteria = list(tender.consultation.criteria.all())
    best, marks = tender.consultation.best_mark or Decimal(20), list(tender.marks.all())
    form = MarksForm(request.POST or None, criteria=criteria, marks=marks, best=best)
    if request.method == "POST" and form.is_valid():
        give_marks(tender, form.wishes, by=account)
        messages.success(request, _("The marks are saved."))
        return redirect("procurement:analysis", pk=tender.consultation_id)
    page = {
        "tender": tender,
        "consultation": tender.consultation,
        "answers": [(one, tender.answers.get(str(one.pk), "")) for one in criteria if not one.is_price],
        "papers": tender.papers.select_related("file"),
        "marks": tender.marks.select_related("criterion").order_by("criterion__ordinal"),
        "form": form if may_mark and tender.consultation.state == ConsultationState.OPENED else None,
        "low_price_form": LowPriceForm(initial={"text": tender.low_price_answer}, auto_id="low_%s"),
    }
    return render(request, "procurement/tender_read.html", page, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def tender_paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    paper = access_tender(account_of(request.user), pk).papers.select_related("file").filter(pk=paper_pk).first()
    if paper is None:
        raise NotSeen
    return file_response(paper.file)


@login_required
@require_POST
def low_price(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    tender = access_tender(account, pk)
    if not carries(account, tender.consultation.dossier):
        raise NotForYou(who=CARRIERS_SAID)
    form = LowPriceForm(request.POST)
    if not form.is_valid():
        page = {"form": form, "title": _("Price that seems abnormally low"), "consultation": tender.consultation}
        return render(request, "procurement/form_page.html", page, status=422)
    explain_low_price(tender, form.cleaned_data["text"], by=account)
    return redirect("procurement:tender_read", pk=pk)


@login_required
@require_POST
def award_tender(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    form = AwardForm(request.POST)
    if not form.is_valid():
        return _analysis_page(request, found, award_form=form)
    tender = found.tenders.filter(pk=form.cleaned_data["tender"]).first()
    if tender is None:
        raise NotSeen
    try:
        award(found, tender, reason=form.cleaned_data["reason"], by=account)
    except CompetitionRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _analysis_page(request, found, award_form=form)
    messages.success(request, _("It is awarded. Every tenderer was told, with the reasons of their marks."))
    return redirect("procurement:analysis", pk=pk)


@login_required
@require_POST
def contract_sign(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    decision = _award_of(found)
    form = TermForm(request.POST)
    if not form.is_valid():
        page = {"form": form, "title": _("Sign the contract"), "consultation": found}
        return render(request, "procurement/form_page.html", page, status=422)
    sign_contract(decision, Term(**form.cleaned_data), by=account)
    messages.success(request, _("The contract is signed; its paper is ready to be read over."))
    return redirect("procurement:dossier", pk=found.dossier_id)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        page = {"form": form, "title": _("End without follow-up"), "consultation": found}
        return render(request, "procurement/form_page.html", page, status=422)
    end_without_follow_up(found, reason=form.cleaned_data["reason"], by=account)
    return redirect("procurement:consultation", pk=pk)


@login_required
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The analysis report, as it was kept with the decision."""
    decision = _award_of(access_consultation(account_of(request.user), pk, to="read_tenders"))
    if decision.report is None:
        raise NotSeen
    return file_response(decision.report, is_shown=True)


def _award_of(found: Consultation) -> Award:
    decision: Award | None = Award.objects.filter(consultation=found).select_related("report", "tender").first()
    if decision is None:
        raise NotSeen
    decision.consultation = found
    return decision


def _analysis_page(request: HttpRequest, found: Consultation, award_form: AwardForm | None = None) -> HttpResponse:
    account = account_of(request.user)
    tenders = list(tenders_judged(found)) if found.was_opened else []
    try:
        lines, missing = ranking_of(found), ""
    except MarksMissing as refusal:
        lines, missing = [], refusal.sentence
    decision = Award.objects.filter(consultation=found).select_related("tender__organisation").first()
    may_decide = carries(account, found.dossier)
    page = {
        "consultation": found,
        "criteria": found.criteria.all(),
        "tenders": tenders,
        "lines": lines,
        "missing": missing,
        "first": [one for one in lines if one.scored.rank == 1],
        "award": decision,
        "award_form": (award_form or AwardForm()) if may_decide and found.state == ConsultationState.OPENED else None,
        "term_form": TermForm() if may_decide and found.state == ConsultationState.AWARDED else None,
        "may_decide": may_decide,
    }
    return render(request, "procurement/analysis.html", page, status=422 if award_form else 200)
