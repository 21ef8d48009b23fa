"""Scenarios, files and follow-up through the doors people use."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.mail import send_letter
from atelier.common.models import Letter
from atelier.engines.scenarios.shapes import Means
from atelier.roadmaps.bearing.commands import leave_bearing
from atelier.roadmaps.followup.commands import News, ask_bearers, open_campaign, say_news
from atelier.roadmaps.followup.models import Asking, Campaign, Report
from atelier.roadmaps.models import Action, RoadmapVersion, Scenario
from atelier.roadmaps.scenarios.commands import weigh
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.roadmaps import ActionFactory, AxisFactory, BearerFactory, FundingLineFactory, RoadmapFactory
from tests.postbox import postbox_open

pytestmark = pytest.mark.django_db
HOUSE = System()
YEAR = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}


@pytest.fixture
def plan():
    roadmap = RoadmapFactory(atelier=AtelierFactory(slug="ici"))
    axis = AxisFactory(roadmap=roadmap)
    for number, (title, cost) in enumerate((("Chemin", 10_000), ("Camping", 40_000)), 1):
        action = ActionFactory(roadmap=roadmap, axis=axis, number=number, title=title, **YEAR)
        FundingLineFactory(action=action, amount_eur=cost)
        BearerFactory(action=action, name="Odile Léger", email="odile@exemple.fr")
    return roadmap


@pytest.fixture
def keeper(plan):
    client = Client()
    client.force_login(MembershipFactory(atelier=plan.atelier).account)
    return client


def url(name, *args):
    return reverse(f"roadmaps:{name}", args=["ici", *args])


def campaign_now(plan, *, days=30):
    today = timezone.localdate()
    later = today + dt.timedelta(days=days)
    campaign = open_campaign(plan, title="Six mois après", opens_on=today, closes_on=later, by=HOUSE)
    ask_bearers(campaign, base_url="https://atelier.exemple", by=HOUSE)
    return campaign


def test_means_are_stated_read_and_compared(keeper, plan):
    form = keeper.get(url("scenario_add"))
    assert form.status_code == 200
    refused = keeper.post(url("scenario_add"), {"name": "Prudent", "euros_2027": "-4"})
    assert refused.status_code == 422

    said = {"name": "Prudent", "euros_2027": "15000", "value_A-1": "1", "value_A-2": "3"}
    made = keeper.post(url("scenario_add"), said, follow=True)
    assert "Il manque 35" in made.content.decode()
    keeper.post(url("scenario_add"), {**said, "name": "Ample", "euros_2027": "50000", "wish_A-1": "never"})

    ample, prudent = Scenario.everywhere.all()
    assert (prudent.result["chosen"], ample.result["chosen"]) == (["A-1"], ["A-2"])
    beside = keeper.get(url("scenarios_compare"), {"a": prudent.pk, "b": ample.pk}).content.decode()
    assert "2 actions diffèrent" in beside
    assert keeper.get(url("scenarios")).status_code == 200
    assert keeper.get(url("scenario_add"), {"de": prudent.pk, "imposer": "A-2"}).content.count(b"selected") > 2
    assert keeper.get(url("scenarios_compare"), {"a": "x"}).status_code == 404


def test_scenario_is_written_in_the_roadmap_only_when_one_says_so(keeper, plan):
    scenario = weigh(plan, name="Prudent", means=Means(euros_total=10_000), by=HOUSE)
    assert set(Action.everywhere.values_list("status", flat=True)) == {"upcoming"}

    keeper.post(url("scenario_apply", scenario.pk))

    assert list(Action.everywhere.order_by("number").values_list("status", flat=True)) == ["upcoming", "to_discuss"]
    keeper.post(url("scenario_remove", scenario.pk))
    assert keeper.get(url("scenario", scenario.pk)).status_code == 404


def test_impossible_scenario_says_why(keeper, plan):
    said = {"name": "Trop peu", "euros_0": "5", "wish_A-2": "must"}

    page = keeper.post(url("scenario_add"), said, follow=True).content.decode()

    assert "Rien ne tient avec ces moyens" in page
    assert "il manque 39" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx", "gpkg", "odt"])
def test_file_is_given_to_whoever_sees_the_atelier(keeper, kind):
    answer = keeper.get(url("export_file", kind))

    assert answer.status_code == 200
    assert f".{kind}" in answer.headers["Content-Disposition"]
    assert keeper.get(url("exports")).status_code == 200
    assert Client().get(url("export_file", kind)).status_code == 302


def test_file_of_another_kind_is_not_there(keeper):
    assert keeper.get(url("export_file", "exe")).status_code == 404


def test_bearer_receives_a_letter_whose_link_opens(keeper, plan):
    today = timezone.localdate()
    words = {
        "title": "Six mois après",
        "opens_on": today,
        "closes_on": today + dt.timedelta(days=20),
        "letter": "Bien à vous",
    }
    assert keeper.get(url("campaign_add")).status_code == 200
    assert keeper.post(url("campaign_add"), {**words, "closes_on": "2020-01-01"}).status_code == 422
    keeper.post(url("campaign_add"), words)
    campaign = Campaign.everywhere.get()
    with postbox_open() as postbox:
        keeper.post(url("campaign_ask", campaign.pk))
        send_letter.func(str(Letter.objects.get().pk))
    [received] = postbox.to("odile@exemple.fr")
    text = received.get_body().get_content()
    assert "Bien à vous" in text
    asking = Asking.everywhere.get()

    link = re.search(r"http://[^/]+(/nouvelles/\S+)", text)[1]
    assert "Chemin" in Client().get(link).content.decode()
    assert asking.key in link


def test_bearer_says_news_without_an_account_and_a_keeper_accepts(keeper, plan):
    campaign = campaign_now(plan)
    asking, bearer = Asking.everywhere.get(), Client()
    path = Action.everywhere.get(number=1)
    line = path.funding.get()
    page = reverse("roadmaps:news_action", args=[asking.key, path.pk])
    assert bearer.get(page).status_code == 200
    assert bearer.post(page, {"progress": "140"}).status_code == 422
    assert bearer.post(page, {"progress": ""}).status_code == 422
    said = {
        "progress": "30",
        "status": "blocked",
        "blocks": "Le foncier",
        f"raised_{line.pk}": "4000",
        "is_public": "on",
    }
    assert "Le foncier" in bearer.post(page, said, follow=True).content.decode()

    told = keeper.get(url("campaign", campaign.pk)).content.decode()
    assert "États à accepter" in told
    keeper.post(url("report_accept", Report.everywhere.get().pk))
    assert Action.everywhere.get(number=1).status == "blocked"
    follow = keeper.get(url("followup")).content.decode()
    assert "Quelque chose la retient" in follow
    assert "progress-curve" in follow


def test_link_of_who_left_is_ended_and_a_wrong_one_is_not_there(plan):
    campaign_now(plan)
    asking = Asking.everywhere.get()
    for action in Action.everywhere.all():
        leave_bearing(action.bearers.get(), by=HOUSE)

    answer = Client().get(reverse("roadmaps:news", args=[asking.key]))

    assert answer.status_code == 410
    assert "ce lien a pris fin" in answer.content.decode()
    assert Client().get(reverse("roadmaps:news", args=["x" * 32])).status_code == 404


def test_reminder_goes_to_the_silent(keeper, plan):
    campaign = campaign_now(plan)

    keeper.post(url("campaign_remind", campaign.pk), {"wave": "1"})
    keeper.post(url("campaign_remind", campaign.pk), {"wave": "1"})

    assert Asking.everywhere.get().reminders == 1


def test_keeper_writes_down_what_was_said_aloud(keeper, plan):
    campaign = campaign_now(plan)
    page = url("news_write", campaign.pk, Action.everywhere.get(number=1).pk)
    assert keeper.get(page).status_code == 200

    keeper.post(page, {"said_name": "Odile Léger", "progress": "55"})

    report = Report.everywhere.get()
    assert (report.said_name, report.progress, report.asking) == ("Odile Léger", 55, None)
    assert keeper.get(url("campaign_edit", campaign.pk)).status_code == 200


def test_public_page_shows_only_what_was_let_public(plan):
    campaign_now(plan)
    asking = Asking.everywhere.get()
    first, second = Action.everywhere.order_by("number")
    say_news(asking, first, News(comment="Visible de tous", progress=20, is_public=True))
    say_news(asking, second, News(comment="Entre nous", progress=90))
    page = reverse("roadmaps:public_followup", args=["ici"])
    assert Client().get(page).status_code == 404

    RoadmapVersion.everywhere.create(
        roadmap=plan, number=1, revision=1, content={}, sha256="0" * 64, frozen_at=timezone.now()
    )
    shown = Client().get(page).content.decode()

    assert "Visible de tous" in shown
    assert "Entre nous" not in shown
    assert "90" not in shown.split("<main")[1].split("</main>")[0]


def test_followup_asks_as_many_questions_for_many_actions_as_for_few(keeper, plan, django_assert_max_num_queries):
    campaign_now(plan)
    axis = plan.axes.get()
    for number in range(3, 30):
        ActionFactory(roadmap=plan, axis=axis, number=number)
    asking = Asking.everywhere.get()
    for action in Action.everywhere.filter(number__lte=2):
        for progress in range(0, 100, 10):
            say_news(asking, action, News(progress=progress))

    with django_assert_max_num_queries(22):
        keeper.get(url("followup"))
