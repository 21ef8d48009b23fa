"""Whatever is merged, split, passed on, undone, withdrawn: no word is lost, no path closes, fates say into what."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from atelier.contributions.cards.enums import STANDING, Fate
from atelier.contributions.cards.errors import CardEnded, NothingToUndo, WorkedOnSince
from atelier.contributions.cards.undoing import can_undo, is_named, undo_merge, undo_split
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.walking import origins_of, reached_from
from atelier.contributions.models import Card, CardChange
from tests.factories.ateliers import AtelierFactory

pytestmark = pytest.mark.django_db
BY = System()
ONE = Said(kind="finding", text="Un constat")
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "pass", "keep", "change", "undo", "withdraw"]),
        st.integers(0, 19),
        st.integers(0, 19),
    ),
    max_size=14,
)


def play(atelier, move, one, other):
    """One move on any two cards, whatever became of them: made, or refused."""
    cards = list(Card.objects.of(atelier).order_by("number"))
    left, right = cards[one % len(cards)], cards[other % len(cards)]
    with suppress(CardEnded, NothingToUndo, WorkedOnSince):
        if move == "merge" and left != right:
            merge_cards([left, right], ONE, by=BY)
        elif move == "split":
            split_card(left, [ONE, ONE], by=BY)
        elif move == "pass":
            pass_on(left, ONE, by=BY)
        elif move == "keep":
            decide_card(left, "kept", by=BY)
        elif move == "change":
            change_card(left, text=f"Un constat {other}", by=BY)
        elif move == "withdraw":
            decide_card(left, "withdrawn", by=BY)
        elif move == "undo":
            (undo_split if left.fate == Fate.SPLIT else undo_merge)(left, by=BY)


@given(moves=MOVES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_moves_loses_a_card_or_closes_a_path(db, moves):
    atelier = AtelierFactory()
    for _ in range(4):
        write_card(atelier, ONE, by=BY)
    edges = 0

    for move in moves:
        play(atelier, *move)
        assert Edge.objects.of(atelier).count() >= edges  # none is ever taken away
        edges = Edge.objects.of(atelier).count()

    cards = {card.pk: card for card in Card.objects.of(atelier)}
    for card in cards.values():
        assert node_of(card) not in origins_of(atelier, [node_of(card)])
        if card.fate in (Fate.MERGED, Fate.SPLIT):  # something speaks in its place, or was withdrawn in its turn
            after = [cards[node.id] for node in reached_from(atelier, [node_of(card)])]
            assert any(one.name in card.fate_reason.split(", ") and one.fate != Fate.UNDONE for one in after)
        history = CardChange.objects.of(atelier).filter(card=card).order_by("revision")
        assert [change.revision for change in history] == list(range(2, card.revision + 1))
        fates = ["open", *(change.after["fate"] for change in history if "fate" in change.after)]
        assert fates[-1] == card.fate


@given(moves=MOVES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_at_once_gives_back_what_was_there(db, moves):
    atelier = AtelierFactory()
    for _ in range(3):
        write_card(atelier, ONE, by=BY)
    for move in moves:
        play(atelier, *move)
    before = dict(Card.objects.of(atelier).values_list("pk", "fate"))
    standing = list(Card.objects.of(atelier).filter(fate__in=STANDING))
    if len(standing) < 2:
        return

    merged = merge_cards(standing, ONE, by=BY)
    assert can_undo(merged)
    undo_merge(merged, by=BY)
    split_card(standing[0], [ONE, ONE, ONE], by=BY)
    undo_split(standing[0], by=BY)

    assert dict(Card.objects.of(atelier).filter(pk__in=before).values_list("pk", "fate")) == before


def test_a_row_of_another_model_that_points_to_a_card_is_seen():
    card = write_card(AtelierFactory(), ONE, by=BY)
    change_card(card, text="Autrement", by=BY)

    assert not is_named(card)  # its own history is not somebody else's work
    assert is_named(card, besides=())
