"""A slip tells everything its person said, and what became of each thing, however far."""

from uuid import uuid4

import pytest
from django.utils import timezone, translation

from atelier.common.audit import System
from atelier.contributions.cards.commands import (
    Said,
    decide_card,
    merge_cards,
    node_of,
    pass_on,
    split_card,
    write_card,
)
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.slip.commands import ask_removal, withdraw_words
from atelier.contributions.slip.reading import slip_of
from tests.factories.ateliers import SeatFactory
from tests.factories.contributions import CardFactory
from tests.factories.slips import ContributionFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def seat():
    return SeatFactory(name="Jeanne")


def said(seat, text="La plage recule", kind="finding", **more):
    return write_card(seat.workshop.atelier, Said(kind=kind, text=text, said_by=seat, **more), by=BY)


def fates(seat):
    return [one.fate for one in slip_of(seat).cards]


def test_each_fate_is_a_sentence(seat):
    cards = [said(seat) for _ in range(6)]
    other = CardFactory(atelier=seat.workshop.atelier, number=90)
    decide_card(cards[1], "kept", by=BY)
    merge_cards([cards[2], other], Said(kind="finding", text="Tout recule"), by=BY)
    split_card(cards[3], [Said(kind="finding", text="Ici"), Said(kind="finding", text="Là")], by=BY)
    decide_card(cards[4], "dropped", reason="hors du périmètre", by=BY)
    withdraw_words(cards[5], seat)

    assert fates(seat) == [
        "Written down; nothing is decided yet.",
        "Kept.",
        "Merged with what others said, into card C-91.",
        "Split into several cards: C-92, C-93.",
        "Dropped, because: hors du périmètre",
        "Withdrawn by you. Nobody else reads it any more.",
    ]


def test_what_came_from_a_card_is_followed_to_the_end_and_names_nobody_else(seat):
    card = said(seat)
    other = CardFactory(atelier=card.atelier, number=40, said_by=SeatFactory(workshop=seat.workshop, name="Gaspard"))
    merged = merge_cards([card, other], Said(kind="finding", text="Le trait de côte recule"), by=BY)
    lead = pass_on(merged, Said(kind="lead", text="Reculer le camping"), by=BY)
    decide_card(lead, "postponed", reason="après l’enquête", by=BY)

    [shown] = slip_of(seat).cards

    assert [(one.title, one.text) for one in shown.became] == [
        (f"{merged.name} · Finding", "Le trait de côte recule"),
        (f"{lead.name} · Lead", "Reculer le camping"),
    ]
    assert shown.became[1].state == "Postponed, because: après l’enquête"
    assert "Gaspard" not in repr(shown.became)
    assert [shown.is_theirs, shown.can_ask] == [False, True]
    ask_removal(seat, node_of(card))
    assert slip_of(seat).cards[0].can_ask is False


def test_what_was_drawn_is_read_with_its_pieces_and_strokes_without_words_are_counted(seat):
    note = ContributionFactory(seat=seat)
    cut = ContributionFactory(seat=seat, kind="stroke", text="", erased_at=timezone.now())
    piece = ContributionFactory(seat=seat, kind="stroke", text="", parent=cut.pk)
    for _ in range(3):
        ContributionFactory(seat=seat, kind="stroke", text="", meaning="Cheminement")
    ContributionFactory(seat=seat, kind="stroke", text="", erased_at=timezone.now())
    ContributionFactory(seat=SeatFactory(workshop=seat.workshop), text="D’un autre")
    card = write_card(
        seat.workshop.atelier, Said(kind="blockage", text="Le passage est coupé"), by=BY,
        sources=[Node("contribution", piece.pk)],
    )  # fmt: skip

    slip = slip_of(seat)

    assert {one.said.pk: [came.title for came in one.became] for one in slip.drawn} == {
        note.pk: [],
        cut.pk: [f"{card.name} · Blockage"],
    }
    assert [(one.kind, one.meaning, one.count) for one in slip.strokes] == [("Line", "Cheminement", 3)]


def test_what_a_scribe_wrote_for_a_voice_is_on_the_slip_of_the_voice(seat):
    scribe = SeatFactory(workshop=seat.workshop)
    ContributionFactory(seat=scribe, said_by=seat, text="Dit de vive voix")

    assert [one.said.text for one in slip_of(seat).drawn] == ["Dit de vive voix"]
    assert slip_of(scribe).is_empty


def test_a_slip_costs_the_same_queries_whatever_was_said(seat, django_assert_max_num_queries):
    for number in range(12):
        card = said(seat, f"Chose {number}")
        pass_on(card, Said(kind="lead", text=f"Piste {number}"), by=BY)
        ContributionFactory(seat=seat, id=uuid4())

    with django_assert_max_num_queries(9):
        assert len(slip_of(seat).cards) == 12
