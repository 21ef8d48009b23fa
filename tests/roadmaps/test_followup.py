"""Months later bearers say where they are; what was said is never overwritten."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.models import Letter
from atelier.roadmaps.bearing.commands import leave_bearing
from atelier.roadmaps.followup.commands import (
    News,
    accept_report,
    ask_bearers,
    change_campaign,
    open_campaign,
    remind_silent,
    say_news,
    write_news,
)
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
from atelier.roadmaps.followup.models import Asking, Report
from atelier.roadmaps.followup.queries import latest_by_action, reports_of
from atelier.roadmaps.models import Action, ActionChange
from tests.factories.roadmaps import ActionFactory, BearerFactory

pytestmark = pytest.mark.django_db
HOUSE = System()
URL = "https://atelier.exemple/"


@pytest.fixture
def bearer():
    return BearerFactory(email="odile@exemple.fr")


def campaign_of(bearer, *, days=30):
    today = timezone.localdate()
    later = today + dt.timedelta(days=days)
    return open_campaign(bearer.action.roadmap, title="Six mois après", opens_on=today, closes_on=later, by=HOUSE)


def asked(bearer):
    campaign = campaign_of(bearer)
    ask_bearers(campaign, base_url=URL, by=HOUSE)
    return Asking.everywhere.get(campaign=campaign, email=bearer.email)


def test_ask_writes_once_to_a_person_of_two_actions_and_only_the_new_one_next(bearer):
    other = ActionFactory(roadmap=bearer.action.roadmap, axis=bearer.action.axis, number=2)
    BearerFactory(action=other, email=bearer.email)
    campaign = campaign_of(bearer)

    assert ask_bearers(campaign, base_url=URL, by=HOUSE) == 1
    BearerFactory(action=other, kind="state", email="agent@exemple.fr")
    assert ask_bearers(campaign, base_url=URL, by=HOUSE) == 1

    assert sorted(Letter.objects.values_list("to", flat=True)) == ["agent@exemple.fr", "odile@exemple.fr"]
    letter = Letter.objects.get(to=bearer.email)
    assert f"{URL}nouvelles/{Asking.everywhere.get(email=bearer.email).key}/" in letter.text
    assert letter.is_secret


def test_ask_is_refused_when_nobody_has_an_address():
    bearer = BearerFactory(email="")

    with pytest.raises(NobodyToAsk):
        ask_bearers(campaign_of(bearer), base_url=URL, by=HOUSE)


def test_remind_writes_to_the_silent_once_a_wave(bearer):
    asking = asked(bearer)
    other = BearerFactory(action=bearer.action, kind="state", email="agent@exemple.fr")
    ask_bearers(asking.campaign, base_url=URL, by=HOUSE)
    say_news(asking, bearer.action, News(progress=10))

    assert remind_silent(asking.campaign, wave=1, base_url=URL, by=HOUSE) == 1
    assert remind_silent(asking.campaign, wave=1, base_url=URL, by=HOUSE) == 0

    assert list(Letter.objects.filter(subject__startswith="Un mot").values_list("to", flat=True)) == [other.email]


def test_report_is_added_and_a_correction_is_another_row(bearer):
    asking = asked(bearer)

    first = say_news(asking, bearer.action, News(progress=60, studies="Levé topographique"))
    second = say_news(asking, bearer.action, News(progress=40), corrects=first)

    assert list(Report.everywhere.values_list("progress", "corrects")) == [(60, None), (40, first.pk)]
    assert latest_by_action(reports_of(bearer.action.roadmap)) == {bearer.action_id: second}
    with pytest.raises(ReportCorrected):
        say_news(asking, bearer.action, News(progress=50), corrects=first)


def test_status_follows_a_confirmed_bearer_and_waits_for_a_keeper_otherwise(bearer):
    asking = asked(bearer)

    waiting = say_news(asking, bearer.action, News(status="under_way"))
    assert Action.everywhere.get().status == "upcoming"
    accept_report(waiting, by=HOUSE, by_name="Zoé")
    assert Action.everywhere.get().status == "under_way"

    bearer.confirmed_at = timezone.now()
    bearer.save()
    followed = say_news(asking, bearer.action, News(status="blocked", blocks="Le foncier"))
    assert followed.accepted_at
    assert Action.everywhere.get().status == "blocked"
    assert [one.after["status"] for one in ActionChange.everywhere.all()] == ["under_way", "blocked"]


def test_nobody_abandons_alone(bearer):
    bearer.confirmed_at = timezone.now()
    bearer.save()

    report = say_news(asked(bearer), bearer.action, News(status="abandoned", comment="Plus de financement"))

    assert report.accepted_at is None
    assert Action.everywhere.get().status == "upcoming"


def test_link_ends_when_the_bearer_left_and_the_next_is_asked(bearer):
    asking = asked(bearer)
    leave_bearing(bearer, by=HOUSE)
    heir = BearerFactory(action=bearer.action, name="Paul Anquetil", email="paul@exemple.fr")

    with pytest.raises(LinkEnded):
        say_news(asking, bearer.action, News(progress=10))
    assert ask_bearers(asking.campaign, base_url=URL, by=HOUSE) == 1
    say_news(Asking.everywhere.get(email=heir.email), bearer.action, News(progress=10))


def test_link_opens_six_months_later(bearer):
    asking = asked(bearer)

    with time_machine.travel(timezone.now() + dt.timedelta(days=183)):
        with pytest.raises(CampaignClosed):
            say_news(asking, bearer.action, News(progress=10))
        change_campaign(
            asking.campaign, title="Six mois après", opens_on=asking.campaign.opens_on,
            closes_on=timezone.localdate() + dt.timedelta(days=10), by=HOUSE,
        )  # fmt: skip
        assert say_news(asking, bearer.action, News(progress=80)).progress == 80


def test_news_is_refused_before_the_day_of_another_action_or_empty(bearer):
    asking = asked(bearer)
    elsewhere = ActionFactory()

    with pytest.raises(NotYourAction):
        say_news(asking, elsewhere, News(progress=1))
    with pytest.raises(NothingSaid):
        say_news(asking, bearer.action, News(comment=""))
    asking.campaign.opens_on += dt.timedelta(days=2)
    with pytest.raises(CampaignNotOpen):
        say_news(asking, bearer.action, News(progress=1))


def test_campaign_is_refused_when_it_closes_before_it_opens(bearer):
    with pytest.raises(DaysReversed):
        campaign_of(bearer, days=-1)


def test_words_heard_by_telephone_are_written_down_by_a_keeper(bearer):
    bearer.confirmed_at = timezone.now()
    bearer.save()
    news = News(status="late", raised=[{"label": "Études", "funder": "Région", "amount_eur": "1200.5"}])

    report = write_news(
        campaign_of(bearer), bearer.action, news, said_name="Odile Léger", captured_name="Zoé", by=HOUSE
    )

    assert report.raised == [{"label": "Études", "funder": "Région", "amount_eur": "1200.50"}]
    assert report.accepted_at is None
