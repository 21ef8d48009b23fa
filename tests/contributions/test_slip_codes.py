"""The code of a slip: the same each time it is printed, on any machine, and nothing to guess."""

import pytest
from django.test import override_settings

from atelier.ateliers.codes import ALPHABET
from atelier.common.audit import System
from atelier.contributions.models import SlipCode
from atelier.contributions.slip.codes import LENGTH, slow_hash
from atelier.contributions.slip.commands import give_code, give_new_code
from atelier.contributions.slip.queries import seat_with_code
from tests.factories.ateliers import SeatFactory

pytestmark = pytest.mark.django_db
BY = System()


def test_a_code_is_the_same_at_each_printing_and_is_written_nowhere():
    seat = SeatFactory()

    code = give_code(seat, by=BY)

    assert give_code(seat, by=BY) == code
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    [kept] = SlipCode.everywhere.values("id", "code_hash", "printer")
    assert code not in "".join(str(value) for value in kept.values())


@pytest.mark.parametrize("turn", [str.lower, lambda code: f" {code[:5]}-{code[5:]} "])
def test_a_code_copied_by_hand_opens_its_seat_and_no_other(turn):
    seat, _other = SeatFactory(), give_code(SeatFactory(), by=BY)

    assert seat_with_code(turn(give_code(seat, by=BY))) == seat


@pytest.mark.parametrize("typed", ["", "ACDEF", "ACDEFGHJKM", "OOOOOOOOOO", "ACDEFGHJKMN"])
def test_what_is_no_code_of_ours_opens_nothing(typed):
    give_code(SeatFactory(), by=BY)

    assert seat_with_code(typed) is None


def test_a_slip_opens_for_a_seat_taken_out(django_assert_num_queries):
    seat = SeatFactory(removed_at="2026-11-24T18:00Z")
    code = give_code(seat, by=BY)

    with django_assert_num_queries(1):
        assert seat_with_code(code) == seat


def test_a_new_code_closes_those_before():
    seat = SeatFactory()
    before = give_code(seat, by=BY)

    after = give_new_code(seat, by=BY)

    assert after != before
    assert [seat_with_code(before), seat_with_code(after)] == [None, seat]
    assert give_code(seat, by=BY) == after


def test_what_the_laptop_printed_opens_at_home_where_the_secret_is_another():
    seat = SeatFactory()
    with override_settings(SECRET_KEY="the laptop of the village hall"):
        printed = give_code(seat, by=BY)

    printed_at_home = give_code(seat, by=BY)

    assert printed_at_home != printed
    assert [seat_with_code(printed), seat_with_code(printed_at_home)] == [seat, seat]


def test_a_hash_knows_no_secret():
    with override_settings(SECRET_KEY="another"):
        elsewhere = slow_hash("ACDEFGHJKM")

    assert slow_hash("acdef ghjkm") == elsewhere
