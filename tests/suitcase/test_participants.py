"""Who comes travels: the list of a day goes to the laptop of the hall, arrivals noted on both sides meet once home."""

import pytest

from atelier.ateliers.models import Atelier
from atelier.common.audit import System
from atelier.participants.models import Attendance, Contact, Gathering, Invitation
from atelier.participants.welcoming.commands import note_arrival
from tests.factories.participants import ContactFactory, GatheringFactory, InvitationFactory

HOUSE = System()


@pytest.fixture
def expected(home):
    """Odette and René are invited."""
    with home:
        atelier = Atelier.objects.get()
        gathering = GatheringFactory(atelier=atelier)
        for name in ("Odette", "René"):
            InvitationFactory(gathering=gathering, contact=ContactFactory(atelier=atelier, name=name))
    return home


def arrives(machine, name):
    with machine:
        gathering = Gathering.everywhere.get()
        note_arrival(gathering, Contact.everywhere.get(name=name), by=HOUSE)


def here(machine):
    with machine:
        rows = Attendance.everywhere.filter(is_here=True).values_list("contact__name", flat=True)
        return sorted(rows)


@pytest.fixture
def field(machine, expected):
    """The laptop at the hall's door, opened after the invitations."""
    one = machine("field")
    one.open(expected.pack())
    return one


def test_hall_without_internet_has_the_list_of_the_day(field):
    with field:
        invited = Invitation.everywhere.values_list("contact__name", flat=True)
        assert sorted(invited) == ["Odette", "René"]
        assert Gathering.everywhere.get().title == "Atelier 1"


def test_arrivals_noted_on_both_sides_are_one_list_at_home(expected, field):
    arrives(field, "Odette")
    arrives(field, "René")
    arrives(expected, "Odette")  # by telephone, at home: the same person, on a row of its own

    merged = expected.merge(field.pack())

    assert here(expected) == ["Odette", "René"]
    assert merged.differences == []
    expected.merge(field.pack())  # brought twice, it changes nothing
    with expected:
        assert Attendance.everywhere.count() == 2
