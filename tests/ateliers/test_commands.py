from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from atelier.ateliers.commands import SeatKeyWrong, make_seat_key, remove_seat, take_seat, use_seat_key
from atelier.ateliers.models import SeatKey
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from tests.factories.ateliers import SeatFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


def test_take_seat_keeps_the_consent_and_is_audited():
    seat = take_seat(WorkshopFactory(), name=" Jeanne ", college="inhabitant", by=HOUSE)

    assert seat.name == "Jeanne"
    assert seat.consented_at
    assert AuditEntry.objects.get().verb == "seat.taken"


def test_take_seat_refuses_a_college_that_does_not_exist():
    with pytest.raises(ValidationError):
        take_seat(WorkshopFactory(), name="Jeanne", college="dragons", by=HOUSE)


def test_seat_key_opens_its_seat_once_whatever_the_case_and_spaces():
    seat = SeatFactory()
    code = make_seat_key(seat, by=HOUSE)

    assert use_seat_key(f" {code[:4].lower()}-{code[4:]} ", by=HOUSE) == seat
    with pytest.raises(SeatKeyWrong):
        use_seat_key(code, by=HOUSE)


def test_seat_key_is_stored_as_a_hash_only():
    code = make_seat_key(SeatFactory(), by=HOUSE)

    assert code not in SeatKey.everywhere.get().code_hash


def test_seat_key_is_refused_when_too_old():
    code = make_seat_key(SeatFactory(), by=HOUSE)
    key = SeatKey.everywhere.get()
    SeatKey.everywhere.update(expires_at=key.expires_at - timedelta(minutes=11))

    with pytest.raises(SeatKeyWrong):
        use_seat_key(code, by=HOUSE)


def test_a_new_key_ends_the_one_before():
    seat = SeatFactory()
    first = make_seat_key(seat, by=HOUSE)
    make_seat_key(seat, by=HOUSE)

    with pytest.raises(SeatKeyWrong):
        use_seat_key(first, by=HOUSE)


def test_the_key_of_a_removed_seat_opens_nothing():
    seat = SeatFactory()
    code = make_seat_key(seat, by=HOUSE)
    remove_seat(seat, by=HOUSE)

    with pytest.raises(SeatKeyWrong):
        use_seat_key(code, by=HOUSE)
