"""The published page of a competition, its specification and its questions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.common.files import file_response
from atelier.procurement.competition.asking import answer, ask
from atelier.procurement.competition.forms import AnswerForm, QuestionForm
from atelier.procurement.competition.models import Consultation
from atelier.procurement.competition.queries import questions_shown, tender_of
from atelier.procurement.enums import ConsultationState
from atelier.procurement.rules import (
    access_consultation,
    account_of,
    carries,
    may_tender,
    member_of,
    reads_tenders,
    sees_dossier,
    signed_in,
)


@require_safe
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, access_consultation(account_of(request.user), pk))


@require_safe
def specification_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Public with the competition: the very version that was frozen."""
    found = access_consultation(account_of(request.user), pk)
    if found.specification.pdf is None:
        raise NotSeen
    return file_response(found.specification.pdf, is_shown=True)


@login_required
@require_POST
def question_ask(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="tender")
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, question_form=form)
    ask(found, form.cleaned_data["text"], by=account)
    messages.success(request, _("Your question was sent. It is shown to all with its answer, without your name."))
    return redirect("procurement:consultation", pk=pk)


@login_required
@require_POST
def question_answer(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    question = found.questions.select_related("asked_by", "consultation").filter(pk=question_pk).first()
    if question is None:
        raise NotSeen
    form = AnswerForm(request.POST)
    if not form.is_valid():
        page = {"form": form, "title": _("Answer a question"), "lead": question.text, "consultation": found}
        return render(request, "procurement/form_page.html", page, status=422)
    answer(question, form.cleaned_data["text"], by=account)
    return redirect("procurement:consultation", pk=pk)


def _page(request: HttpRequest, found: Consultation, question_form: QuestionForm | None = None) -> HttpResponse:
    account = account_of(request.user)
    carrier = carries(account, found.dossier)
    tenderer = may_tender(account, found)
    page = {
        "consultation": found,
        "criteria": found.criteria.all(),
        "sections": found.specification.content,
        "questions": questions_shown(found, to_buyer=carrier),
        "question_form": (question_form or QuestionForm()) if tenderer and found.takes_questions else None,
        "answer_form": AnswerForm(auto_id=False) if carrier else None,
        "may_tender": tenderer,
        "tender": tender_of(account, found) if tenderer else None,
        "may_carry": carrier,
        "sees_dossier": sees_dossier(account, found.dossier),
        "sees_commission": sees_dossier(account, found.dossier) or member_of(account, found) is not None,
        "reads_tenders": reads_tenders(account, found),
        "is_draft": found.state == ConsultationState.DRAFT,
    }
    return render(request, "procurement/consultation.html", page, status=422 if question_form else 200)
