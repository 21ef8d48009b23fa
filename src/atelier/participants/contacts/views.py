"""Pages of the contacts of an atelier, for its keepers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.audit import record
from atelier.common.errors import NotSeen
from atelier.participants.consents import WORDINGS
from atelier.participants.contacts.commands import (
    AddressOfAnother,
    add_contact,
    change_contact,
    erase_contact,
    say_consent,
)
from atelier.participants.contacts.exports import KINDS, write_csv, write_xlsx
from atelier.participants.contacts.forms import ContactForm, FindForm
from atelier.participants.contacts.models import ConsentKind
from atelier.participants.contacts.queries import colleges_counted, commune_names, contacts_matching
from atelier.participants.kinds import present_kinds
from atelier.participants.rules import access_contact, access_people
from atelier.people.enums import COLLEGE_COLORS, College

A_PAGE = 50


@login_required
@never_cache
def contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """Find a contact among those of the atelier."""
    atelier = access_people(viewer_of(request), slug, to="keep_contacts")
    search = FindForm(request.GET)
    asked = search.cleaned_data if search.is_valid() else {"q": "", "college": ""}
    page = Paginator(contacts_matching(atelier, asked["q"], asked["college"]), A_PAGE).get_page(request.GET.get("page"))
    counts, kinds = colleges_counted(atelier), present_kinds()
    names = commune_names(contact.commune for contact in page)
    rows = [
        (one, COLLEGE_COLORS[one.college], kinds.name_of(one.sub_kind), names.get(one.commune, one.commune))
        for one in page
    ]
    told = {
        "atelier": atelier,
        "page": page,
        "rows": rows,
        "search": search,
        "total": sum(counts.values()),
        "counts": [(college.label, COLLEGE_COLORS[college], counts.get(college, 0)) for college in College],
    }
    return render(request, "participants/contacts.html", told)


@login_required
@never_cache
def contact_add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="keep_contacts")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_contact(atelier, form.values, by=viewer)
        except AddressOfAnother as taken:
            form.add_error("email", taken.sentence)
        else:
            return redirect("participants:contacts", slug=slug)
    page = {"atelier": atelier, "form": form, "title": _("New contact")}
    return render(request, "participants/contact_form.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def contact(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One contact: what is known, what was agreed to; POST changes it."""
    viewer = viewer_of(request)
    one = access_contact(viewer, slug, pk)
    form = ContactForm(request.POST or None, instance=access_contact(viewer, slug, pk))
    if request.method == "POST" and form.is_valid():
        try:
            change_contact(one, form.values, by=viewer)
        except AddressOfAnother as taken:
            form.add_error("email", taken.sentence)
        else:
            return redirect("participants:contacts", slug=slug)
    page = {"atelier": one.atelier, "contact": one, "form": form, "title": one.name, "consents": one.consents.all()}
    return render(request, "participants/contact_form.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def contact_erase(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    erase_contact(access_contact(viewer, slug, pk), by=viewer)
    messages.info(request, _("The person is erased. Where they came, one of their college came: nothing says who."))
    return redirect("participants:contacts", slug=slug)


@login_required
@require_POST
def consent(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """What somebody said aloud or on paper, noted by a keeper."""
    viewer = viewer_of(request)
    one = access_contact(viewer, slug, pk)
    if (kind := request.POST.get("kind", "")) not in ConsentKind.values:
        raise NotSeen
    say_consent(one, kind, is_given=request.POST.get("is_given") == "1", by=viewer)
    return redirect("participants:contact", slug=slug, pk=pk)


@login_required
@require_safe
def contacts_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """All contacts in one file. That they were taken away is in the audit."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="keep_contacts")
    if kind not in KINDS:
        raise NotSeen
    record("contacts.exported", atelier, by=viewer, kind=kind)
    body = write_csv(atelier) if kind == "csv" else write_xlsx(atelier)
    name = content_disposition_header(True, f"contacts-{slug}.{kind}")
    headers = {"Content-Disposition": name or "", "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=KINDS[kind], headers=headers)


@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every wording people were asked to agree to, with its version: public."""
    return render(request, "participants/wordings.html", {"wordings": WORDINGS, "kinds": dict(ConsentKind.choices)})
