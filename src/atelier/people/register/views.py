"""Pages of the register: organisations, those who speak for them. For the national team and administrators."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.common.addresses import public_url
from atelier.people.commands import create_organisation, end_mandate, give_mandate, invite_account
from atelier.people.models import Account
from atelier.people.register.forms import MandateForm, OrganisationForm, SearchForm
from atelier.people.register.queries import mandate_of, mandates_of, organisation_of, organisations_matching
from atelier.people.rules import require

A_PAGE = 40


@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """Find an organisation; POST adds one."""
    me = require(request, "register")
    search = SearchForm(request.GET)
    asked = search.cleaned_data if search.is_valid() else {"q": "", "kind": ""}
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        made = create_organisation(
            words["kind"], words["name"], territory=words["territory"], email=words["email"], by=me
        )
        return redirect("people:organisation", pk=made.pk)
    found = organisations_matching(asked["q"], asked["kind"])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "search": search, "form": form}
    return render(request, "people/organisations.html", told, status=422 if form.errors else 200)


@login_required
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who speak for it; POST gives a mandate, and invites whoever had no account."""
    me = require(request, "register")
    one = organisation_of(pk)
    form = MandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        account = Account.objects.filter(email=words["email"].lower()).first()
        if account is None:
            with translation.override("fr"):
                reason = _("you speak for %(organisation)s") % {"organisation": one.name}
            base_url = public_url(request, "/")
            account = invite_account(words["email"], name=words["name"], reason=reason, base_url=base_url, by=me)
            messages.info(request, _("An account was made; a letter with its link leaves for %(email)s.") % words)
        give_mandate(account, one, function=words["function"], by=me)
        return redirect("people:organisation", pk=pk)
    page = {"organisation": one, "mandates": mandates_of(one), "form": form}
    return render(request, "people/organisation.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def mandate_end(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    me = require(request, "register")
    mandate = mandate_of(organisation_of(pk), mandate_pk)
    end_mandate(mandate, by=me)
    messages.info(request, _("%(name)s no longer speaks for this organisation.") % {"name": mandate.account.name})
    return redirect(reverse("people:organisation", args=[pk]))
