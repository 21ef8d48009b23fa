"""Words that who said them took back: no page, no file and no version made later tells them, however far they went."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, decide_card, node_of, pass_on, write_card
from atelier.contributions.models import Project
from atelier.contributions.register.commands import Planned, write_project
from atelier.roadmaps.bearing.commands import confirm_bearing, name_bearer
from atelier.roadmaps.followup.commands import News, open_campaign, write_news
from atelier.roadmaps.freezing.commands import officialise
from atelier.roadmaps.plan.commands import add_axis, open_roadmap, write_action
from atelier.synthesis.board.sheets import freeze_board, object_to_card
from tests.factories.ateliers import MembershipFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
BY = System()
SECRET = "le champ des Lenoir"
HOME, PLAN, PUBLIC = "/ateliers/ici/", "/ateliers/ici/feuille-de-route/", "/feuilles-de-route/ici/"


@pytest.fixture
def workshop():
    return WorkshopFactory(atelier__slug="ici")


@pytest.fixture
def keeper(workshop):
    client = Client()
    client.force_login(MembershipFactory(atelier=workshop.atelier, role="facilitator").account)
    return client


def said(workshop, kind, **more):
    return write_card(workshop.atelier, Said(kind=kind, text=f"Prendre {SECRET}", workshop=workshop, **more), by=BY)


@pytest.fixture
def gone(workshop):
    """A blockage that gates an action, is named in news of it and objected to; a resource that a project stands on."""
    blockage = said(workshop, "blockage", lift_condition=f"Acheter {SECRET}")
    resource = said(workshop, "resource", family="agricultural")
    lead = pass_on(blockage, Said(kind="lead", text="Passer ailleurs"), by=BY)
    object_to_card(freeze_board(workshop, by=BY), blockage.pk, reason="Non", by=BY)
    write_project(workshop.atelier, Planned(title="Le verger"), resources=[resource], by=BY)
    plan = open_roadmap(workshop.atelier, title="Habiter le recul", by=BY)
    axis = add_axis(plan, title="La plage", by=BY)
    action = write_action(
        plan, axis=axis, title="Rendre la plage", sources=[node_of(lead), node_of(blockage)], gated_by=[blockage], by=BY
    )
    for kind, role in (("elected", "elected"), ("state", "state")):
        account = MembershipFactory(atelier=workshop.atelier, role=role).account
        confirm_bearing(name_bearer(action, kind, name=role, account=account, by=BY), by=account)
    days = {"opens_on": timezone.localdate(), "closes_on": timezone.localdate() + dt.timedelta(days=30)}
    campaign = open_campaign(plan, title="Mai", **days, by=BY)
    news = News(progress=10, blocks="Un terrain", blockage=blockage, is_public=True)
    write_news(campaign, action, news, said_name="Odile", captured_name="Sami", by=BY)
    return blockage, resource, action


def addresses(workshop, gone):
    blockage, resource, action = gone
    board = f"{HOME}passage/{workshop.pk}/"
    yield from (f"{HOME}cartes/", f"{HOME}cartes/{blockage.pk}/", f"{HOME}lignee/", f"{HOME}lignee/?mots=lenoir")
    yield from (f"{HOME}lignee/card/{blockage.pk}/", f"{HOME}lignee/action/{action.pk}/")
    yield from (board, f"{board}?fate=withdrawn", f"{board}ecran/?fate=withdrawn", f"{board}cartes/{blockage.pk}/")
    yield from (f"{board}cartes/?id={blockage.pk}", f"{board}cartes/?wall&id={blockage.pk}&id={resource.pk}")
    yield from (f"{HOME}ressources/", f"{HOME}projets/", f"{HOME}projets/{Project.everywhere.get().pk}/")
    yield from (f"{HOME}ressources/ressources.csv", f"{HOME}ressources/projets.csv")
    yield from (PLAN, f"{PLAN}actions/{action.pk}/", f"{PLAN}suivi/", f"{PUBLIC}suivi/", f"{PUBLIC}1/")
    yield from (f"{PLAN}fichiers/feuille-de-route.{kind}" for kind in ("csv", "xlsx", "gpkg", "odt"))
    yield f"{PUBLIC}1/contenu.json"


def told(answer):
    assert answer.status_code == 200, answer
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as held:
            content = b"".join(held.read(name) for name in held.namelist())
    return content.decode("utf-8", "replace")


def test_withdrawn_words_are_told_by_no_page_no_file_and_no_later_version(workshop, keeper, gone):
    blockage, resource, action = gone
    assert SECRET in told(keeper.get(f"{PLAN}actions/{action.pk}/"))

    for card in (blockage, resource):
        decide_card(card, "withdrawn", by=BY)
    officialise(action.roadmap, by=BY)
    version = freeze_board(workshop, by=BY)

    telling = [address for address in addresses(workshop, gone) if "Lenoir" in told(keeper.get(address))]
    assert telling == []
    assert "Lenoir" not in str(version.content)
