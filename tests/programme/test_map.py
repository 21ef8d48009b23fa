"""Marks, labels and rounds over the ground of the map."""

from atelier.programme.catalogue.filters import Card
from atelier.programme.catalogue.map import APART, MOST_MARKS, drawn

PLACES = {"Dieppe": (1.08, 49.92), "Fumel": (0.97, 44.51), "Saint-Denis": (55.45, -20.88), "Nouméa": (166.45, -22.27)}


def card(place, pk=1, department="76"):
    lon, lat = PLACES[place]
    return Card(pk, f"a{pk}", place, place, "flash", lon, lat, "", {"department": frozenset({department})})


def test_marks_carry_the_name_of_their_place():
    marks = drawn([card("Dieppe"), card("Fumel", 2)]).marks

    assert {mark.label for mark in marks} == {"Dieppe", "Fumel"}


def test_overseas_stands_in_its_inset_and_what_has_no_frame_is_told():
    found = drawn([card("Saint-Denis"), card("Nouméa", 2)])

    assert [mark.card.place for mark in found.marks] == ["Saint-Denis"]
    assert found.marks[0].x < 250
    assert found.lost == 1


def test_ateliers_of_one_place_do_not_hide_each_other():
    marks = drawn([card("Dieppe", pk) for pk in range(12)]).marks

    gaps = [abs(complex(a.x - b.x, a.y - b.y)) for a in marks for b in marks if a is not b]
    assert min(gaps) > APART * 0.7


def test_many_ateliers_become_one_round_a_department():
    cards = [card("Dieppe", pk) for pk in range(MOST_MARKS)] + [card("Fumel", 900, "47")]

    found = drawn(cards)

    assert found.marks == []
    assert [(one.department, one.many) for one in found.rounds] == [("76", MOST_MARKS), ("47", 1)]
