"""A scenario and a campaign for the atelier of the table of pages, and an address of each of their pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from atelier.common.audit import System
from atelier.engines.scenarios.shapes import Means
from atelier.roadmaps.followup.commands import News, ask_bearers, open_campaign, say_news
from atelier.roadmaps.followup.models import Asking, Campaign
from atelier.roadmaps.models import Action, RoadmapVersion
from atelier.roadmaps.scenarios.commands import weigh
from atelier.tables.models import Table
from tests.factories.roadmaps import ActionFactory, BearerFactory, RoadmapFactory

HOUSE = System()


def action_of(table: Table) -> Action:
    known = Action.objects.of(table.workshop.atelier).first()
    action = known or ActionFactory(roadmap=RoadmapFactory(atelier=table.workshop.atelier))
    BearerFactory(action=action, email="porteuse@exemple.fr")
    return action


def campaign_of(table: Table) -> Campaign:
    today = timezone.localdate()
    plan = action_of(table).roadmap
    campaign = open_campaign(plan, title="Suivi", opens_on=today, closes_on=today + dt.timedelta(days=9), by=HOUSE)
    ask_bearers(campaign, base_url="http://ici", by=HOUSE)
    return campaign


def asking_of(table: Table) -> Asking:
    return Asking.objects.of(table.workshop.atelier).get(campaign=campaign_of(table))


def begun(table: Table) -> list[Any]:
    action_of(table)
    return ["ici"]


def one_scenario(table: Table) -> list[Any]:
    return ["ici", weigh(action_of(table).roadmap, name="Prudent", means=Means(), by=HOUSE).pk]


def one_campaign(table: Table) -> list[Any]:
    return ["ici", campaign_of(table).pk]


def one_report(table: Table) -> list[Any]:
    asking = asking_of(table)
    action = Action.objects.of(table.workshop.atelier).get()
    return ["ici", say_news(asking, action, News(status="under_way")).pk]


def heard(table: Table) -> list[Any]:
    campaign = campaign_of(table)
    return ["ici", campaign.pk, campaign.roadmap.actions.get().pk]


def said_of(table: Table) -> list[Any]:
    asking = asking_of(table)
    return [asking.key, asking.campaign.roadmap.actions.get().pk]


def official(table: Table) -> list[Any]:
    RoadmapVersion.everywhere.create(
        roadmap=action_of(table).roadmap, number=1, revision=1, content={}, sha256="0" * 64, frozen_at=timezone.now()
    )
    return ["ici"]


OF_THE_MEANS: dict[str, Callable[[Table], list[Any]]] = {
    "roadmaps:scenarios": begun,
    "roadmaps:scenario_add": begun,
    "roadmaps:scenarios_compare": begun,
    "roadmaps:scenario": one_scenario,
    "roadmaps:scenario_apply": one_scenario,
    "roadmaps:scenario_remove": one_scenario,
    "roadmaps:exports": begun,
    "roadmaps:export_file": lambda table: [*begun(table), "csv"],
    "roadmaps:followup": begun,
    "roadmaps:campaign_add": begun,
    "roadmaps:campaign": one_campaign,
    "roadmaps:campaign_edit": one_campaign,
    "roadmaps:campaign_ask": one_campaign,
    "roadmaps:campaign_remind": one_campaign,
    "roadmaps:news_write": heard,
    "roadmaps:report_accept": one_report,
    "roadmaps:news": lambda table: [asking_of(table).key],
    "roadmaps:news_action": said_of,
    "roadmaps:public_followup": official,
}
