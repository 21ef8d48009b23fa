"""Pages of a dossier and of its papers."""

from __future__ import annotations

from itertools import pairwise

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.common.files import file_response
from atelier.people.mandates import is_national, serves
from atelier.procurement.agreements.queries import awardees_to_order_from
from atelier.procurement.competition.queries import consultations_of
from atelier.procurement.document.commands import open_again, open_dossier, pass_gate, write_section
from atelier.procurement.document.errors import SectionChanged
from atelier.procurement.document.forms import GateForm, SectionForm
from atelier.procurement.document.models import Dossier, Section
from atelier.procurement.document.queries import differences_between, section_rows, version_of, versions_of
from atelier.procurement.enums import Gate
from atelier.procurement.forms import ReasonForm
from atelier.procurement.queries import awarded_assignment
from atelier.procurement.rules import access_dossier, account_of, carries, is_administrator, signed_in
from atelier.programme.models import Application


@login_required
@require_POST
def dossier_open(request: HttpRequest, application_pk: int) -> HttpResponse:
    """By the service of the application's territory: nobody else sees that it is there."""
    account = signed_in(request.user)
    application = Application.objects.select_related("call__form").filter(pk=application_pk).first()
    if application is None:
        raise NotSeen
    mine = serves(account, department=application.department, region=application.region)
    if not (mine or is_administrator(account)):
        raise NotSeen
    return redirect("procurement:dossier", pk=open_dossier(application, by=account).pk)


@login_required
@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the paper stands, what was frozen, the competition or the orders that stand on it."""
    account = account_of(request.user)
    found = access_dossier(account, pk)
    versions = list(versions_of(found))
    page = {
        "dossier": found,
        "number": str(found.application_id),
        "gates": [Gate(gate).label for gate in Gate],
        "current_gate": list(Gate).index(Gate(found.gate)) + 1,
        "versions": versions,
        "pairs": list(pairwise(versions)),
        "consultations": consultations_of(found),
        "orders": found.orders.select_related("agreement", "awardee__organisation"),
        "contracts": found.contracts.select_related("organisation"),
        "has_team": awarded_assignment(found.application) is not None,
        "awardees": awardees_to_order_from() if _waits_for_a_team(found) else [],
        "waits_for_a_team": _waits_for_a_team(found),
        "may_carry": carries(account, found),
        "reason_form": ReasonForm(),
        "is_national": is_national(account),
    }
    return render(request, "procurement/dossier.html", page)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The present paper, section by section."""
    account = account_of(request.user)
    return _paper_page(request, access_dossier(account, pk), may_write=carries(account, access_dossier(account, pk)))


@login_required
@require_POST
def section_write(request: HttpRequest, pk: int, section_pk: int) -> HttpResponse:
    """Save one section; where somebody did meanwhile, show both texts and lose none."""
    account = signed_in(request.user)
    found = access_dossier(account, pk, to="carry")
    section = found.sections.filter(pk=section_pk).first()
    if section is None:
        raise NotSeen
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _paper_page(request, found, may_write=True, wrong=(section, form))
    try:
        write_section(section, form.cleaned_data["text"], revision=form.cleaned_data["revision"], by=account)
    except SectionChanged as refusal:
        section.refresh_from_db()
        again = SectionForm({"text": form.cleaned_data["text"], "revision": section.revision})
        return _paper_page(request, found, may_write=True, wrong=(section, again), refusal=refusal, status=409)
    return redirect(f"{reverse('procurement:paper', args=[pk])}#section-{section.key}")


@login_required
@require_POST
def gate_pass(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_dossier(account, pk, to="carry")
    form = GateForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    pass_gate(found, by=account, reason=reason)
    return redirect("procurement:dossier", pk=pk)


@login_required
@require_POST
def paper_open_again(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_dossier(account, pk, to="carry")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        page = {"title": found.title, "form": form, "dossier": found}
        return render(request, "procurement/form_page.html", page, status=422)
    open_again(found, reason=form.cleaned_data["reason"], by=account)
    return redirect("procurement:paper", pk=pk)


@login_required
@require_safe
def version(request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    found = access_dossier(account_of(request.user), pk)
    return render(
        request, "procurement/version.html", {"dossier": found, "version": version_of(found, str(version_pk))}
    )


@login_required
@require_safe
def version_pdf(request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    found = version_of(access_dossier(account_of(request.user), pk), str(version_pk))
    if found.pdf is None:
        raise NotSeen
    return file_response(found.pdf, is_shown=True)


@login_required
@require_safe
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Between two versions of the address (`de`, `a`); the last two where none is said."""
    found = access_dossier(account_of(request.user), pk)
    versions = list(versions_of(found))
    if len(versions) < 2 and "de" not in request.GET:
        return render(request, "procurement/differences.html", {"dossier": found, "versions": versions})
    before = version_of(found, request.GET.get("de", str(versions[-2].pk)))
    after = version_of(found, request.GET.get("a", str(versions[-1].pk)))
    page = {
        "dossier": found,
        "versions": versions,
        "before": before,
        "after": after,
        "rows": differences_between(before, after),
    }
    return render(request, "procurement/differences.html", page)


def _waits_for_a_team(found: Dossier) -> bool:
    return found.gate == Gate.SPECIFICATION and not found.is_open


def _paper_page(
    request: HttpRequest,
    found: Dossier,
    *,
    may_write: bool,
    wrong: tuple[Section, SectionForm] | None = None,
    refusal: SectionChanged | None = None,
    status: int = 422,
) -> HttpResponse:
    rows = [
        (row, wrong[1] if wrong and wrong[0].pk == row.section.pk else _section_form(row.section))
        for row in section_rows(found, Gate(found.gate))
    ]
    page = {
        "dossier": found,
        "rows": rows,
        "may_write": may_write and found.is_open,
        "gate_form": GateForm(),
        "is_again": found.versions.filter(gate=found.gate).exists(),
        "conflict": (wrong[0], refusal.sentence) if wrong and refusal else None,
        "missing": [row.section for row, _form in rows if row.section.is_required and not row.section.text.strip()],
    }
    return render(request, "procurement/paper.html", page, status=status if wrong else 200)


def _section_form(section: Section) -> SectionForm:
    initial = {"text": section.text, "revision": section.revision}
    return SectionForm(initial=initial, auto_id=f"section-{section.key}-%s")
