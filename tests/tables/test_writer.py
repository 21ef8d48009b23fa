"""The writer never says “saved” of what is not: a connection that dies in the middle fails every batch."""

import asyncio

import pytest
from django.db import OperationalError, connection

from atelier.common.models import Job
from atelier.tables.live.writer import Write, Writer, _commit

pytestmark = pytest.mark.django_db(transaction=True)


def writes_of(*runs):
    loop = asyncio.new_event_loop()
    writes = [Write(str(number), run, loop, loop.create_future()) for number, run in enumerate(runs)]
    loop.close()
    return writes


def saves():
    Job.objects.create(work="x", title="gardé")


def refuses():
    Job.objects.create(work="x", title="défait")
    raise ValueError


def loses_the_transaction():
    """As when the connection dies: the savepoint cannot be rolled back either."""
    connection.cursor().execute("ROLLBACK")
    raise ValueError


def test_a_refused_batch_does_not_take_the_others_along():
    writes = writes_of(saves, refuses, saves)

    _commit(writes)

    assert [type(write.error) for write in writes] == [type(None), ValueError, type(None)]
    assert set(Job.objects.values_list("title", flat=True)) == {"gardé"}


def test_a_transaction_lost_without_a_word_is_an_error_for_all():
    with pytest.raises(OperationalError):
        _commit(writes_of(saves, loses_the_transaction))

    assert not Job.objects.exists()


async def test_the_writer_answers_each_who_asked():
    writer = Writer()

    results = await asyncio.gather(writer.write("a", lambda: None), writer.write("b", _fail), return_exceptions=True)

    assert [type(result) for result in results] == [type(None), ValueError]


def _fail():
    raise ValueError
