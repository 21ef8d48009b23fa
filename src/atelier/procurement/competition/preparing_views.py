"""Pages where a service prepares a competition, and publishes it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.procurement.competition.errors import PublishedAlready
from atelier.procurement.competition.forms import ConsultationForm, CriteriaForm, MemberForm
from atelier.procurement.competition.models import Consultation
from atelier.procurement.competition.preparing import (
    change_consultation,
    missing_for_publication,
    prepare_consultation,
    publish_consultation,
    set_criteria,
)
from atelier.procurement.document.commands import require_frozen_specification
from atelier.procurement.rules import access_consultation, access_dossier, signed_in


@login_required
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """A new competition on the frozen specification of a dossier."""
    account = signed_in(request.user)
    dossier = access_dossier(account, pk, to="carry")
    require_frozen_specification(dossier)
    form = ConsultationForm(request.POST or None, initial={"title": dossier.title})
    if request.method == "POST" and form.is_valid():
        made = prepare_consultation(dossier, by=account, **form.cleaned_data)
        return redirect("procurement:change", pk=made.pk)
    page = {"form": form, "title": _("New competition"), "dossier": dossier}
    return render(request, "procurement/form_page.html", page, status=422 if request.method == "POST" else 200)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    if found.is_published:
        raise PublishedAlready
    form = ConsultationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_consultation(found, by=account, **form.cleaned_data)
        return redirect("procurement:change", pk=pk)
    return _page(request, found, form=form)


@login_required
@require_POST
def criteria(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    form = CriteriaForm(request.POST)
    if not form.is_valid():
        return _page(request, found, criteria_form=form)
    set_criteria(found, form.wishes, by=account)
    return redirect("procurement:change", pk=pk)


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    publish_consultation(found, by=account)
    messages.success(request, _("The competition is published."))
    return redirect("procurement:consultation", pk=pk)


def _page(
    request: HttpRequest,
    found: Consultation,
    form: ConsultationForm | None = None,
    criteria_form: CriteriaForm | None = None,
) -> HttpResponse:
    known = list(found.criteria.all())
    page = {
        "consultation": found,
        "form": form or ConsultationForm(instance=found),
        "criteria_form": criteria_form or CriteriaForm(criteria=known),
        "members": found.members.all(),
        "member_form": MemberForm(auto_id="member_%s"),
        "missing": missing_for_publication(found),
    }
    return render(request, "procurement/prepare.html", page, status=422 if request.method == "POST" else 200)
