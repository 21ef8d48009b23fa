"""From two tables to a decision that an élu and the State carry, then to their news six months later, page by page.

Two scribes, a facilitator, an élu and a State agent with their personal links, a participant with a slip.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from atelier.agreement.models import Round
from atelier.common.audit import System
from atelier.common.models import Letter
from atelier.contributions.models import Card
from atelier.contributions.slip.commands import give_code
from atelier.roadmaps.models import Action, Asking, Axis, Campaign, RoadmapVersion
from atelier.synthesis.models import Demonstrator, Theme
from tests.factories.ateliers import MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db
HELD = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
SAID = [
    "La route est coupée quand la rivière monte",
    "La route du bas est coupée à chaque crue de la rivière",
    "Quand la rivière monte, la route est sous l’eau",
    "La rivière monte et coupe la route du collège",
    "L’école est trop petite pour les enfants",
    "La cour de l’école est brûlante en juin",
    "Les enfants de l’école mangent loin",
    "L’école manque d’ombre pour les enfants",
]


@pytest.fixture
def workshop():
    return WorkshopFactory(atelier__slug="ici", atelier__site="nulle-part", shows_names=True)


def person(workshop, role):
    client = Client()
    client.force_login(MembershipFactory(atelier=workshop.atelier, role=role).account)
    return client


def test_what_two_tables_say_is_decided_carried_and_followed(workshop):
    first, second, keeper = person(workshop, "scribe"), person(workshop, "scribe"), person(workshop, "facilitator")
    with time_machine.travel(HELD):
        jeanne = two_tables_write(workshop)
        two_scribes_gather(workshop, first, second)
        hypothesis = a_group_becomes_a_hypothesis(workshop, first)
        an_objection_is_answered(keeper, hypothesis)
        action = a_demonstrator_leads_to_an_action(keeper, hypothesis)
        two_bearers_confirm_for_themselves(keeper, action)
        the_roadmap_is_official_and_public(keeper)
        the_slip_tells_what_became_of_the_words(jeanne, action)
        the_action_is_walked_back_to_the_hand(keeper, action)
    with time_machine.travel(HELD + dt.timedelta(days=183)):
        bearers_tell_their_news(keeper, action)


def two_tables_write(workshop):
    jeanne = SeatFactory(workshop=workshop, name="Jeanne")
    tables = [TableFactory(workshop=workshop, name=f"Table {number}") for number in (1, 2)]
    for number, text in enumerate(SAID):
        table = tables[number % 2]
        seat = jeanne if number == 0 else SeatFactory(workshop=workshop, name=f"Main {number}")
        ContributionFactory(seat=seat, said_by=seat, text=text, origin_ref=str(table.pk), origin_name=table.name)
    return jeanne


def two_scribes_gather(workshop, first, second):
    """The second comes to the same notes a moment later: nothing is written twice."""
    page = reverse("contributions:gather", args=["ici", workshop.pk])

    for scribe in (first, second):
        assert scribe.post(page, {"all": "notes"}).status_code == 302

    assert sorted(Card.everywhere.values_list("text", flat=True)) == sorted(SAID)


def a_group_becomes_a_hypothesis(workshop, scribe):
    run = {"workshop": workshop.pk, "kind": "", "fineness": "2.0", "near_m": "0.0"}
    assert scribe.post(reverse("synthesis:themes_run", args=["ici"]), run).status_code == 302
    theme = Theme.everywhere.get(places__card__text=SAID[0])

    one = {"kind": "finding", "text": "La rivière coupe la route"}
    assert scribe.post(reverse("synthesis:theme_card", args=["ici", theme.pk]), one).status_code == 302
    finding = Card.everywhere.get(text="La rivière coupe la route")
    further = {"kind": "hypothesis", "text": "Un passage de secours sur le talus"}
    assert scribe.post(reverse("contributions:card_next", args=["ici", finding.pk]), further).status_code == 302

    assert Card.everywhere.get(text=SAID[0]).fate == "merged"
    return Card.everywhere.get(kind="hypothesis")


def an_objection_is_answered(keeper, hypothesis):
    address = reverse("agreement:round_create", args=["ici"]) + f"?noeud=card:{hypothesis.pk}"
    assert keeper.post(address, {"title": "Le passage", "text": hypothesis.text}).status_code == 302
    one = Round.everywhere.get()
    page = reverse("agreement:round", args=["ici", one.pk])
    speak = reverse("agreement:round_speak", args=[one.code])
    version = one.versions.get()
    said = {"version": version.pk, "college": "inhabitant", "name": "Odile"}
    Client().post(speak, {**said, "stance": "object", "reason": "Combien de temps la route reste-t-elle noyée ?"})

    early = keeper.post(reverse("agreement:round_close", args=["ici", one.pk]), {"outcome": "adopted"})
    assert early.status_code == 422
    objection = version.positions.get()
    answer = {"text": "Une semaine par an au plus."}
    assert keeper.post(reverse("agreement:round_answer", args=["ici", one.pk, objection.pk]), answer).status_code == 302
    changed = {"text": f"{hypothesis.text}, une semaine par an au plus", "change": "La durée est dite."}
    assert keeper.post(reverse("agreement:round_version", args=["ici", one.pk]), changed).status_code == 302
    Client().post(speak, {**said, "version": one.versions.latest("ordinal").pk, "stance": "agree"})
    keeper.post(reverse("agreement:round_close", args=["ici", one.pk]), {"outcome": "adopted"})

    assert Round.everywhere.get().outcome == "adopted"
    assert "Combien de temps la route reste-t-elle noyée" in keeper.get(page).text


def a_demonstrator_leads_to_an_action(keeper, hypothesis):
    words = {"title": "La passerelle du talus", "place": "49.8905, 1.1230", "sources": [str(hypothesis.pk)]}
    assert keeper.post(reverse("synthesis:demonstrator_add", args=["ici"]), words).status_code == 302
    demonstrator = Demonstrator.everywhere.get()
    keeper.post(reverse("roadmaps:begin", args=["ici"]), {"title": "Feuille de route"})
    assert keeper.post(reverse("roadmaps:axis_add", args=["ici"]), {"title": "Aller et venir"}).status_code == 302

    said = {
        "title": "Bâtir le passage", "axis": Axis.everywhere.get().pk, "status": "upcoming", "origin": "new",
        "sources": [str(hypothesis.pk)], "demonstrator": str(demonstrator.pk),
    }  # fmt: skip
    assert keeper.post(reverse("roadmaps:action_add", args=["ici"]), said).status_code == 302

    action = Action.everywhere.get()
    assert action.geometry == demonstrator.geometry
    return action


def two_bearers_confirm_for_themselves(keeper, action):
    official = reverse("roadmaps:officialise", args=["ici"])
    revision = action.roadmap.revision
    for kind, name, email in (("elected", "Lucie", "lucie@exemple.fr"), ("state", "Brice", "brice@exemple.fr")):
        words = {"kind": kind, "name": name, "function": "Pour de bon", "email": email, "is_asked": "on"}
        assert keeper.post(reverse("roadmaps:bearer_name", args=["ici", action.pk]), words).status_code == 302
    action.roadmap.refresh_from_db()
    assert keeper.post(official, {"revision": action.roadmap.revision}).status_code == 422
    assert action.roadmap.revision > revision

    for letter in Letter.objects.filter(to__in=["lucie@exemple.fr", "brice@exemple.fr"]):
        link = re.search(r"/porter/\S+", letter.text)[0]
        seen = re.search(r'name="seen" value="(\w+)"', Client().get(link).text)[1]
        assert Client().post(link, {"seen": seen, "words": ""}).status_code == 302

    assert all(bearer.confirmed_at for bearer in Action.everywhere.get().bearers.all())


def the_roadmap_is_official_and_public(keeper):
    plan = Action.everywhere.get().roadmap
    keeper.post(reverse("roadmaps:officialise", args=["ici"]), {"revision": plan.revision})

    version = RoadmapVersion.everywhere.get()
    public = Client().get(reverse("roadmaps:public", args=["ici", 1]))
    assert public.status_code == 200
    for words in ("Bâtir le passage", "Lucie", "Brice", version.sha256):
        assert words in public.text
    assert "lucie@exemple.fr" not in public.text


def the_slip_tells_what_became_of_the_words(jeanne, action):
    slip = Client().get(reverse("contributions:slip", args=[give_code(jeanne, by=System())])).text

    for words in (SAID[0], "La rivière coupe la route", "Un passage de secours sur le talus", action.title):
        assert words in slip
    assert "Main 1" not in slip


def the_action_is_walked_back_to_the_hand(keeper, action):
    said = keeper.get(reverse("contributions:story", args=["ici", "action", action.pk])).text

    assert all(words in said for words in (*SAID[:4], "Jeanne", "La passerelle du talus"))
    assert SAID[4] not in said


def bearers_tell_their_news(keeper, action):
    words = {"title": "Six mois après", "opens_on": "2027-05-20", "closes_on": "2027-06-30", "letter": ""}
    assert keeper.post(reverse("roadmaps:campaign_add", args=["ici"]), words).status_code == 302
    keeper.post(reverse("roadmaps:campaign_ask", args=["ici", Campaign.everywhere.get().pk]))
    asking = Asking.everywhere.get(email="lucie@exemple.fr")

    page = reverse("roadmaps:news_action", args=[asking.key, action.pk])
    said = {"progress": "30", "status": "under_way", "works": "Le talus est débroussaillé.", "is_public": "on"}
    assert Client().post(page, said).status_code == 302

    assert Action.everywhere.get().status == "under_way"
    assert "Le talus est débroussaillé." in Client().get(reverse("roadmaps:public_followup", args=["ici"])).text
