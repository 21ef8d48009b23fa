"""The roadmap of the atelier that `benchmarks.decision` measures: actions carried by two, versions, campaigns, news."""

from __future__ import annotations

import datetime as dt
from typing import Any

from benchmarks.decision_house import FIRST_DAY, Sizes, house

AXES, CAMPAIGNS, SOURCES = 6, 3, 4
STATUSES = ("upcoming", "upcoming", "under_way", "late", "done", "blocked")


def roadmap(sizes: Sizes) -> None:
    """Actions with all they need, made official, then three rounds of news, then a scenario."""
    from atelier.engines.scenarios.shapes import Means
    from atelier.people.models import Account
    from atelier.roadmaps.freezing.commands import officialise
    from atelier.roadmaps.plan.commands import add_axis, change_action, open_roadmap
    from atelier.roadmaps.scenarios.commands import weigh

    atelier, keeper = house()
    lead = Account.objects.get(email="lead@exemple.fr")
    plan = open_roadmap(atelier, title="Habiter le recul", by=keeper)
    axes = [add_axis(plan, title=f"Axe {number}", by=keeper) for number in range(1, AXES + 1)]
    actions = _actions(sizes, plan, axes)
    _carried(actions)
    for number in (1, 2):
        change_action(actions[0], partners=f"Partenaire {number}", by=keeper)
        officialise(plan, reason=f"Version {number}", account=lead, by=lead)
    _news(sizes, plan, actions)
    means = Means(euros=dict.fromkeys((2027, 2028, 2029), 40000 * sizes.actions))
    weigh(plan, name="Ce que nous avons", means=means, by=keeper)


def _actions(sizes: Sizes, plan: Any, axes: list[Any]) -> list[Any]:
    from atelier.contributions.cards.commands import node_of
    from atelier.contributions.models import Card
    from atelier.roadmaps.plan.commands import write_action
    from atelier.roadmaps.plan.needs import depend

    atelier, keeper = house()
    chance = sizes.chance("roadmap")
    standing = Card.objects.of(atelier).exclude(fate="dropped")
    hypotheses, blockages = (list(standing.filter(kind=kind)[:1_000]) for kind in ("hypothesis", "blockage"))
    made: list[Any] = []
    for number in range(sizes.actions):
        starts = dt.date(2027, 1, 1) + dt.timedelta(days=chance.randrange(900))
        sources = chance.sample(hypotheses, k=min(SOURCES, len(hypotheses)))
        action = write_action(
            plan, axis=axes[number % len(axes)], title=f"Rendre la plage aux piétons, {number}", by=keeper,
            text="Ce que l’action fait, en deux phrases.", sources=[node_of(card) for card in sources],
            gated_by=chance.sample(blockages, k=1) if blockages and number % 5 == 0 else [],
            status=chance.choice(STATUSES), person_days=chance.randint(5, 200), partners="Le Conservatoire\nL’école",
            starts_on=starts, ends_on=starts + dt.timedelta(days=chance.randint(30, 700)),
        )  # fmt: skip
        if made and chance.random() < 0.3:
            depend(chance.choice(made), action, by=keeper)
        made.append(action)
    _needs(made, chance)
    return made


def _needs(actions: list[Any], chance: Any) -> None:
    from atelier.roadmaps.models import FundingLine, Indicator, PlanLink

    FundingLine.everywhere.bulk_create(
        FundingLine(action=one, label=f"Tranche {part}", funder="La Région", amount_eur=chance.randint(1, 90) * 1_000)
        for one in actions
        for part in (1, 2, 3)
    )
    Indicator.everywhere.bulk_create(Indicator(action=one, label="Mètres rendus", unit="m") for one in actions)
    PlanLink.everywhere.bulk_create(PlanLink(action=one, kind="plui", label="PLUi de la côte") for one in actions)


def _carried(actions: list[Any]) -> None:
    """By an elected member and by the State, both of whom confirmed."""
    from django.utils import timezone

    from atelier.roadmaps.models import Bearer
    from atelier.roadmaps.plan.commitment import commitment_of

    now = timezone.now()
    Bearer.everywhere.bulk_create(
        Bearer(action=one, kind=kind, name=f"Porteur {number % 12}", function="Maire",
               email=f"{kind}{number % 12}@ex.fr", confirmed_at=now, confirmed_sha256=commitment_of(one))
        for number, one in enumerate(actions)
        for kind in ("elected", "state")
    )  # fmt: skip


def _news(sizes: Sizes, plan: Any, actions: list[Any]) -> None:
    from django.utils import timezone

    from atelier.roadmaps.models import Asking, Campaign, Report

    chance = sizes.chance("news")
    for number in range(CAMPAIGNS):
        day = FIRST_DAY + dt.timedelta(days=180 * number)
        campaign = Campaign.everywhere.create(
            roadmap=plan, title=f"Campagne {number + 1}", opens_on=day, closes_on=day + dt.timedelta(days=60)
        )
        asked = [
            Asking(campaign=campaign, email=f"{kind}{person}@ex.fr", name=f"Porteur {person}")
            for kind in ("elected", "state")
            for person in range(12)
        ]
        Asking.everywhere.bulk_create(asked)
        said_at = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=3), dt.time(10)))
        Report.everywhere.bulk_create(
            Report(action=action, campaign=campaign, asking=chance.choice(asked), said_name="Porteur", said_at=said_at,
                   said_for=side, progress=min(100, 30 * (number + 1) + chance.randint(-20, 20)),
                   works="Le chemin est ouvert.", is_public=True)
            for action in actions
            for side in ("elected", "state")
        )  # fmt: skip
