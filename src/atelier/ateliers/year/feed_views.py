"""Calendars: the feed a program subscribes to, one event to keep, and the page where feeds are made and ended."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier, CalendarFeed, Workshop
from atelier.ateliers.viewer import viewer_of
from atelier.ateliers.year.calendar import Happening, happenings_of, ics_of, of_workshop
from atelier.ateliers.year.feeds import feed_of, make_feed, revoke_feed
from atelier.ateliers.year.forms import FeedForm
from atelier.ateliers.year.queries import all_stages_of, one_of
from atelier.ateliers.year.rules import abilities, access_year
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen


@login_required
@never_cache
def feeds(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own feeds of this atelier. POST makes one, whose address is shown in the answer and nowhere else."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug)
    assert viewer.account
    form, address = FeedForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _feed, secret = make_feed(atelier, viewer.account, name=form.cleaned_data["name"], by=viewer)
        address = public_url(request, reverse("ateliers:calendar_feed", args=[secret]))
        form = FeedForm()
    mine = CalendarFeed.objects.of(atelier).filter(account=viewer.account)
    page = {"atelier": atelier, "feeds": mine, "form": form, "address": address, "can": abilities(viewer, atelier)}
    return render(request, "ateliers/year/feeds.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def feed_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    mine = CalendarFeed.objects.of(access_year(viewer, slug)).filter(account=viewer.account)
    feed: CalendarFeed = one_of(mine, pk)
    revoke_feed(feed, by=viewer)
    messages.info(request, _("“%(name)s” reads nothing any more.") % {"name": feed.name})
    return redirect("ateliers:feeds", slug=slug)


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads. The address is the key: no account signs in here."""
    atelier = feed_of(secret).atelier
    return _ics(request, atelier, happenings_of(atelier, all_stages_of(atelier)), atelier.slug)


@login_required
@require_safe
def stage_ics(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The days of one stage: itself, its workshops and groups."""
    atelier = access_year(viewer_of(request), slug)
    found = happenings_of(atelier, all_stages_of(atelier).filter(pk=pk))
    if not found:
        raise NotSeen
    return _ics(request, atelier, found, f"{atelier.slug}-{pk}")


@login_required
@require_safe
def workshop_ics(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The day of a workshop."""
    atelier = access_year(viewer_of(request), slug)
    workshop: Workshop = one_of(Workshop.objects.of(atelier).filter(held_on__isnull=False), pk)
    return _ics(request, atelier, [of_workshop(workshop)], f"{atelier.slug}-{pk}")


def _ics(request: HttpRequest, atelier: Atelier, happenings: list[Happening], file: str) -> HttpResponse:
    base = public_url(request, "/").rstrip("/")
    content = ics_of(atelier, happenings, base=base)
    headers = {"Content-Disposition": f'attachment; filename="{file}.ics"', "Content-Language": settings.LANGUAGE_CODE}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
