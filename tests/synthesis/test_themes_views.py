"""Groups on screen."""

import pytest
from django.urls import reverse

from atelier.common.models import Job
from atelier.synthesis.models import Theme
from atelier.synthesis.themes import views
from atelier.synthesis.themes.queries import shown_grouping
from atelier.synthesis.themes.running import grouping_for
from tests.factories.ateliers import MembershipFactory
from tests.synthesis.ideas import write_ideas

pytestmark = pytest.mark.django_db
WISH = {"fineness": "2.0", "near_m": "0.0"}


@pytest.fixture
def atelier(client):
    membership = MembershipFactory()
    client.force_login(membership.account)
    return membership.atelier


def page(name, *args):
    return reverse(f"synthesis:{name}", args=args)


def test_cards_are_grouped_at_once_and_each_group_opens_onto_its_cards(client, atelier):
    ideas = write_ideas(atelier)

    answer = client.post(page("themes_run", atelier.slug), WISH)

    assert (
        "Read its cards" in client.get(answer.headers["Location"], headers={"accept-language": "en"}).content.decode()
    )
    one = next(one for one in Theme.everywhere.all() if "falaise" in one.name.lower())
    shown = client.get(page("theme", atelier.slug, one.pk)).content.decode()
    assert all(f"C-{card.number}" in shown for card in ideas["falaise"])


def test_many_cards_are_grouped_by_a_job(client, atelier, monkeypatch):
    write_ideas(atelier)
    monkeypatch.setattr(views, "INLINE", 10)

    client.post(page("themes_run", atelier.slug), WISH)

    assert Job.objects.get().arguments["fineness"] == 2.0


def test_chosen_cards_go_where_one_says(client, atelier):
    cards = write_ideas(atelier)["gare"]
    client.post(page("themes_run", atelier.slug), WISH)
    grouping = grouping_for(atelier)

    client.post(page("themes_move", atelier.slug, grouping.pk), {"cards": cards[0].pk, "to": "aside"})
    client.post(page("themes_move", atelier.slug, grouping.pk), {"cards": cards[1].pk, "to": "new", "name": "Le train"})

    shown = shown_grouping(grouping)
    assert list(shown.aside) == cards[:1]
    assert [list(one.cards) for one in shown.themes if one.theme.name == "Le train"] == [cards[1:2]]
    assert client.post(page("themes_move", atelier.slug, grouping.pk), {"to": "aside"}).status_code == 409


def test_the_page_costs_the_same_queries_whatever_it_holds(client, atelier, django_assert_max_num_queries):
    write_ideas(atelier)
    client.post(page("themes_run", atelier.slug), WISH)

    with django_assert_max_num_queries(12):
        assert client.get(page("themes", atelier.slug)).status_code == 200
