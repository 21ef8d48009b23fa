"""Pages of follow-up for the people of the atelier: how it goes on, campaigns, who said something."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import DomainError, NotSeen
from atelier.roadmaps.followup.commands import (
    accept_report,
    ask_bearers,
    change_campaign,
    open_campaign,
    remind_silent,
    write_news,
)
from atelier.roadmaps.followup.forms import CampaignForm, HeardForm
from atelier.roadmaps.followup.models import Campaign, Report
from atelier.roadmaps.followup.queries import (
    askings_of,
    bearers_now,
    campaigns_of,
    latest_by_action,
    reports_of,
    waiting_statuses,
)
from atelier.roadmaps.followup.reading import followed
from atelier.roadmaps.rules import access_action, access_plan
from atelier.roadmaps.views.action_pages import read
from atelier.roadmaps.views.pages import begun, head

KEEP = "officialise"  # who makes a version official asks for news of it


@login_required
@require_safe
def followup(request: HttpRequest, slug: str) -> HttpResponse:
    """How the roadmap goes on, axis by axis, for everyone of the atelier."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    page = head(viewer, atelier, plan) | followed(plan, asked=request.GET.get("page"))
    page["campaigns"] = campaigns_of(atelier)
    return render(request, "roadmaps/followup/page.html", page)


@login_required
def campaign_add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    _atelier, plan = begun(viewer, slug, to=KEEP)
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_campaign(plan, **form.cleaned_data, by=viewer)
        except DomainError as error:
            form.add_error("closes_on", error.sentence)
        else:
            return redirect("roadmaps:campaign", slug=slug, pk=made.pk)
    return _form_page(request, viewer, plan, form, _("New campaign"))


@login_required
def campaign_edit(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = _campaign(viewer, slug, pk)
    form = CampaignForm(request.POST or None, instance=_campaign(viewer, slug, pk))
    if request.method == "POST" and form.is_valid():
        try:
            change_campaign(one, **form.cleaned_data, by=viewer)
        except DomainError as error:
            form.add_error("closes_on", error.sentence)
        else:
            return redirect("roadmaps:campaign", slug=slug, pk=pk)
    return _form_page(request, viewer, one.roadmap, form, one.title)


@login_required
@never_cache
@require_safe
def campaign(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Who was asked and who said something, for the keepers; what waits to be accepted."""
    viewer = viewer_of(request)
    one = _campaign(viewer, slug, pk)
    asked = list(askings_of(one))
    bearers = list(bearers_now(one.roadmap))
    carried: dict[str, list[str]] = {}
    for bearer in bearers:
        carried.setdefault(bearer.email.lower(), []).append(bearer.action.name)
    known = {asking.email for asking in asked}
    page = head(viewer, one.roadmap.atelier, one.roadmap) | {
        "campaign": one,
        "rows": [(asking, ", ".join(carried.get(asking.email, []))) for asking in asked],
        "silent": sum(not vars(asking)["has_said"] and asking.email in carried for asking in asked),
        "to_ask": len({bearer.email.lower() for bearer in bearers if bearer.email} - known),
        "unreachable": [bearer for bearer in bearers if not bearer.email],
        "waiting": waiting_statuses(one),
        "wave": one.reminders + 1,
        "actions": sorted({bearer.action for bearer in bearers}, key=lambda action: action.number),
    }
    return render(request, "roadmaps/followup/campaign.html", page)


@login_required
@require_POST
def campaign_ask(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    sent = ask_bearers(_campaign(viewer, slug, pk), base_url=public_url(request, "/"), by=viewer)
    return _letters_said(request, slug, pk, sent)


@login_required
@require_POST
def campaign_remind(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Asked twice from the same page, it is the same wave."""
    viewer = viewer_of(request)
    one = _campaign(viewer, slug, pk)
    offered = request.POST.get("wave", "")
    wave = min(int(offered), one.reminders + 1) if offered.isdigit() and len(offered) < 4 else one.reminders + 1
    sent = remind_silent(one, wave=wave, base_url=public_url(request, "/"), by=viewer)
    return _letters_said(request, slug, pk, sent)


@login_required
def news_write(request: HttpRequest, slug: str, pk: UUID, action_pk: UUID) -> HttpResponse:
    """Write down what somebody said aloud, for who has no address or prefers the telephone."""
    viewer = viewer_of(request)
    one = _campaign(viewer, slug, pk)
    action = read(access_action(viewer, slug, action_pk, to=KEEP))
    before = latest_by_action(reports_of([action]).filter(campaign=one)).get(action.pk)
    form = HeardForm(request.POST or None, action=action)
    if request.method == "POST" and form.is_valid():
        captured = viewer.account.name if viewer.account else ""
        name = form.cleaned_data["said_name"]
        try:
            write_news(one, action, form.news, said_name=name, captured_name=captured, by=viewer)
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Written down. Its status waits to be accepted below."))
            return redirect("roadmaps:campaign", slug=slug, pk=pk)
    page = head(viewer, one.roadmap.atelier, one.roadmap) | {
        "form": form, "action": action, "campaign": one, "before": before
    }  # fmt: skip
    return render(request, "roadmaps/followup/heard.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def report_accept(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_plan(viewer, slug, to=KEEP)
    rows = Report.objects.of(atelier).select_related("action__roadmap__atelier", "campaign")
    report: Report | None = rows.filter(pk=pk).first()
    if report is None:
        raise NotSeen
    accept_report(report, by=viewer, by_name=viewer.account.name if viewer.account else "")
    messages.success(request, _("The status of %(action)s follows.") % {"action": report.action.name})
    return redirect("roadmaps:campaign", slug=slug, pk=report.campaign_id)


def _letters_said(request: HttpRequest, slug: str, pk: UUID, sent: int) -> HttpResponse:
    messages.success(request, ngettext("%(count)s letter leaves.", "%(count)s letters leave.", sent) % {"count": sent})
    return redirect("roadmaps:campaign", slug=slug, pk=pk)


def _form_page(request: HttpRequest, viewer: Viewer, plan: Any, form: CampaignForm, title: str) -> HttpResponse:
    page = head(viewer, plan.atelier, plan) | {"form": form, "title": title}
    return render(request, "roadmaps/followup/campaign_form.html", page, status=422 if form.errors else 200)


def _campaign(viewer: Viewer, slug: str, pk: UUID) -> Campaign:
    """A campaign of this atelier, for its keepers; 404 if unseen, 403 if forbidden."""
    atelier = access_plan(viewer, slug, to=KEEP)
    found: Campaign | None = Campaign.objects.of(atelier).select_related("roadmap__atelier").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found
