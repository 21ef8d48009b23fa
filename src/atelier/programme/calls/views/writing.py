"""The note, section by section: saved by its button, or field by field as one writes."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.engines.wording.sides import side_by_side
from atelier.people.models import Account
from atelier.programme.calls.errors import TextTooLong
from atelier.programme.calls.models import Application, HeldText, Presence, Revision
from atelier.programme.calls.queries import last_revisions
from atelier.programme.calls.rules import access_application
from atelier.programme.calls.sections import Field, Section, progress_of, sections_of, text_of
from atelier.programme.calls.writing import (
    Saved,
    both_texts,
    known_field,
    note_presence,
    others_in,
    save_field,
    settle_field,
)
from atelier.programme.requests import signed_in

REVISIONS_A_PAGE = 20


class Box(NamedTuple):
    """A field as the page shows it: its text, the revision it is, a text that waits for a choice, or why refused."""

    field: Field
    text: str
    number: int
    last: Revision | None
    held: HeldText | None
    error: str = ""


@login_required
@never_cache
def section(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One section. POST saves every field of it that changed."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    found = next((one for one in sections_of(application.call.form) if one.key == key), None)
    if found is None:
        raise NotSeen
    errors: dict[str, str] = {}
    if request.method == "POST":
        saved, errors = _save_all(application, found, request, account)
        held = [one for one in saved if one.held]
        if held and not errors:
            return redirect("programme:choose", slug=slug, field=held[0].field.name)
        if not errors:
            messages.success(request, _("Saved."))
            return redirect(_after(application, found, request))
    note_presence(application, account)
    page = _section_page(application, found, account, errors, request)
    return render(request, "programme/calls/section.html", page, status=422 if errors else 200)


@login_required
@require_POST
def field_save(request: HttpRequest, slug: str) -> JsonResponse:
    """One field, as its author writes: {number, sentence, progress} or, held, 409 {sentence, url}."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    name = request.POST.get("field", "")
    saved = save_field(application, name, request.POST.get("text", ""), base=_number(request), by=account)
    note_presence(application, account, name)
    if saved.held:
        theirs = saved.revision.account if saved.revision else None
        sentence = _("%(name)s changed this field while you were writing. Both texts are kept: compare them.")
        return JsonResponse(
            {
                "sentence": sentence % {"name": theirs.name if theirs else _("Somebody")},
                "url": reverse("programme:choose", args=[slug, name]),
            },
            status=409,
        )
    application.refresh_from_db()
    return JsonResponse({"number": saved.number, "sentence": _("Saved"), **_news(application, account)})


@login_required
@require_POST
def presence(request: HttpRequest, slug: str) -> JsonResponse:
    """I am here, in this field: who else is, and what changed since the revisions this page knows (`known`)."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    note_presence(application, account, request.POST.get("field", ""))
    known = dict(part.rsplit(":", 1) for part in request.POST.getlist("known") if ":" in part)
    revisions = last_revisions(application, list(known))
    changed = {
        name: {"number": row.number, "text": row.text, "by": row.account.name if row.account else ""}
        for name, row in revisions.items()
        if str(row.number) != known[name]
    }
    return JsonResponse({"changed": changed, **_news(application, account)})


@login_required
@never_cache
def choose(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Two texts for one field, side by side: keep mine, theirs, or both."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    asked = known_field(application, field)
    held = get_object_or_404(HeldText, application=application, field=field, account=account)
    if request.method == "POST":
        is_typed = request.POST.get("keep") == "other"
        text = request.POST.get("text", "") if is_typed else _kept(request.POST.get("keep", ""), held, application)
        seen = _number(request)
        settled = settle_field(application, field, text, base=seen, by=account, is_typed=is_typed)
        if settled.held is None:
            messages.success(request, _("Chosen and saved. The other text stays in the history of the field."))
            return redirect(reverse("programme:section", args=[slug, asked.section]) + f"#{asked.name}")
        messages.warning(request, _("The text changed again meanwhile: look once more."))
        return redirect("programme:choose", slug=slug, field=field)
    last = last_revisions(application, [field]).get(field)
    mine, theirs = side_by_side(held.text, last.text if last else "")
    page = {
        "application": application,
        "field": asked,
        "held": held,
        "last": last,
        "mine": mine,
        "theirs": theirs,
        "both": both_texts(held, last),
    }
    return render(request, "programme/calls/choose.html", page)


@login_required
@require_safe
def history(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Every text a field once held, the last first."""
    application = access_application(signed_in(request), slug, to="write")
    asked = known_field(application, field)
    revisions = application.revisions.filter(field=field).select_related("account").order_by("-number")
    page = Paginator(revisions, REVISIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/calls/history.html", {"application": application, "field": asked, "page": page})


def _save_all(
    application: Application, section: Section, request: HttpRequest, account: Account
) -> tuple[list[Saved], dict[str, str]]:
    """Each field by itself, so that one refusal does not lose the others."""
    saved, errors = [], {}
    for field in section.fields:
        if field.name not in request.POST:
            continue
        try:
            base = _number(request, f"base:{field.name}")
            saved.append(save_field(application, field.name, request.POST[field.name], base=base, by=account))
        except TextTooLong as error:
            errors[field.name] = error.sentence
    return saved, errors


def _section_page(
    application: Application, section: Section, account: Account, errors: dict[str, str], request: HttpRequest
) -> dict[str, Any]:
    application.refresh_from_db()
    names = [field.name for field in section.fields]
    revisions = last_revisions(application, names)
    held = {one.field: one for one in application.held_texts.filter(account=account, field__in=names)}
    boxes = []
    for field in section.fields:
        last = revisions.get(field.name)
        text = request.POST[field.name] if field.name in errors else text_of(application.content, field)
        number = last.number if last else 0
        boxes.append(Box(field, text, number, last, held.get(field.name), errors.get(field.name, "")))
    progress = progress_of(application.call.form, application.content)
    keys = [one.section.key for one in progress]
    at = keys.index(section.key)
    return {
        "application": application,
        "section": section,
        "boxes": boxes,
        "progress": progress,
        "others": [_presence_words(one, application) for one in others_in(application, account)],
        "next_section": progress[at + 1].section if at + 1 < len(progress) else None,
    }


def _after(application: Application, section: Section, request: HttpRequest) -> str:
    if following := request.POST.get("next"):
        keys = {one.key for one in sections_of(application.call.form)}
        if following in keys:
            return reverse("programme:section", args=[application.slug, following])
        return reverse("programme:application", args=[application.slug])
    return reverse("programme:section", args=[application.slug, section.key])


def _news(application: Application, account: Account) -> dict[str, Any]:
    progress = progress_of(application.call.form, application.content)
    return {
        "progress": {one.section.key: [one.filled, one.asked] for one in progress},
        "others": [_presence_words(one, application) for one in others_in(application, account)],
    }


def _presence_words(one: Presence, application: Application) -> dict[str, str]:
    labels = {f.name: f.label for section in sections_of(application.call.form) for f in section.fields}
    words = {"name": one.account.name, "field": labels.get(one.field, "")}
    sentence = _("%(name)s is writing in “%(field)s”") if words["field"] else _("%(name)s has this note open")
    return {"field": one.field, "sentence": sentence % words}


def _kept(choice: str, held: HeldText, application: Application) -> str:
    """Without a choice, both: nothing is lost by a slip."""
    last = last_revisions(application, [held.field]).get(held.field)
    if choice == "mine":
        return held.text
    return (last.text if last else "") if choice == "theirs" else both_texts(held, last)


def _number(request: HttpRequest, name: str = "base") -> int:
    text = request.POST.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
