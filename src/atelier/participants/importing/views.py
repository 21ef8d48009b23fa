"""A keeper brings a list: upload, preview, columns said by hand if need be, then written or given up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import viewer_of
from atelier.common.files import clean_name
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.participants.contacts.queries import commune_names
from atelier.participants.importing.comparing import CHANGED, NEW, SAME, TWICE, WRONG, Item
from atelier.participants.importing.forms import ColumnsForm, ListForm
from atelier.participants.importing.sentences import FIELD_NAMES, remark_sentence
from atelier.participants.importing.store import PendingList, Preview
from atelier.participants.kinds import present_kinds
from atelier.participants.rules import access_people
from atelier.people.enums import College

JOBS = "atelier.participants.importing.jobs"
MOST_SHOWN = 100


@login_required
@never_cache
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a list; POST starts its reading."""
    atelier = access_people(viewer_of(request), slug, to="keep_contacts")
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        pending = PendingList.start(atelier.pk, file.chunks())
        name = clean_name(file.name)
        return _follow(request, atelier, pending, "read_job", _("Reading %(file)s") % {"file": name[:100]}, file=name)
    page = {"atelier": atelier, "form": form}
    return render(request, "participants/list_bring.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def preview(request: HttpRequest, slug: str, list_pk: UUID) -> HttpResponse:
    """What the list would do; POST says again what the columns hold."""
    atelier = access_people(viewer_of(request), slug, to="keep_contacts")
    pending = PendingList(atelier.pk, list_pk)
    seen = pending.preview()
    form = ColumnsForm(request.POST or None, preview=seen)
    if request.method == "POST" and form.is_valid():
        words = {"columns": form.columns, "college": form.cleaned_data["college"]}
        return _follow(request, atelier, pending, "compare_job", _("Comparing with the contacts"), **words)
    page = {"atelier": atelier, "seen": seen, "form": form, "list_pk": list_pk, **_told(seen)}
    return render(request, "participants/list_preview.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def write(request: HttpRequest, slug: str, list_pk: UUID) -> HttpResponse:
    """The keeper has looked, and says yes."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="keep_contacts")
    pending = PendingList(atelier.pk, list_pk)
    pending.preview()
    assert viewer.account
    contacts_url = reverse("participants:contacts", args=[slug])
    words = {"account": viewer.account.pk, "next_url": contacts_url}
    return _follow(request, atelier, pending, "write_job", _("Writing the contacts"), **words)


@login_required
@require_POST
def give_up(request: HttpRequest, slug: str, list_pk: UUID) -> HttpResponse:
    atelier = access_people(viewer_of(request), slug, to="keep_contacts")
    PendingList(atelier.pk, list_pk).forget()
    messages.info(request, _("The list was forgotten. Nothing was written."))
    return redirect("participants:contacts", slug=slug)


def _follow(
    request: HttpRequest, atelier: Atelier, pending: PendingList, work: str, title: str, **words: object
) -> HttpResponse:
    here = reverse("participants:list_preview", args=[atelier.slug, pending.list_id])
    back = reverse("participants:list_bring", args=[atelier.slug]) if work == "read_job" else here
    urls = {"back_url": back, "next_url": here, **words}
    return follow_job(
        request, start_job(f"{JOBS}.{work}", title, atelier=atelier.pk, pending=str(pending.list_id), **urls)
    )


def _told(seen: Preview) -> dict[str, object]:
    """Counts, and the first lines of each kind in words."""
    by_verb: dict[str, list[Item]] = {NEW: [], CHANGED: [], SAME: [], TWICE: [], WRONG: []}
    for item in seen.items:
        by_verb[item.verb].append(item)
    codes = {change.after for item in by_verb[CHANGED] for change in item.changes if change.field == "commune"}
    places = commune_names(
        {*codes, *(item.values["commune"] for item in by_verb[NEW][:MOST_SHOWN])}
        | {change.before for item in by_verb[CHANGED] for change in item.changes if change.field == "commune"}
    )
    remarks = [
        (item.line, item.name, remark.is_error, remark_sentence(remark))
        for item in seen.items
        for remark in item.remarks
    ]
    return {
        "counts": {verb: len(items) for verb, items in by_verb.items()},
        "taken": len(by_verb[NEW]) + len(by_verb[CHANGED]),
        "fresh": [(item, *_shown(item, places)) for item in by_verb[NEW][:MOST_SHOWN]],
        "changed": [(item, _changes(item, places)) for item in by_verb[CHANGED][:MOST_SHOWN]],
        "twice": by_verb[TWICE][:MOST_SHOWN],
        "errors": [one for one in remarks if one[2]][: 2 * MOST_SHOWN],
        "warnings": [one for one in remarks if not one[2]][:MOST_SHOWN],
        "most": MOST_SHOWN,
    }


def _shown(item: Item, places: dict[str, str]) -> tuple[str, str]:
    """(college, commune) in words."""
    return _word("college", item.values["college"], places), places.get(item.values["commune"], "")


def _changes(item: Item, places: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (str(FIELD_NAMES[one.field]), _word(one.field, one.before, places), _word(one.field, one.after, places))
        for one in item.changes
    ]


def _word(field: str, value: str, places: dict[str, str]) -> str:
    if field == "college":
        return str(College(value).label) if value else ""
    if field == "commune":
        return places.get(value, value)
    return present_kinds().name_of(value) if field in {"sub_kind", "discipline"} else value
