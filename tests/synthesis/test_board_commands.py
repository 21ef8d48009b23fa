"""Cards move on a board, and nothing that was written is lost."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, change_card, decide_card, write_card
from atelier.contributions.cards.errors import CardChanged, CardEnded
from atelier.contributions.models import Card, CardChange
from atelier.synthesis.board.commands import merge_onto, place_card, reword_card, set_board, shift_card
from atelier.synthesis.board.errors import NoColumn
from atelier.synthesis.board.queries import board_of, cards_on, stamp_of
from tests.factories.ateliers import AtelierFactory, WorkshopFactory
from tests.factories.contributions import CardFactory

pytestmark = pytest.mark.django_db
BY = System()


def write(atelier, text="La plage recule", kind="finding", **more):
    return write_card(atelier, Said(kind=kind, text=text, **more), by=BY)


def column(atelier, kind="finding"):
    return list(Card.objects.of(atelier).filter(kind=kind).order_by("rank", "number"))


def test_a_card_is_placed_after_another_first_or_last_and_says_nothing_when_it_is_there():
    atelier = AtelierFactory()
    one, two, three = (write(atelier) for _ in range(3))

    place_card(three, after=one.pk, by=BY)
    place_card(three, after=one.pk, by=BY)
    place_card(two, after="first", by=BY)

    assert column(atelier) == [two, one, three]
    assert CardChange.objects.of(atelier).count() == 2


def test_a_moved_card_changes_column_and_keeps_its_history():
    atelier = AtelierFactory()
    card, wall = write(atelier), write(atelier, kind="blockage")

    moved = place_card(card, kind="blockage", after=wall.pk, by=BY, by_name="Odile")

    assert column(atelier, "blockage") == [wall, moved]
    change = CardChange.objects.of(atelier).get()
    assert (change.before["kind"], change.after["kind"], change.by_name) == ("finding", "blockage", "Odile")


def test_a_neighbour_that_left_meanwhile_sends_the_card_last():
    atelier = AtelierFactory()
    one, two, three = (write(atelier) for _ in range(3))
    place_card(two, kind="lead", by=BY)

    place_card(one, after=two.pk, by=BY)

    assert column(atelier) == [three, one]


def test_sixty_moves_to_one_spot_still_find_room():
    atelier = AtelierFactory()
    first, *others = [write(atelier) for _ in range(4)]

    for turn in range(60):
        place_card(others[turn % 3], after=first.pk, by=BY)

    assert column(atelier) == [first, others[2], others[1], others[0]]
    assert len({card.rank for card in column(atelier)}) == 4


def test_up_and_down_are_counted_among_the_cards_one_sees():
    workshop = WorkshopFactory()
    one, two, three = (write(workshop.atelier) for _ in range(3))
    decide_card(two, "dropped", reason="Déjà dit", by=BY)

    shift_card(board_of(workshop), three, places=-1, by=BY)
    shift_card(board_of(workshop), three, places=-1, by=BY)

    assert list(cards_on(board_of(workshop))) == [three, one]


def test_a_move_meanwhile_does_not_refuse_other_words():
    card = CardFactory()
    place_card(card, kind="lead", by=BY)

    reword_card(card, text="Reculer le camping", revision=1, by=BY)

    now = Card.objects.of(card.atelier).get()
    assert (now.kind, now.text) == ("lead", "Reculer le camping")


def test_of_two_wordings_the_second_is_refused_but_not_the_same_one_sent_again():
    card = CardFactory()
    reword_card(card, text="La plage a reculé de six mètres", revision=1, by=BY)
    reword_card(card, text="La plage a reculé de six mètres", revision=1, by=BY)

    with pytest.raises(CardChanged):
        reword_card(card, text="La plage recule vite", revision=1, by=BY)

    assert CardChange.objects.of(card.atelier).count() == 1


def test_a_card_dropped_on_another_takes_its_place_once_even_when_sent_twice():
    atelier, pk = AtelierFactory(), uuid4()
    one, two, three = (write(atelier, lift_condition=f"Condition {turn}") for turn in range(3))

    for _sent in range(2):
        merged = merge_onto(three, one, text="Le trait de côte recule", merged_id=pk, by=BY)

    assert [card.pk for card in cards_on(board_of(WorkshopFactory(atelier=atelier)))] == [pk, two.pk]
    assert merged.lift_condition == "Condition 0\nCondition 2"
    with pytest.raises(CardEnded):
        merge_onto(three, two, text="Encore", by=BY)


def test_a_board_takes_up_the_workshops_before_it_unless_told_not_to():
    first = WorkshopFactory(ordinal=1)
    second = WorkshopFactory(atelier=first.atelier, ordinal=2)
    early, loose = write(first.atelier, workshop=first), write(first.atelier)
    late = write(first.atelier, workshop=second)

    assert list(cards_on(board_of(first))) == [early, loose]
    assert list(cards_on(board_of(second))) == [early, loose, late]
    set_board(second, columns=["lead", "lead", "finding"], takes_earlier=False, by=BY)
    assert list(cards_on(board_of(second))) == [loose, late]
    assert board_of(second).columns == ["lead", "finding"]
    with pytest.raises(NoColumn):
        set_board(second, columns=[], by=BY)


def test_every_write_changes_the_stamp():
    workshop = WorkshopFactory()
    seen = {stamp_of(board_of(workshop))}

    card = write(workshop.atelier)
    seen.add(stamp_of(board_of(workshop)))
    change_card(card, by=BY, text="La plage a reculé")
    seen.add(stamp_of(board_of(workshop)))
    set_board(workshop, columns=["lead"], by=BY)
    seen.add(stamp_of(board_of(workshop)))

    assert len(seen) == 4


class TestMoves(TestCase):
    @given(
        st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["finding", "lead"]), st.integers(-1, 4)), max_size=12)
    )
    def test_any_moves_leave_the_cards_as_a_hand_would_have(self, moves):
        atelier = AtelierFactory()
        cards = [write(atelier) for _ in range(5)]
        columns = {"finding": list(cards), "lead": []}

        for at, kind, after in moves:
            card = cards[at]
            columns["finding" if card in columns["finding"] else "lead"].remove(card)
            rest = columns[kind]
            neighbour = cards[after] if after >= 0 else None
            place = 0 if neighbour is None else rest.index(neighbour) + 1 if neighbour in rest else len(rest)
            rest.insert(place, card)
            place_card(card, kind=kind, after=neighbour.pk if neighbour else "first", by=BY)

        assert {kind: column(atelier, kind) for kind in columns} == columns
