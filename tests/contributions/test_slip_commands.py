"""Who said it corrects it, takes it back, or asks."""

import pytest

from atelier.common.audit import System
from atelier.common.errors import NotSeen
from atelier.contributions.cards.commands import Said, merge_cards, node_of, write_card
from atelier.contributions.cards.errors import CardChanged, CardEnded, WordsMissing
from atelier.contributions.cards.queries import standing_cards, tell_cards
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import CardChange
from atelier.contributions.slip.commands import answer_removal, ask_removal, correct_words, withdraw_words
from atelier.contributions.slip.errors import AlreadyAnswered, AlreadyAsked, AnswerMissing, StillYours
from atelier.contributions.slip.queries import removals_of
from tests.factories.ateliers import SeatFactory
from tests.factories.slips import ContributionFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def seat():
    return SeatFactory()


@pytest.fixture
def card(seat):
    said = Said(kind="finding", text="La plage disparait", said_by=seat)
    return write_card(seat.workshop.atelier, said, by=BY)


def merged_with_another(card):
    other = write_card(card.atelier, Said(kind="finding", text="La mer monte"), by=BY)
    return merge_cards([card, other], Said(kind="finding", text="Le trait de côte recule"), by=BY)


def test_corrected_words_keep_what_they_were_and_who_did_it(seat, card):
    changed = correct_words(card, seat, "La plage disparaît l’hiver", revision=1)

    assert (changed.text, changed.revision) == ("La plage disparaît l’hiver", 2)
    [kept] = CardChange.everywhere.values_list("before", "by")
    assert kept == ({"text": "La plage disparait"}, f"seat:{seat.pk}")


def test_words_a_scribe_changed_meanwhile_are_read_first(seat, card):
    correct_words(card, seat, "Autre chose", revision=1)

    with pytest.raises(CardChanged):
        correct_words(card, seat, "Encore autre chose", revision=1)
    with pytest.raises(WordsMissing):
        correct_words(card, seat, "  ", revision=2)


def test_nobody_changes_the_words_of_another(card):
    other = SeatFactory(workshop=card.said_by.workshop)

    for refused in (
        lambda: correct_words(card, other, "À moi", revision=1),
        lambda: withdraw_words(card, other),
        lambda: ask_removal(other, node_of(card)),
    ):
        with pytest.raises(NotSeen):
            refused()


def test_withdrawn_words_are_told_to_nobody_else(seat, card):
    withdraw_words(card, seat)

    assert list(standing_cards(card.atelier)) == []
    assert tell_cards(card.atelier, [card.pk])[card.pk].text == ""
    with pytest.raises(CardEnded):
        correct_words(card, seat, "Finalement si", revision=2)


def test_what_was_merged_is_asked_once_then_answered_in_words(seat, card):
    merged = merged_with_another(card)

    asked = ask_removal(seat, node_of(card), words="Je ne veux plus être lu")

    with pytest.raises(AlreadyAsked):
        ask_removal(seat, node_of(card))
    [read] = removals_of(card.atelier)
    assert [read.request, [node for node, _told in read.into]] == [asked, [node_of(merged)]]
    with pytest.raises(AnswerMissing):
        answer_removal(asked, "done", " ", by=BY)
    assert answer_removal(asked, "done", "La carte ne le dit plus", by=BY).is_waiting is False
    with pytest.raises(AlreadyAnswered):
        answer_removal(asked, "refused", "Trop tard", by=BY)
    ask_removal(seat, node_of(card), words="Il en reste")


def test_what_is_still_theirs_is_withdrawn_and_not_asked(seat, card):
    with pytest.raises(StillYours):
        ask_removal(seat, node_of(card))


def test_a_drawing_on_the_map_may_be_asked_about(seat):
    drawn = ContributionFactory(seat=seat)

    assert ask_removal(seat, Node("contribution", drawn.pk)).is_waiting
    with pytest.raises(NotSeen):
        ask_removal(SeatFactory(), Node("contribution", drawn.pk))
    with pytest.raises(NotSeen):
        ask_removal(seat, Node("action", drawn.pk))
