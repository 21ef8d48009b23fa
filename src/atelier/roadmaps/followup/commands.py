"""Writes on follow-up: open a campaign, ask, remind, say, accept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from atelier.common.audit import Author, record
from atelier.common.mail import post_letter
from atelier.contributions.models import Card
from atelier.roadmaps.followup.errors import (
    CampaignClosed,
    CampaignNotOpen,
    DaysReversed,
    LinkEnded,
    NobodyToAsk,
    NothingSaid,
    NotYourAction,
    ReportCorrected,
)
from atelier.roadmaps.followup.letters import written_letter
from atelier.roadmaps.followup.models import Asking, Campaign, Report
from atelier.roadmaps.followup.queries import bearers_now, silent
from atelier.roadmaps.plan.commands import change_action
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, Roadmap


class Raised(TypedDict):
    """Money acquired for a funding line, as the line is called that day. `amount_eur`: a decimal number, as text."""

    label: str
    funder: str
    amount_eur: str


@dataclass(kw_only=True)
class News:
    """What is said of an action (see Report). `progress`: 0 to 100, None where not said."""

    progress: int | None = None
    status: str = ""
    raised: Sequence[Raised] = field(default_factory=list)
    studies: str = ""
    works: str = ""
    blocks: str = ""
    blockage: Card | None = None
    comment: str = ""
    is_public: bool = False

    @property
    def is_empty(self) -> bool:
        said = (self.status, self.raised, self.studies, self.works, self.blocks, self.blockage, self.comment)
        return self.progress is None and not any(said)


@transaction.atomic
def open_campaign(
    roadmap: Roadmap, *, title: str, opens_on: dt.date, closes_on: dt.date, letter: str = "", by: Author
) -> Campaign:
    """A round of news. Nobody is written to yet: see `ask_bearers`. Raises DaysReversed."""
    if closes_on < opens_on:
        raise DaysReversed
    campaign = Campaign(
        roadmap=roadmap, title=title.strip(), opens_on=opens_on, closes_on=closes_on, letter=letter.strip()
    )
    campaign.full_clean(exclude=["roadmap"])
    campaign.save(force_insert=True)
    record("campaign.opened", campaign, by=by, title=campaign.title, until=str(closes_on))
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign, *, title: str, opens_on: dt.date, closes_on: dt.date, letter: str = "", by: Author
) -> Campaign:
    """Other days or other words; closing later opens it again. Raises DaysReversed."""
    if closes_on < opens_on:
        raise DaysReversed
    campaign.title, campaign.opens_on, campaign.closes_on = title.strip(), opens_on, closes_on
    campaign.letter = letter.strip()
    campaign.full_clean(exclude=["roadmap"])
    campaign.save()
    record("campaign.changed", campaign, by=by, title=campaign.title, until=str(closes_on))
    return campaign


@transaction.atomic
def ask_bearers(campaign: Campaign, *, base_url: str, by: Author) -> int:
    """Write to every bearer who was not asked yet in this campaign: a person with three actions receives one letter.

    Asked again when a bearer was replaced, it writes to the new one alone. Returns how many letters leave.
    Raises NobodyToAsk, CampaignClosed.
    """
    if campaign.is_over:
        raise _closed(campaign)
    people = {bearer.email.lower(): bearer for bearer in bearers_now(campaign.roadmap) if bearer.email}
    if not people:
        raise NobodyToAsk
    sent = 0
    for email, bearer in people.items():
        rows = Asking.objects.of(campaign.roadmap.atelier_id)
        asking, is_new = rows.get_or_create(campaign=campaign, email=email, defaults={"name": bearer.name})
        if is_new:
            sent += _post(asking, base_url, by, wave=0)
    record("campaign.asked", campaign, by=by, title=campaign.title, letters=sent)
    return sent


@transaction.atomic
def remind_silent(campaign: Campaign, *, wave: int, base_url: str, by: Author) -> int:
    """Write again to those who said nothing yet; asked twice for the same wave, once. Returns how many letters leave.

    Raises CampaignClosed.
    """
    if campaign.is_over:
        raise _closed(campaign)
    sent = 0
    for asking in silent(campaign):
        # everywhere: the asking was found through its campaign
        if Asking.everywhere.filter(pk=asking.pk, reminders__lt=wave).update(reminders=wave):
            sent += _post(asking, base_url, by, wave=wave)
    Campaign.objects.of(campaign.roadmap.atelier_id).filter(pk=campaign.pk, reminders__lt=wave).update(reminders=wave)
    record("campaign.reminded", campaign, by=by, title=campaign.title, letters=sent)
    return sent


@transaction.atomic
def say_news(asking: Asking, action: Action, news: News, *, corrects: Report | None = None) -> Report:
    """What a bearer says with their personal link. The row is added; what was said before stays.

    The status of the action follows at once when they confirmed that they carry it, except that nobody abandons alone:
    otherwise a keeper accepts it. Raises LinkEnded, NotYourAction, CampaignClosed, CampaignNotOpen, NothingSaid,
    ReportCorrected.
    """
    campaign = asking.campaign
    mine = [one for one in bearers_now(campaign.roadmap) if one.email.lower() == asking.email]
    if not mine:
        raise LinkEnded(name=asking.name)
    bearer = next((one for one in mine if one.action_id == action.pk), None)
    if bearer is None:
        raise NotYourAction(name=asking.name, action=action.name)
    _require_open(campaign)
    report = _kept(
        campaign, action, news, asking=asking, corrects=corrects, said_name=bearer.name, said_for=bearer.kind
    )
    record("report.said", report, by=asking, action=action.name)
    if bearer.confirmed_at and report.status not in ("", Status.ABANDONED):
        _follow(report, asking, bearer.name)
    return report


@transaction.atomic
def write_news(
    campaign: Campaign,
    action: Action,
    news: News,
    *,
    said_name: str,
    captured_name: str,
    corrects: Report | None = None,
    by: Author,
) -> Report:
    """What somebody said aloud or by telephone, written down by a keeper: the status waits to be accepted.

    Raises NotYourAction (an action of another roadmap), CampaignNotOpen, NothingSaid, ReportCorrected.
    """
    if action.roadmap_id != campaign.roadmap_id:
        raise NotYourAction(name=said_name, action=action.name)
    if campaign.opens_on > timezone.localdate():
        _require_open(campaign)
    report = _kept(
        campaign, action, news, corrects=corrects, said_name=said_name.strip(), captured_name=captured_name.strip()
    )
    record("report.said", report, by=by, action=action.name)
    return report


@transaction.atomic
def accept_report(report: Report, *, by: Author, by_name: str = "") -> Report:
    """The status of the action becomes the one that was said. Accepted twice, it is once."""
    if report.accepted_at is None and report.status:
        _follow(report, by, by_name)
    return report


def _kept(campaign: Campaign, action: Action, news: News, *, corrects: Report | None, **who: Any) -> Report:
    if news.is_empty:
        raise NothingSaid
    rows = Report.objects.of(campaign.roadmap.atelier_id)
    if corrects is not None:
        rows.select_for_update(of=("self",)).get(pk=corrects.pk, action=action)
        if rows.filter(corrects=corrects).exists():
            raise ReportCorrected
    said = {one.name: getattr(news, one.name) for one in fields(news)}
    said["raised"] = [{**one, "amount_eur": f"{Decimal(one['amount_eur']):.2f}"} for one in news.raised]
    said = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    report = Report(campaign=campaign, action=action, corrects=corrects, said_at=timezone.now(), **said, **who)
    report.full_clean(exclude=["campaign", "action", "asking", "corrects", "blockage"])
    report.save(force_insert=True)
    return report


def _follow(report: Report, by: Author, by_name: str) -> None:
    """The action's status follows, with its history; nothing is written where it is that status already."""
    change_action(report.action, status=report.status, by=by, by_name=by_name)
    report.accepted_at, report.accepted_by_name = timezone.now(), by_name
    report.save(update_fields=["accepted_at", "accepted_by_name"])
    record("report.accepted", report, by=by, action=report.action.name, status=report.status)


def _post(asking: Asking, base_url: str, by: Author, *, wave: int) -> int:
    subject, text = written_letter(asking, base_url=base_url, is_reminder=wave > 0)
    key = f"followup:{asking.pk}:{wave}"
    return int(post_letter(asking.email, subject, text, by=by, key=key, is_secret=True) is not None)


def _require_open(campaign: Campaign) -> None:
    if campaign.is_over:
        raise _closed(campaign)
    if not campaign.is_open:
        raise CampaignNotOpen(campaign=campaign.title, day=date_format(campaign.opens_on, "j F Y"))


def _closed(campaign: Campaign) -> CampaignClosed:
    return CampaignClosed(campaign=campaign.title, day=date_format(campaign.closes_on, "j F Y"))
