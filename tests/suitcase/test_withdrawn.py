"""Words that who said them took back do not travel: neither the card's, nor its history's, nor its place."""

import zipfile

from atelier.ateliers.models import Atelier, Workshop
from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, change_card, decide_card, write_card
from atelier.contributions.models import Card, CardChange
from tests.suitcase.machines import Machine

BY = System()
SECRET, FIRST = "le champ des Lenoir", "la maison des Lenoir"
PLACE = {"type": "Point", "coordinates": [1.0777, 49.9233]}


def a_card(home):
    with home:
        said = Said(kind="finding", text=FIRST, workshop=Workshop.everywhere.get(), geometry=PLACE)
        card = write_card(Atelier.objects.get(), said, by=BY)
        return change_card(card, text=SECRET, by=BY)


def withdraw(home, card):
    with home:
        decide_card(card, "withdrawn", by=BY)


def packed_words(path):
    with zipfile.ZipFile(path) as suitcase:
        return b"".join(suitcase.read(name) for name in suitcase.namelist()).decode("utf-8", "replace")


def card_of(machine: Machine):
    with machine:
        card = Card.everywhere.get()
        return card.fate, card.text, card.plain_text, card.geometry


def test_withdrawn_words_are_not_in_the_suitcase_and_home_keeps_them_for_their_slip(home, machine):
    card = a_card(home)
    assert SECRET in packed_words(home.pack())
    withdraw(home, card)

    path = home.pack()
    field = machine("field")
    field.open(path)
    merged = home.merge(field.pack())

    assert "Lenoir" not in packed_words(path)
    assert "1.0777" not in packed_words(path)
    assert card_of(field) == ("withdrawn", "", "", None)
    assert card_of(home)[:2] == ("withdrawn", SECRET)
    assert merged.differences == []
    with home:
        assert [one.before.get("text") for one in CardChange.everywhere.all()] == [FIRST, None]


def test_words_withdrawn_on_one_side_and_changed_on_the_other_are_not_told_in_the_differences(home, machine):
    card = a_card(home)
    field = machine("field")
    field.open(home.pack())
    withdraw(home, card)
    with field:
        change_card(Card.everywhere.get(), text="la grange des Lenoir", by=BY)

    merged, opened = home.merge(field.pack()), field.open(home.pack())

    assert "Lenoir" not in str(merged.differences)
    assert "Lenoir" not in str(opened.differences)
    assert card_of(home)[0] == card_of(field)[0] == "withdrawn"
