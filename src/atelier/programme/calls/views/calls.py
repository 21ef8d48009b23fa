"""Calls: their list and page, how the national team writes them, and the applications one sees."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.people.mandates import is_national, is_state, organisations_of
from atelier.programme.calls.applying import begin_application, holder_for
from atelier.programme.calls.commands import change_call, create_call, publish_call, set_criteria
from atelier.programme.calls.forms import BeginForm, CallForm, CriteriaRows, CriterionRow, judged_of
from atelier.programme.calls.models import Call
from atelier.programme.calls.queries import applications_seen_by, calls_seen_by
from atelier.programme.calls.rules import access_call, can_begin, require_national
from atelier.programme.calls.sections import paper_rules_of, progress_of, sections_of
from atelier.programme.requests import account_of, signed_in
from atelier.programme.selection.phases import lay_phases

A_PAGE = 30


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls, open ones first, and the light door."""
    account = account_of(request)
    calls = list(calls_seen_by(account))
    page = {
        "open_calls": [call for call in calls if call.is_open],
        "other_calls": [call for call in calls if not call.is_open],
        "can_manage": is_national(account),
        "is_state": is_state(account),
    }
    return render(request, "programme/calls/list.html", page)


@require_safe
def call_detail(request: HttpRequest, slug: str) -> HttpResponse:
    account = account_of(request)
    call = access_call(account, slug)
    page = {
        "call": call,
        "criteria": call.criteria.all(),
        "sections": sections_of(call.form),
        "papers": paper_rules_of(call.form),
        "can_manage": is_national(account),
        "can_begin": can_begin(account),
    }
    return render(request, "programme/calls/call.html", page)


@login_required
def call_create(request: HttpRequest) -> HttpResponse:
    require_national(account_of(request))
    form, rows = CallForm(request.POST or None), CriteriaRows(request.POST or None, prefix="criteria")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        account = signed_in(request)
        call = create_call(**form.cleaned_data, by=account)
        set_criteria(call, judged_of(rows), by=account)
        lay_phases(call, by=account)
        return redirect("programme:call", slug=call.slug)
    return _call_page(request, form, rows, _("New call"))


@login_required
def call_edit(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    call = access_call(account, slug, to="manage")
    begun = [{"title": one.title, "weight": one.weight, "question": one.question} for one in call.criteria.all()]
    form = CallForm(request.POST or None, instance=Call.objects.get(pk=call.pk))
    rows = CriteriaRows(request.POST or None, prefix="criteria", initial=begun)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        change_call(call, **form.cleaned_data, by=account)
        set_criteria(call, judged_of(rows), by=account)
        return redirect("programme:call", slug=slug)
    return _call_page(request, form, rows, _("Change the call"), call)


@login_required
@require_POST
def call_publish(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    call = access_call(account, slug, to="manage")
    publish_call(call, by=account)
    messages.success(request, _("“%(title)s” is published.") % {"title": call.title})
    return redirect("programme:call", slug=slug)


@login_required
def application_begin(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    call = access_call(account, slug, to="begin")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service = next(iter(organisations_of(account, {"departmental"})), None)
        application = begin_application(
            call,
            title=form.cleaned_data["title"],
            holder=holder_for(account),
            department=service.territory if service else "",
            by=account,
        )
        return redirect("programme:application", slug=application.slug)
    page = {"form": form, "call": call, "title": _("Begin an application")}
    return render(request, "programme/calls/begin.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """The applications one writes, accompanies or judges."""
    account = signed_in(request)
    page = Paginator(applications_seen_by(account), A_PAGE).get_page(request.GET.get("page"))
    rows = []
    for application in page:
        progress = progress_of(application.call.form, application.content)
        rows.append((application, sum(one.filled for one in progress), sum(one.asked for one in progress)))
    words = {"page": page, "rows": rows, "is_state": is_state(account), "can_begin": can_begin(account)}
    return render(request, "programme/calls/applications.html", words)


def _call_page(
    request: HttpRequest, form: CallForm, rows: BaseFormSet[CriterionRow], title: str, call: Call | None = None
) -> HttpResponse:
    page = {"form": form, "rows": rows, "title": title, "call": call}
    is_wrong = form.errors or (rows.is_bound and not rows.is_valid())
    return render(request, "programme/calls/call_form.html", page, status=422 if is_wrong else 200)
