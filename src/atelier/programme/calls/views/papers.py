"""Letters attached to an application."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.common.files import FileRefused, file_response
from atelier.programme.calls.applying import attach_paper, remove_paper
from atelier.programme.calls.enums import PaperKind
from atelier.programme.calls.errors import TooManyPapers
from atelier.programme.calls.forms import PaperForm
from atelier.programme.calls.models import Application, ApplicationPaper
from atelier.programme.calls.rules import access_application
from atelier.programme.calls.sections import paper_rules_of
from atelier.programme.requests import signed_in


@login_required
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """POST attaches one."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            attach_paper(application, words["upload"], kind=words["kind"], signed_by=words["signed_by"], by=account)
        except (FileRefused, TooManyPapers) as error:
            form.add_error("upload", error.sentence)
        else:
            messages.success(request, _("The letter is attached."))
            return redirect("programme:papers", slug=slug)
    sent = application.versions.count()
    page = {"application": application, "form": form, "groups": _groups(application), "sent": sent, "next": sent + 1}
    return render(request, "programme/calls/papers.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def paper_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    application = access_application(signed_in(request), slug)
    return file_response(_paper(application, pk).file)


@login_required
@require_POST
def paper_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    remove_paper(_paper(application, pk), by=account)
    messages.success(request, _("The letter is taken away. Versions sent with it keep it."))
    return redirect("programme:papers", slug=slug)


def _paper(application: Application, pk: int) -> ApplicationPaper:
    found = application.papers.select_related("file", "application").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def _groups(application: Application) -> list[dict[str, Any]]:
    """Each kind, what it asks, and what is there."""
    there = list(application.papers.filter(removed_at=None).select_related("file"))
    return [
        {"rule": rule, "label": PaperKind(rule.kind).label, "papers": [one for one in there if one.kind == rule.kind]}
        for rule in paper_rules_of(application.call.form)
    ]
