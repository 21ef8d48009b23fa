"""Every page from cards to roadmap asks as many questions of the database whatever the atelier holds."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, node_of, pass_on, write_card
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Contribution, Project
from atelier.contributions.register.commands import Planned, write_project
from atelier.roadmaps.models import Action
from atelier.roadmaps.plan.commands import add_axis, open_roadmap, write_action
from atelier.roadmaps.plan.needs import add_line, depend
from atelier.synthesis.board.queries import CARDS_A_COLUMN
from atelier.synthesis.board.sheets import freeze_board
from atelier.synthesis.demonstrators.commands import Planned as PlannedSite
from atelier.synthesis.demonstrators.commands import write_demonstrator
from atelier.synthesis.models import BoardSheet, Grouping, Theme, ThemeCard, VisionVersion
from atelier.synthesis.vision.commands import begin_vision
from tests.factories.agreement import ConsultationFactory, StatementFactory, VoterFactory
from tests.factories.ateliers import MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.roadmaps import BearerFactory

pytestmark = pytest.mark.django_db
BY = System()
PLACE = {"type": "Point", "coordinates": [1.0777, 49.9233]}
MANY = CARDS_A_COLUMN + 5  # more than a page of anything


class House:
    """An atelier to which one adds; `first` are the things asked about."""

    def __init__(self):
        self.workshop = WorkshopFactory(atelier__slug="ici")
        self.atelier = self.workshop.atelier
        self.plan = open_roadmap(self.atelier, title="Habiter le recul", by=BY)
        self.axis = add_axis(self.plan, title="La plage", by=BY)
        self.grouping = Grouping.everywhere.create(atelier=self.atelier, status="grouped", ran_at=self.plan.made_at)
        self.consultation = ConsultationFactory(atelier=self.atelier)
        self.first = None

    def grow(self, count):
        for number in range(count):
            hypothesis = self._told(number)
            sources, title = [node_of(hypothesis)], f"Action {number}"
            action = write_action(self.plan, axis=self.axis, title=title, sources=sources, geometry=PLACE, by=BY)
            BearerFactory(action=action)
            add_line(action, "funding", by=BY, label="Études", amount_eur=1_000)
            if self.first:
                depend(self.first, action, by=BY)
            self.first = self.first or action
            site = PlannedSite(title=f"Site {number}", text="Un essai", state="considered")
            write_demonstrator(self.atelier, site, sources=[node_of(hypothesis)], by=BY)
            StatementFactory(consultation=self.consultation)
            VoterFactory(consultation=self.consultation)

    def _told(self, number):
        """A finding drawn by somebody, a resource that grounds a project, a principle, a hypothesis in a group."""
        seat = SeatFactory(workshop=self.workshop)
        drawn = ContributionFactory(atelier=self.atelier, seat=seat, said_by=seat)
        said = {"workshop": self.workshop, "said_by": seat, "geometry": PLACE}
        words = Said(kind="finding", text=f"Constat {number}", **said)
        finding = write_card(self.atelier, words, by=BY, sources=[Node("contribution", drawn.pk)])
        resource = write_card(self.atelier, Said(kind="resource", text="Le marché", family="human", **said), by=BY)
        write_project(self.atelier, Planned(title=f"Projet {number}"), resources=[resource], by=BY)
        write_card(self.atelier, Said(kind="principle", text="Avec la mer", **said), by=BY)
        hypothesis = pass_on(finding, Said(kind="hypothesis", text="Reculer", **said), by=BY)
        theme = Theme.everywhere.create(grouping=self.grouping, name=f"plage {number}")
        ThemeCard.everywhere.create(grouping=self.grouping, theme=theme, card=hypothesis)
        return hypothesis


def addresses(house):
    home, plan = "/ateliers/ici/", "/ateliers/ici/feuille-de-route/"
    board, action = f"{home}passage/{house.workshop.pk}/", house.first.pk
    drawn = Contribution.objects.of(house.atelier).first()
    yield from (f"{home}cartes/", f"{home}lignee/", f"{home}lignee/?mots=constat", f"{home}lignee/action/{action}/")
    yield from (f"{home}lignee/contribution/{drawn.pk}/", f"{home}ressources/", f"{home}projets/")
    yield f"{home}projets/{Project.objects.of(house.atelier).order_by('made_at').first().pk}/"
    yield from (f"{home}passage/", board, f"{board}ecran/", f"{board}etat/", f"{board}feuilles/")
    yield f"{home}passage/feuilles/{BoardSheet.objects.of(house.atelier).first().pk}/"
    yield from (f"{home}themes/", f"{home}themes/regroupements/{house.grouping.pk}/seules/", f"{home}vision/")
    yield f"{home}vision/{VisionVersion.objects.of(house.atelier).first().pk}/ecrire/"
    yield from (f"{home}demonstrateurs/", f"{home}demonstrateurs/nouveau/", f"{home}consultations/")
    yield f"{home}consultations/{house.consultation.pk}/"
    yield from (plan, f"{plan}carte/", f"{plan}calendrier/", f"{plan}actions/{action}/", f"{plan}actions/nouvelle/")
    yield from (f"{plan}versions/", f"{plan}suivi/", f"{plan}scenarios/nouveau/")


def test_pages_from_cards_to_roadmap_ask_as_many_questions_of_a_large_atelier_as_of_a_small_one():
    house = House()
    house.grow(2)
    freeze_board(house.workshop, by=BY)
    begin_vision(house.atelier, title="Un littoral", text="Le rivage bouge.", by=BY)
    client = Client()
    client.force_login(MembershipFactory(atelier=house.atelier, role="facilitator").account)

    def asked():
        found = {}
        for address in addresses(house):
            client.get(address)  # what is read once and kept is not counted
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200, address
            found[address] = len(questions)
        return found

    few = asked()
    house.grow(MANY)
    many = asked()

    assert Action.objects.of(house.atelier).count() == MANY + 2
    assert {address: (few[address], many[address]) for address in few if many[address] > few[address]} == {}
