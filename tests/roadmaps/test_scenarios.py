"""Scenarios are weighed on the actions as they are, kept as they were, and change nothing by themselves."""

import datetime as dt

import pytest

from atelier.common.audit import System
from atelier.engines.scenarios.shapes import Means
from atelier.roadmaps.models import Action, Scenario
from atelier.roadmaps.plan.commands import change_action
from atelier.roadmaps.plan.needs import depend
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.scenarios.commands import apply_scenario, set_aside, weigh
from atelier.roadmaps.scenarios.costing import Asked, spread
from atelier.roadmaps.scenarios.errors import NameMissing, NotFeasible, NothingToWeigh
from tests.factories.roadmaps import ActionFactory, AxisFactory, FundingLineFactory, RoadmapFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def axis():
    return AxisFactory()


def planned(axis, title, cost, *, status="upcoming", first=dt.date(2027, 1, 1), last=dt.date(2027, 12, 31), days=None):
    number = Action.everywhere.count() + 1
    action = ActionFactory(
        roadmap=axis.roadmap, axis=axis, number=number, title=title, status=status, starts_on=first, ends_on=last,
        person_days=days,
    )  # fmt: skip
    if cost:
        FundingLineFactory(action=action, amount_eur=cost)
    return action


def test_weigh_says_which_year_is_short_and_with_what_it_needs(axis):
    planned(axis, "Chemin", 30_000)
    study = planned(axis, "Étude", 25_000)
    camping = planned(axis, "Camping", 8_000)
    depend(study, camping, by=HOUSE)

    asked = Asked(values={"A-1": 3, "A-2": 0, "A-3": 2})
    scenario = weigh(axis.roadmap, name="Prudent", means=Means(euros={2027: 40_000}), asked=asked, by=HOUSE)

    assert scenario.result["chosen"] == ["A-1"]
    assert scenario.result["left_out"] == [
        {"id": "A-2", "why": "means", "missing": [{"kind": "euros", "year": 2027, "amount": 15_000}],
         "together": [], "by": []},
        {"id": "A-3", "why": "dependency", "missing": [{"kind": "euros", "year": 2027, "amount": 23_000}],
         "together": ["A-2"], "by": []},
    ]  # fmt: skip


def test_weigh_changes_no_action_and_keeps_what_they_cost_that_day(axis):
    action = planned(axis, "Chemin", 30_000)

    scenario = weigh(axis.roadmap, name="Prudent", means=Means(euros_total=1), by=HOUSE)
    change_action(action, title="Autre chemin", by=HOUSE)

    kept = Scenario.everywhere.get(pk=scenario.pk).actions[0]
    assert (kept["title"], kept["euros"]) == ("Chemin", {"2027": 30_000})
    assert Action.everywhere.get().status == "upcoming"


def test_weigh_leaves_out_what_is_done(axis):
    planned(axis, "Faite", 30_000, status="done")
    planned(axis, "À faire", 1_000)

    scenario = weigh(axis.roadmap, name="Reste", means=Means(euros_total=1_000), by=HOUSE)

    assert (scenario.result["chosen"], scenario.result["left_out"]) == (["A-2"], [])


def test_apply_says_it_in_the_roadmap_and_leaves_what_is_under_way(axis):
    planned(axis, "Retenue", 10, status="to_discuss")
    planned(axis, "Écartée", 900)
    planned(axis, "Engagée", 900, status="under_way")
    scenario = weigh(axis.roadmap, name="Prudent", means=Means(euros_total=10), by=HOUSE)

    assert apply_scenario(scenario, by=HOUSE) == 2

    assert [one.status for one in actions_of(axis.roadmap)] == ["upcoming", "to_discuss", "under_way"]


def test_apply_is_refused_when_nothing_holds(axis):
    planned(axis, "Obligée", 900)
    asked = Asked(wishes={"A-1": "must"})
    scenario = weigh(axis.roadmap, name="Trop", means=Means(euros_total=10), asked=asked, by=HOUSE)

    assert scenario.result["refused"][0]["missing"] == [{"kind": "euros", "year": 0, "amount": 890}]
    with pytest.raises(NotFeasible):
        apply_scenario(scenario, by=HOUSE)


def test_weigh_is_refused_without_name_or_action(axis):
    with pytest.raises(NameMissing):
        weigh(axis.roadmap, name=" ", means=Means(), by=HOUSE)
    with pytest.raises(NothingToWeigh):
        weigh(RoadmapFactory(), name="Vide", means=Means(), by=HOUSE)


def test_set_aside_keeps_the_row(axis):
    planned(axis, "Chemin", 1)
    scenario = weigh(axis.roadmap, name="Prudent", means=Means(), by=HOUSE)

    set_aside(scenario, by=HOUSE)

    assert Scenario.everywhere.get().removed_at


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (dt.date(2027, 7, 1), dt.date(2028, 6, 30), {2027: 503, 2028: 497}),
        (dt.date(2027, 3, 1), None, {2027: 1_000}),
        (None, None, {0: 1_000}),
    ],
)
def test_spread_goes_by_the_days_of_each_year(first, last, expected):
    assert spread(1_000, first, last) == expected
