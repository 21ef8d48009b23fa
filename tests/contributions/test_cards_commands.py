"""What becomes of a card is never silent."""

from uuid import uuid4

import pytest

from atelier.common.audit import System
from atelier.contributions.cards.commands import (
    Said,
    change_card,
    decide_card,
    merge_cards,
    node_of,
    pass_on,
    split_card,
    write_card,
)
from atelier.contributions.cards.errors import CardChanged, CardEnded, OtherAtelier, ReasonMissing, TooFewCards
from atelier.contributions.lineage.walking import origins_of, reached_from
from atelier.contributions.models import Card, CardChange
from tests.factories.ateliers import AtelierFactory, SeatFactory
from tests.factories.contributions import CardFactory

pytestmark = pytest.mark.django_db
BY = System()


def said(text="Le front de mer recule", kind="finding", **more):
    return Said(kind=kind, text=text, **more)


def test_a_card_takes_the_next_number_and_the_college_of_who_spoke():
    seat = SeatFactory()
    atelier = seat.workshop.atelier

    first, second = write_card(atelier, said(), by=BY), write_card(atelier, said(said_by=seat), by=BY)

    assert [first.name, second.name] == ["C-1", "C-2"]
    assert (second.college, second.who) == ("inhabitant", "Jeanne")


def test_merging_tells_each_card_into_which_it_went_and_only_once():
    atelier = AtelierFactory()
    one, two = write_card(atelier, said(), by=BY), write_card(atelier, said(), by=BY)

    merged = merge_cards([one, two], said("Le trait de côte recule"), by=BY)

    one.refresh_from_db()
    assert (one.fate, one.fate_reason) == ("merged", merged.name)
    assert origins_of(atelier, [node_of(merged)]) == {node_of(one), node_of(two)}
    with pytest.raises(CardEnded):
        merge_cards([one, merged], said(), by=BY)
    with pytest.raises(TooFewCards):
        merge_cards([merged, merged], said(), by=BY)


def test_splitting_then_passing_on_is_walked_from_either_end():
    atelier = AtelierFactory()
    card = write_card(atelier, said(), by=BY)

    left, right = split_card(card, [said("La plage"), said("La falaise")], by=BY)
    lead = pass_on(left, said("Reculer le camping", "lead"), by=BY)

    assert reached_from(atelier, [node_of(card)]) == {node_of(left), node_of(right), node_of(lead)}
    assert origins_of(atelier, [node_of(lead)]) == {node_of(card), node_of(left)}


def test_a_change_made_on_an_old_revision_is_refused_and_nothing_is_lost():
    card = CardFactory()
    change_card(card, revision=1, text="La plage a reculé de six mètres", by=BY)

    with pytest.raises(CardChanged):
        change_card(card, revision=1, text="La plage recule vite", by=BY)

    assert Card.objects.of(card.atelier).get().text == "La plage a reculé de six mètres"
    assert CardChange.objects.of(card.atelier).get().before == {"text": "La plage recule devant le front de mer"}


def test_dropping_needs_a_reason_and_may_be_undone():
    card = CardFactory()

    with pytest.raises(ReasonMissing):
        decide_card(card, "dropped", reason=" ", by=BY)
    decide_card(card, "dropped", reason="Déjà au PLUi", by=BY)
    decide_card(card, "open", by=BY)

    assert [one.after["fate"] for one in CardChange.objects.of(card.atelier)] == ["dropped", "open"]


def test_cards_of_two_ateliers_are_not_merged():
    with pytest.raises(OtherAtelier):
        merge_cards([CardFactory(), CardFactory()], said(), by=BY)


def test_what_is_sent_again_with_its_identifier_is_written_once():
    atelier, ids = AtelierFactory(), [uuid4() for _ in range(4)]

    for _sent in range(2):
        one, two = (write_card(atelier, said(id=pk), by=BY) for pk in ids[:2])
        lead = pass_on(one, said("Reculer le camping", "lead", id=ids[2]), by=BY)
        merged = merge_cards([one, two], said("Le trait de côte recule", id=ids[3]), by=BY)

    assert [one.pk for one in (one, two, lead, merged)] == ids
    assert Card.objects.of(atelier).count() == 4
    with pytest.raises(OtherAtelier):
        write_card(AtelierFactory(), said(id=ids[0]), by=BY)
