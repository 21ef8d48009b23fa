"""The opening commission: who is in it, their passphrases, the opening, the record and its signatures."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotForYou, NotSeen
from atelier.procurement.competition.errors import PassphraseTooShort, WrongWords
from atelier.procurement.competition.forms import MemberForm, PassphraseForm
from atelier.procurement.competition.models import CommissionMember, Consultation, OpeningRecord
from atelier.procurement.competition.opening import be_present, has_signed, open_tenders, sign_record
from atelier.procurement.competition.preparing import leave_out_member, name_member
from atelier.procurement.competition.printing import record_pdf
from atelier.procurement.competition.sealing import LEAST_CHARACTERS, enrol
from atelier.procurement.rules import WHO, access_consultation, account_of, carries, member_of, reads_tenders, signed_in

Command = Callable[..., object]  # (member, passphrase, *, by)


@login_required
@never_cache
@require_safe
def commission(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, access_consultation(account_of(request.user), pk, to="commission"))


@login_required
@require_POST
def member_name(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    form = MemberForm(request.POST)
    if not form.is_valid():
        page = {"form": form, "title": _("Name a member"), "consultation": found}
        return render(request, "procurement/form_page.html", page, status=422)
    name_member(found, form.cleaned_data["email"], by=account)
    return redirect("procurement:change", pk=pk)


@login_required
@require_POST
def member_leave(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="carry")
    member = found.members.select_related("consultation").filter(pk=member_pk).first()
    if member is None:
        raise NotSeen
    leave_out_member(member, by=account)
    return redirect("procurement:change", pk=pk)


@sensitive_post_parameters()
@login_required
@require_POST
def enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    """The member chooses a passphrase, once."""
    found, member = _mine(request, pk)
    form = PassphraseForm(request.POST)
    if form.is_valid():
        try:
            enrol(member, form.cleaned_data["passphrase"], by=member.account)
        except PassphraseTooShort as refusal:
            form.add_error("passphrase", refusal.sentence)
        else:
            messages.success(request, _("Your passphrase is chosen. Keep it: nobody can give it back to you."))
            return redirect("procurement:commission", pk=pk)
    return _page(request, found, form=form)


@sensitive_post_parameters()
@login_required
@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """The member gives their passphrase at the opening."""
    found, member = _mine(request, pk)
    return _with_passphrase(request, found, member, be_present, _("You are present. Your shares are given."))


@login_required
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    found, member = _mine(request, pk)
    open_tenders(found, by=member.account)
    messages.success(request, _("The tenders are opened. Read the record, then sign it."))
    return redirect("procurement:commission", pk=pk)


@sensitive_post_parameters()
@login_required
@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    found, member = _mine(request, pk)
    return _with_passphrase(request, found, member, sign_record, _("You signed the record."))


@login_required
@require_safe
def opening_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The record as a PDF, with the signatures given so far; for those who may read the tenders."""
    found = access_consultation(account_of(request.user), pk, to="commission")
    record = OpeningRecord.objects.filter(consultation=found).select_related("consultation__dossier").first()
    if record is None or not reads_tenders(account_of(request.user), found):
        raise NotSeen
    headers = {"Content-Disposition": f'inline; filename="pv-ouverture-{pk}.pdf"'}
    return HttpResponse(record_pdf(record), content_type="application/pdf", headers=headers)


def _mine(request: HttpRequest, pk: int) -> tuple[Consultation, CommissionMember]:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="commission")
    member = member_of(account, found)
    if member is None:
        raise NotForYou(who=WHO["open"])
    member.consultation = found
    return found, member


def _with_passphrase(
    request: HttpRequest, found: Consultation, member: CommissionMember, command: Command, sentence: str
) -> HttpResponse:
    form = PassphraseForm(request.POST)
    if form.is_valid():
        try:
            command(member, form.cleaned_data["passphrase"], by=member.account)
        except WrongWords as refusal:
            form.add_error("passphrase", refusal.sentence)
        else:
            messages.success(request, sentence)
            return redirect("procurement:commission", pk=found.pk)
    return _page(request, found, form=form)


def _page(request: HttpRequest, found: Consultation, form: PassphraseForm | None = None) -> HttpResponse:
    account = account_of(request.user)
    members, mine = list(found.members.all()), member_of(account, found)
    opened = OpeningRecord.objects.filter(consultation=found).first()
    present = sum(one.present_at is not None for one in members)
    page = {
        "consultation": found,
        "members": [(one, opened is not None and one.signed_at and has_signed(one, opened)) for one in members],
        "mine": mine,
        "form": form or PassphraseForm(),
        "least": LEAST_CHARACTERS,
        "present": present,
        "is_enough": present >= found.threshold,
        "opening": opened,
        "may_carry": carries(account, found.dossier),
    }
    return render(request, "procurement/commission.html", page, status=422 if form else 200)
