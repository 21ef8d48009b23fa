import pytest

from atelier.ateliers.viewer import Viewer
from atelier.common.audit import System
from atelier.contributions.models import Contribution
from atelier.people.enums import College
from atelier.sheets.errors import ReadingLaid
from atelier.sheets.laying import lay_on_table
from atelier.sheets.queries import mark_behind
from atelier.tables.commands import keeper_seat, set_table
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.sheets import MarkFactory, PhotoFactory, ReadingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid():
    """A table, and a function that lays a reading on it by the hand of its facilitator."""
    workshop = WorkshopFactory()
    table = set_table(workshop, name="Table 3", by=System())
    account = MembershipFactory(atelier=workshop.atelier, role="facilitator").account
    seat = keeper_seat(table, Viewer(account=account))

    def lay(reading):
        return lay_on_table(reading, table, seat=seat, by=account)

    return table, lay


def reading_at(table, **facts):
    return ReadingFactory(photo=PhotoFactory(workshop=table.workshop), **facts)


def said(table):
    return Contribution.objects.of(table.workshop.atelier_id).filter(origin_ref=str(table.pk))


def test_marks_lie_on_the_table_with_their_meaning_for_the_table_as_a_whole(laid):
    table, lay = laid
    reading = reading_at(table)
    line = MarkFactory(reading=reading, pen=3)
    zone = MarkFactory(reading=reading, pen=0, kind="area", path=[[60, 60], [90, 60], [90, 90]])
    dot = MarkFactory(reading=reading, pen=1, kind="point", path=[[120, 120]])
    MarkFactory(reading=reading, is_kept=False)

    outcome = lay(reading)

    assert (outcome.drawn, outcome.erased, outcome.refused, outcome.untyped) == (3, 0, 0, 0)
    found = {one.pk: one for one in said(table)}
    assert found.keys() == {line.object, zone.object, dot.object}
    assert found[line.object].meaning == str(table.pencils.get(key="link").meaning)
    assert found[zone.object].meaning == str(table.pencils.get(key="retreat").meaning)
    assert found[dot.object].meaning == "Lieu de potentiel"
    assert {(one.said_by_id, one.seat.college) for one in found.values()} == {(None, College.TEAM)}
    longitude, latitude = found[dot.object].geometry["coordinates"]
    assert 1.0 < longitude < 1.2
    assert 49.8 < latitude < 50.0


def test_typed_words_are_a_note_where_they_were_written_and_untyped_ones_stay_on_paper(laid):
    table, lay = laid
    reading = reading_at(table)
    typed = MarkFactory(reading=reading, kind="words", path=[[60, 60], [90, 66]], text="ici la digue cède")
    MarkFactory(reading=reading, kind="words", path=[[160, 60], [190, 66]])

    outcome = lay(reading)

    assert (outcome.drawn, outcome.untyped) == (1, 1)
    [note] = said(table)
    assert (note.pk, note.kind, note.text) == (typed.object, "note", "ici la digue cède")


def test_a_second_photograph_adds_what_appeared_and_erases_what_was_rubbed_out(laid):
    table, lay = laid
    first = reading_at(table)
    gone, still = MarkFactory(reading=first), MarkFactory(reading=first, path=[[30, 30], [60, 30]])
    lay(first)
    second = reading_at(table, before=first)
    MarkFactory(reading=second, object=gone.object, change="disappeared")
    MarkFactory(reading=second, object=still.object, change="kept", path=still.path)
    new = MarkFactory(reading=second, change="appeared", path=[[200, 200], [220, 220]])

    outcome = lay(second)

    assert (outcome.drawn, outcome.erased) == (1, 1)
    shown = {one.pk for one in said(table) if one.erased_at is None}
    assert shown == {still.object, new.object}


def test_a_reading_is_laid_once(laid):
    table, lay = laid
    reading = reading_at(table)
    MarkFactory(reading=reading)
    lay(reading)

    with pytest.raises(ReadingLaid):
        lay(reading)

    assert said(table).count() == 1


def test_two_photographs_share_the_tracing_paper_of_their_sheet(laid):
    table, lay = laid
    before = table.overlays.count()
    for _ in range(2):
        reading = reading_at(table)
        MarkFactory(reading=reading)
        lay(reading)

    assert table.overlays.count() == before + 1


def test_a_thing_of_the_table_leads_back_to_its_paper(laid):
    table, lay = laid
    reading = reading_at(table)
    mark = MarkFactory(reading=reading)
    assert mark_behind(table.workshop.atelier, mark.object) is None

    lay(reading)

    assert mark_behind(table.workshop.atelier, mark.object) == mark
