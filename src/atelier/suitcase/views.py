"""The page where an atelier is packed and merged, the reports, and the address of this machine in the room."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import access_atelier
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import room_urls
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.common.qr import qr_svg
from atelier.suitcase.forms import MergeForm
from atelier.suitcase.jobs import keep_upload
from atelier.suitcase.queries import author_name, exchange_of, exchanges_of, is_away
from atelier.suitcase.sentences import count_sentences, difference_sentence
from atelier.tables.links import spaced
from atelier.tables.queries import tables_of

MOST_SHOWN = 50
JOBS = "atelier.suitcase.jobs"


@login_required
@never_cache
def suitcase(request: HttpRequest, slug: str) -> HttpResponse:
    """What left and arrived; POST brings a suitcase back."""
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    form = MergeForm(request.POST, request.FILES) if request.method == "POST" else MergeForm()
    if form.is_valid():
        upload = keep_upload(form.cleaned_data["file"])
        return _started(request, atelier, "merge_job", _("Merging the suitcase"), upload=upload)
    exchanges = [(one, author_name(one.by)) for one in exchanges_of(atelier)[:MOST_SHOWN]]
    page = {"atelier": atelier, "form": form, "exchanges": exchanges, "is_away": is_away(atelier)}
    return render(request, "suitcase/suitcase.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    atelier = access_atelier(viewer_of(request), slug, to="manage")
    return _started(request, atelier, "pack_job", _("Packing the suitcase"))


@login_required
@never_cache
@require_safe
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What an exchange brought, and what differs."""
    atelier = access_atelier(viewer_of(request), slug, to="manage")
    exchange = exchange_of(atelier, pk)
    sentences = [difference_sentence(one) for one in exchange.differences]
    more = exchange.counts.get("differences", 0) - len(sentences)
    page = {"atelier": atelier, "exchange": exchange, "sentences": sentences, "more": more}
    page |= {"author": author_name(exchange.by), "counts": count_sentences(exchange)}
    return render(request, "suitcase/report.html", page)


@login_required
@never_cache
@require_safe
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """Under which address the phones of the room reach this machine, to be photographed; several networks, several."""
    atelier = access_atelier(viewer_of(request), slug)
    urls = [(number, interface, f"{url}/") for number, (interface, url) in enumerate(room_urls())]
    tables = [(table, spaced(table.code)) for table in tables_of(atelier) if table.is_open]
    return render(request, "suitcase/room.html", {"atelier": atelier, "urls": urls, "tables": tables})


@login_required
@require_safe
def room_qr(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The QR code of one of the addresses, as SVG."""
    access_atelier(viewer_of(request), slug)
    urls = room_urls()
    if number >= len(urls):
        raise NotSeen
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(qr_svg(f"{urls[number][1]}/"), content_type="image/svg+xml", headers=headers)


def _started(request: HttpRequest, atelier: Atelier, work: str, title: str, **arguments: str) -> HttpResponse:
    here = reverse("suitcase:suitcase", args=[atelier.slug])
    urls = {"back_url": here} | ({"next_url": here} if work == "merge_job" else {})
    job = start_job(f"{JOBS}.{work}", title, atelier=atelier.pk, account=request.user.pk, **arguments, **urls)
    return follow_job(request, job)
