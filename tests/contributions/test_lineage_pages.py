"""From a decision to the hands, and back, on screen."""

import pytest
from django.urls import reverse

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, merge_cards, node_of, pass_on, write_card
from atelier.contributions.lineage.commands import link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.picture import picture_of
from atelier.contributions.lineage.story import MOST_IN_COLUMN, story_of
from tests.factories.ateliers import MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.contributions import ContributionFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def told():
    """A note of Jeanne, two cards merged, and the lead they led to."""
    seat = SeatFactory(workshop=WorkshopFactory(shows_names=True))
    atelier = seat.workshop.atelier
    note = ContributionFactory(atelier=atelier, seat=seat, said_by=seat, text="La route est coupée")
    one = write_card(atelier, Said(kind="finding", text="Route coupée"), by=BY, sources=[Node("contribution", note.pk)])
    other = write_card(atelier, Said(kind="finding", text="Pont fragile"), by=BY)
    merged = merge_cards([one, other], Said(kind="blockage", text="On ne passe plus"), by=BY)
    lead = pass_on(merged, Said(kind="lead", text="Un passage haut"), by=BY)
    return atelier, note, lead


def page(client, atelier, name, **more):
    client.force_login(MembershipFactory(atelier=atelier).account)
    return client.get(reverse(f"contributions:{name}", kwargs={"slug": atelier.slug, **more})).content.decode()


def test_a_lead_is_walked_back_to_the_note_and_the_hand_that_wrote_it(client, told):
    atelier, note, lead = told

    said = page(client, atelier, "story", kind="card", pk=lead.pk)

    assert "La route est coupée" in said
    assert "Jeanne" in said
    assert f"/tables/{note.origin_ref}/rejouer/?trait={note.pk}" in said
    assert "Pont fragile" in said


def test_a_note_is_walked_on_to_what_it_led_to(client, told):
    atelier, note, _ = told

    assert "Un passage haut" in page(client, atelier, "story", kind="contribution", pk=note.pk)


def test_names_are_not_told_where_the_workshop_hides_them(client, told):
    atelier, note, lead = told
    type(note.seat.workshop).everywhere.update(shows_names=False)

    said = page(client, atelier, "story", kind="card", pk=lead.pk)

    assert "Jeanne" not in said
    assert "Habitants" in said


def test_one_starts_from_words_whatever_their_accents(client, told):
    atelier, _, _ = told
    client.force_login(MembershipFactory(atelier=atelier).account)

    found = client.get(reverse("contributions:lineage", args=[atelier.slug]), {"mots": "COUPEE"}).content.decode()

    assert "Route coupée" in found
    assert "La route est coupée" in found
    assert "Un passage haut" not in found


@pytest.mark.parametrize("words", ["COUPEE par l eau", "quartier", "travaux"])
def test_what_led_to_something_is_found_and_what_is_alone_is_not(client, told, words):
    atelier, _, lead = told
    drawn = {"atelier": atelier, "origin_name": "Table du Quartier", "meaning": "Travaux à prévoir"}
    ground = ContributionFactory(**drawn, text="Coupée, par l’eau")
    ContributionFactory(**drawn, text="Coupée par l’eau : seule")
    link(atelier, [Node("contribution", ground.pk)], node_of(lead), Relation.SAID, by=BY)

    client.force_login(MembershipFactory(atelier=atelier).account)

    found = client.get(reverse("contributions:lineage", args=[atelier.slug]), {"mots": words}).content.decode()

    assert "Coupée, par l’eau" in found
    assert "seule" not in found


def test_nothing_of_another_atelier_is_told(client, told):
    _, note, lead = told
    stranger = MembershipFactory()
    client.force_login(stranger.account)

    for kind, pk in (("card", lead.pk), ("contribution", note.pk), ("dragon", lead.pk)):
        address = reverse("contributions:story", kwargs={"slug": stranger.atelier.slug, "kind": kind, "pk": pk})
        assert client.get(address).status_code == 404


def test_a_crowd_is_drawn_in_part_and_listed_whole(client, told):
    atelier, _, _lead = told
    cards = [write_card(atelier, Said(kind="finding", text=f"Constat {n}"), by=BY) for n in range(30)]
    many = merge_cards(cards, Said(kind="intention", text="Tous ensemble"), by=BY)

    story = story_of(atelier, node_of(many))

    assert max(heading.hidden for heading in picture_of(story).headings) == 30 - MOST_IN_COLUMN
    said = page(client, atelier, "story", kind="card", pk=many.pk)
    assert all(f"Constat {n}" in said for n in range(30))


def test_a_story_takes_as_many_queries_for_one_card_as_for_many(client, told, django_assert_max_num_queries):
    atelier, _, _lead = told
    cards = [write_card(atelier, Said(kind="finding", text=f"Constat {n}"), by=BY) for n in range(30)]
    many = merge_cards(cards, Said(kind="intention", text="Tous ensemble"), by=BY)
    client.force_login(MembershipFactory(atelier=atelier).account)

    with django_assert_max_num_queries(12):
        client.get(reverse("contributions:story", kwargs={"slug": atelier.slug, "kind": "card", "pk": many.pk}))
