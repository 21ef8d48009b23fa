"""Questions whose SQL Django writes once: the same answers as the queryset's, for every kind of value."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from atelier.ateliers.models import Seat
from atelier.common.asked import Asked
from atelier.tables.models import Sitting, Table, TableSnapshot
from tests.factories.tables import SittingFactory

pytestmark = pytest.mark.django_db


def test_answer_is_the_querysets_with_what_select_related_brings(django_assert_num_queries):
    tables = [SittingFactory().table, SittingFactory().table]
    question = Asked(lambda pk: Table.everywhere.select_related("workshop__atelier").filter(pk=pk), type(tables[0].pk))

    for table in (*tables, tables[0]):
        with django_assert_num_queries(1):
            answer = question.first(table.pk)
            atelier = answer.workshop.atelier
        expected = Table.everywhere.select_related("workshop__atelier").get(pk=table.pk)
        assert vars_of(answer) == vars_of(expected)
        assert vars_of(atelier) == vars_of(expected.workshop.atelier)


def test_each_value_goes_to_its_own_place():
    one, other = SittingFactory(), SittingFactory()
    question = Asked(
        lambda table, seat: Sitting.everywhere.filter(seat_id=seat, table_id=table), type(one.table_id), int
    )

    assert question.first(one.table_id, one.seat_id) == one
    assert question.first(other.table_id, other.seat_id) == other
    assert question.first(one.table_id, other.seat_id) is None


def test_fixed_conditions_hold_and_rows_are_read_anew():
    seat = SittingFactory().seat
    question = Asked(lambda pk: Seat.everywhere.filter(pk=pk, removed_at=None), int)
    assert question.first(seat.pk).name == seat.name

    Seat.everywhere.filter(pk=seat.pk).update(removed_at=timezone.now())

    assert question.first(seat.pk) is None


def test_texts_and_moments_are_compared_as_the_queryset_does():
    now = timezone.now()
    Session.objects.create(session_key="ended", session_data="", expire_date=now - dt.timedelta(seconds=1))
    Session.objects.create(session_key="open", session_data="", expire_date=now + dt.timedelta(seconds=1))
    question = Asked(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at), str, dt.datetime)

    assert question.first("ended", now) is None
    assert question.first("open", now).expire_date == now + dt.timedelta(seconds=1)
    assert question.first("' OR 1=1 --", now) is None


def test_columns_left_out_stay_in_the_database(django_assert_num_queries):
    table = SittingFactory().table
    TableSnapshot.everywhere.create(table=table, epoch=table.epoch, seq=3, packed=b"x")
    question = Asked(lambda pk: TableSnapshot.everywhere.filter(table=pk).only("seq"), type(table.pk))

    answer = question.first(table.pk)

    assert (answer.seq, answer.get_deferred_fields() & {"packed"}) == (3, {"packed"})
    with django_assert_num_queries(1):
        assert bytes(answer.packed) == b"x"


def test_value_that_the_question_changes_is_refused():
    question = Asked(lambda name: Seat.everywhere.filter(name__contains=name), str)

    with pytest.raises(ValueError, match="not used as it is"):
        question.first("a")


def vars_of(model):
    return {field.attname: getattr(model, field.attname) for field in model._meta.concrete_fields}
