"""Cards from what was drawn: everything once, with its place, its table and its voice."""

import json
import threading
from html import unescape

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from atelier.common.audit import System
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.errors import OtherAtelier
from atelier.contributions.gathering.commands import cards_from
from atelier.contributions.gathering.kinds import FILE, WrongKinds, present_kinds, read_kinds
from atelier.contributions.gathering.queries import waiting_in
from atelier.contributions.lineage.models import Edge
from atelier.contributions.models import Card, Contribution
from atelier.tables.legend import LEGENDS
from tests.factories.ateliers import SeatFactory, WorkshopFactory
from tests.factories.contributions import ContributionFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def workshop(atelier):
    return WorkshopFactory(atelier=atelier)


@pytest.fixture
def seat(workshop):
    return SeatFactory(name="Odette", workshop=workshop)


def drawing(seat, key="blockage", meaning="Problème, blocage", **more):
    return ContributionFactory(seat=seat, kind="stroke", meaning_key=key, meaning=meaning, text="", **more)


def page(client, workshop, **asked):
    answer = client.get(reverse("contributions:gather", args=["ici", workshop.pk]), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def post(client, workshop, **said):
    return client.post(reverse("contributions:gather", args=["ici", workshop.pk]), said, follow=True)


def erase(contribution):
    Contribution.everywhere.filter(pk=contribution.pk).update(erased_at=timezone.now())


def test_a_note_becomes_a_card_with_its_words_place_table_and_voice(seat):
    note = ContributionFactory(seat=seat)

    [card] = cards_from([note], by=BY)

    assert (card.kind, card.text, card.said_by, card.college) == ("finding", note.text, seat, "inhabitant")
    assert (card.geometry, card.origin_name, card.workshop) == (note.geometry, "Table 1", seat.workshop)
    assert (card.has_consent, card.captured_name) == (True, "")
    edge = Edge.objects.of(card.atelier).get()
    assert (edge.source, edge.target, edge.relation) == (note.pk, card.pk, "said")


def test_what_a_scribe_wrote_keeps_whose_words_and_whose_hand(workshop, seat):
    scribe = SeatFactory(name="Jeanne", workshop=workshop)
    for_odette = ContributionFactory(seat=scribe, said_by=seat)
    for_the_table = ContributionFactory(seat=scribe, said_by=None, college="")

    named, unnamed = cards_from([for_odette, for_the_table], by=BY)

    assert (named.who, named.captured_name) == ("Odette", "Jeanne")
    assert (unnamed.who, unnamed.captured_name, unnamed.origin_name) == ("", "Jeanne", "Table 1")


def test_a_drawing_proposes_the_kind_and_the_words_of_its_pencil(seat):
    [card] = cards_from([drawing(seat)], by=BY)

    assert (card.kind, card.text) == ("blockage", "Problème, blocage")


def test_nothing_is_taken_twice_nor_once_erased(seat):
    note, gone = ContributionFactory(seat=seat), ContributionFactory(seat=seat)
    erase(gone)

    assert len(cards_from([note, gone, note], by=BY)) == 1
    assert cards_from([note, gone], by=BY) == []
    assert Card.objects.of(seat.workshop.atelier).count() == 1


def test_a_piece_left_by_the_eraser_is_not_taken_again(seat):
    whole = drawing(seat)
    cards_from([whole], by=BY)
    erase(whole)
    piece = drawing(seat, parent=whole.pk)
    erase(piece)
    crumb = drawing(seat, parent=piece.pk)
    other = drawing(seat)

    assert waiting_in(seat.workshop).drawings == [other]
    assert cards_from([crumb], by=BY) == []


def test_what_two_ateliers_said_is_not_gathered_together(seat):
    with pytest.raises(OtherAtelier):
        cards_from([ContributionFactory(seat=seat), ContributionFactory()], by=BY)


def test_what_waits_is_told_notes_first_and_sketches_apart(workshop, seat, keeper):
    sketch = drawing(seat, "sketch", "Croquis")
    stroke = drawing(seat)
    note = ContributionFactory(seat=seat)
    ContributionFactory(seat=seat, text=" ")  # a note that says nothing
    ContributionFactory(seat=SeatFactory(workshop__atelier=workshop.atelier))  # of another workshop

    waiting = waiting_in(workshop)

    assert (waiting.notes, waiting.drawings, waiting.sketches) == ([note], [stroke], [sketch])
    shown = page(keeper, workshop)
    assert shown.index(str(note.pk)) < shown.index(str(stroke.pk))
    assert str(sketch.pk) not in shown
    assert str(sketch.pk) in page(keeper, workshop, croquis="oui")


def test_those_chosen_become_cards_as_they_were_worded(workshop, seat, keeper):
    note, stroke, left = ContributionFactory(seat=seat), drawing(seat), drawing(seat)

    answer = post(
        keeper, workshop, take=[str(note.pk), str(stroke.pk)],
        **{f"kind-{note.pk}": "question", f"text-{note.pk}": "La digue tiendra-t-elle ?",
           f"kind-{stroke.pk}": "no such kind", f"text-{stroke.pk}": ""},
    )  # fmt: skip

    made = Card.objects.of(workshop.atelier).order_by("number")
    assert [(card.kind, card.text) for card in made] == [
        ("question", "La digue tiendra-t-elle ?"),
        ("blockage", "Problème, blocage"),
    ]
    assert waiting_in(workshop).drawings == [left]
    assert "2 cartes écrites" in unescape(answer.content.decode())


def test_all_the_notes_become_cards_in_one_press_and_only_once(workshop, seat, keeper):
    for _ in range(3):
        ContributionFactory(seat=seat)
    drawing(seat)

    post(keeper, workshop, all="notes")
    again = post(keeper, workshop, all="notes")

    assert Card.objects.of(workshop.atelier).count() == 3
    assert "Choisissez au moins" in unescape(again.content.decode())


def test_the_page_asks_as_many_questions_whatever_waits(workshop, seat, keeper):
    def asked():
        with CaptureQueriesContext(connection) as questions:
            page(keeper, workshop)
        return len(questions)

    for _ in range(2):
        ContributionFactory(seat=seat)
    few = asked()
    for _ in range(30):
        ContributionFactory(seat=SeatFactory(workshop=workshop))

    assert asked() == few


def test_where_names_are_hidden_scribes_read_colleges(workshop, seat, keeper, signed_in):
    workshop.shows_names = False
    workshop.save()
    ContributionFactory(seat=SeatFactory(name="Jeanne", workshop=workshop), said_by=seat)

    hidden, shown = page(signed_in("scribe"), workshop), page(keeper, workshop)

    assert "Odette" not in hidden
    assert "Jeanne" not in hidden
    assert "Habitant" in hidden
    assert "Odette" in shown


def test_a_card_says_that_what_it_comes_from_was_erased_or_reworded(workshop, seat, keeper):
    gone, cut, changed = (ContributionFactory(seat=seat) for _ in range(3))
    cards = cards_from([gone, cut, changed], by=BY)
    for one in (gone, cut):
        erase(one)
    drawing(seat, parent=cut.pk)
    Contribution.everywhere.filter(pk=changed.pk).update(text="La digue tiendra", changed_at=timezone.now())

    def shown(card):
        answer = keeper.get(reverse("contributions:card", args=["ici", card.pk]))
        return unescape(answer.content.decode())

    assert "Effacé depuis à la table" in shown(cards[0])
    assert "Effacé depuis à la table" not in shown(cards[1])
    assert "La digue tiendra" in shown(cards[2])


# The kinds of the pencils


def test_every_pencil_of_the_house_proposes_a_kind_or_says_that_it_is_a_sketch():
    known = present_kinds().pencils

    assert {pencil.key for legend in LEGENDS.values() for pencil in legend} == set(known)
    assert set(known.values()) <= {"", *CardKind.values}


@pytest.mark.parametrize(
    ("meaning", "kind"),
    [
        ("Ce qui bloque : un problème", "blockage"),
        ("Lieux aimés", "resource"),
        ("À repenser", "intention"),
        ("Mes croquis", ""),
        ("Bleu", ""),
    ],
)
def test_a_pencil_the_facilitator_made_is_known_by_its_words(meaning, kind):
    assert present_kinds().proposed("own-1", meaning) == kind


def test_a_house_changes_the_kinds_and_a_wrong_one_is_named(tmp_path):
    path = tmp_path / "kinds.json"
    said = json.loads((settings.DATA_DIR / FILE).read_text())
    path.write_text(json.dumps([said, said | {"valid_from": "2026-06-01", "pencils": {"mud": "dynamic"}}]))
    later = read_kinds(path, 1)[1]

    assert later.proposed("mud", "Vase") == "dynamic"
    path.write_text(json.dumps(said | {"pencils": {"mud": "idea"}}))
    with pytest.raises(WrongKinds, match="idea"):
        read_kinds(path, 2)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer at a time, whatever we do")
@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_once_take_everything_once(seat):
    notes = [ContributionFactory(seat=seat) for _ in range(5)]

    def take():
        try:
            cards_from(notes, by=BY)
        finally:
            connection.close()

    hands = [threading.Thread(target=take) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert Card.objects.of(seat.workshop.atelier).count() == 5
