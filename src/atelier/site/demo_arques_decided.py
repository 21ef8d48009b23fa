"""What the valley of the Arques decided: demonstrators, twelve actions each carried by two, a version, its news."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from atelier.ateliers.models import Atelier
from atelier.contributions.cards.commands import node_of
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.people.models import Account
from atelier.roadmaps.bearing.commands import confirm_bearing, name_bearer
from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.followup.commands import News, open_campaign, write_news
from atelier.roadmaps.freezing.commands import officialise
from atelier.roadmaps.plan.commands import add_axis, open_roadmap, write_action
from atelier.roadmaps.plan.models import Action, Roadmap
from atelier.roadmaps.plan.needs import add_line, depend
from atelier.site.demo_clock import on_day
from atelier.site.demo_people import demo_account
from atelier.synthesis.demonstrators.commands import Planned, demonstrator_node, write_demonstrator

WAITS = (("champ", "zone"), ("pont", "voie"), ("champ", "marais"))  # before, after
STATES = {"under_way": "built", "done": "open", "late": "prepared"}  # of the demonstrator, from its action's
NEWS = {
    "champ": (45, "", "Vingt-deux hectares conventionnés sur quarante."),
    "bourg": (30, "", "Une maison est sous toit, l’enquête publique de la deuxième est close."),
    "chateau": (100, "done", "Ouvert au public le 13 septembre."),
    "voie": (20, "blocked", "La convention avec le gestionnaire de la voie ferrée n’est pas signée."),
    "saules": (60, "", "Deux hivers, soixante habitants, huit cents mètres de berge."),
    "ecole": (55, "late", "La porte dans le mur attend l’avis conforme."),
    "marais": (15, "", "Les jardins nouveaux sont choisis."),
    "maraichage": (35, "", "Deux maraîchers installés, la légumerie est en chantier."),
}


def make_decisions(atelier: Atelier, hypotheses: dict[str, Card], script: dict[str, Any], *, by: Account) -> None:
    """From the hypotheses of June 2025 to the news of May 2026."""
    with on_day("2025-10-09"):
        demonstrators = _demonstrators(atelier, hypotheses, script, by)
    with on_day("2025-10-16"):
        roadmap, actions = _roadmap(atelier, hypotheses, demonstrators, script, by)
    with on_day("2025-11-20", hour=15):
        for bearer in Bearer.objects.of(atelier).select_related("account"):
            assert bearer.account
            confirm_bearing(bearer, by=bearer.account)
        officialise(roadmap, account=demo_account("ddtm"), by=demo_account("ddtm"))
    with on_day("2026-05-18"):
        _news(roadmap, actions, by)


def _demonstrators(
    atelier: Atelier, hypotheses: dict[str, Card], script: dict[str, Any], by: Account
) -> dict[str, Node]:
    found = {}
    for topic in script["topics"]:
        if topic["demonstrator"]:
            state = STATES.get(topic["action"]["status"], "considered")
            planned = Planned(
                title=topic["demonstrator"], text=topic["hypothesis"], place_name=topic["title"], state=state
            )
            made = write_demonstrator(atelier, planned, by=by, sources=[node_of(hypotheses[topic["key"]])])
            found[topic["key"]] = demonstrator_node(made)
    return found


def _roadmap(
    atelier: Atelier, hypotheses: dict[str, Card], demonstrators: dict[str, Node], script: dict[str, Any], by: Account
) -> tuple[Roadmap, dict[str, Action]]:
    roadmap = open_roadmap(atelier, title="Feuille de route de la vallée de l’Arques", by=by)
    axes = {one["key"]: add_axis(roadmap, title=one["title"], text=one["text"], by=by) for one in script["axes"]}
    gates = {card.lift_condition: card for card in Card.objects.of(atelier).filter(kind="blockage")}
    actions = {}
    for topic in script["topics"]:
        key, said = topic["key"], topic["action"]
        carried = demonstrators.get(key)
        action = write_action(
            roadmap, axis=axes[topic["axis"]], title=said["title"], text=topic["hypothesis"],
            sources=[node_of(hypotheses[key])],
            gated_by=[gates[topic["lift"]]] if said["status"] in {"blocked", "to_discuss"} else [],
            demonstrator=carried.id if carried else None, status=said["status"], person_days=said["days"],
            starts_on=dt.date.fromisoformat(said["from"]), ends_on=dt.date.fromisoformat(said["to"]), by=by,
        )  # fmt: skip
        for funder, amount, state in said["funders"]:
            add_line(
                action, "funding", by=by, label="Subvention", funder=funder, amount_eur=Decimal(amount), state=state
            )
        _carried(action, by)
        actions[key] = action
    for before, after in WAITS:
        depend(actions[before], actions[after], by=by)
    return roadmap, actions


def _carried(action: Action, by: Account) -> None:
    """By an elected member and by the State; each has an account, and confirms for themselves."""
    elected = demo_account("maire" if action.number % 2 else "agglo")
    function = "Maire" if action.number % 2 else "Vice-président de l’agglomération"
    name_bearer(action, "elected", name=elected.name, function=function, account=elected, by=by)
    state = demo_account("ddtm" if action.number % 3 else "dreal")
    name_bearer(action, "state", name=state.name, function="Service de l’État", account=state, by=by)


def _news(roadmap: Roadmap, actions: dict[str, Action], by: Account) -> None:
    campaign = open_campaign(
        roadmap, title="Six mois après", opens_on=dt.date(2026, 5, 18), closes_on=dt.date(2026, 6, 30), by=by
    )
    for key, (progress, status, works) in NEWS.items():
        news = News(progress=progress, status=status, works=works, is_public=True)
        write_news(campaign, actions[key], news, said_name="Le porteur élu", captured_name=by.name, by=by)
