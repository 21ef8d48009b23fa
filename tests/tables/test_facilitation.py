"""What a facilitator does in the room: phases, locks, follow-me, the wall, names; each a command, each audited."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.ateliers.commands import add_step, remove_seat
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.tables.commands import lay_overlay, set_table
from atelier.tables.desk import people_at, read_keeping
from atelier.tables.facilitation.locks import keep_to_own_work, lock_alike, open_tables
from atelier.tables.facilitation.phases import (
    NoPhase,
    begin_phase,
    end_phase,
    extend_phase,
    pause_phase,
    resume_phase,
)
from atelier.tables.facilitation.showing import (
    bring_to_wall,
    clear_wall,
    lead_view,
    move_look,
    release_view,
    show_names_of,
)
from atelier.tables.models import Table, TableOverlay, TablePhase, WallPick
from tests.factories.ateliers import SeatFactory, WorkshopFactory
from tests.factories.tables import SittingFactory

pytestmark = pytest.mark.django_db
HOUSE = System()
HERE = (1.06, 49.9, 1.1, 49.93)


@pytest.fixture
def workshop():
    workshop = WorkshopFactory()
    for title in ("Découvertes", "Blocages"):
        add_step(workshop, title=title, by=HOUSE)
    return workshop


@pytest.fixture
def tables(workshop):
    return [set_table(workshop, name=f"Table {number}", by=HOUSE) for number in (1, 2)]


@pytest.fixture
def step(workshop):
    return workshop.steps.last()


def word(table):
    return read_keeping(table.pk).word


def audited():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def clock(table):
    """(minutes left, minutes given), the way a screen counts them."""
    phase = word(table).phase
    left_ms = phase.left_ms if phase.ends_at is None else phase.ends_at - timezone.now().timestamp() * 1000
    return round(left_ms / 60_000), phase.length_ms // 60_000


def test_phase_begins_at_all_tables_with_the_overlay_of_its_step(tables, step):
    begin_phase(tables, step=step, title="", minutes=20, by=HOUSE)

    for table in tables:
        phase = word(table).phase
        assert (phase.title, clock(table)) == ("Blocages", (20, 20))
        assert TableOverlay.everywhere.get(pk=phase.overlay).step == step
        assert phase.overlay in {overlay.id for overlay in word(table).overlays}


def test_phase_is_paused_extended_and_resumed_without_losing_time(tables, step):
    begin_phase(tables, step=step, title="", minutes=20, by=HOUSE)
    pause_phase(tables, by=HOUSE)
    TablePhase.everywhere.update(began_at=timezone.now() - timedelta(hours=1))
    extend_phase(tables[:1], minutes=5, by=HOUSE)
    resume_phase(tables, by=HOUSE)

    assert [clock(table) for table in tables] == [(25, 25), (20, 20)]
    assert [verb for verb in audited() if verb.startswith("phase.")] == [
        *["phase.begun"] * 2, *["phase.paused"] * 2, "phase.extended", *["phase.resumed"] * 2,
    ]  # fmt: skip


def test_extension_counts_from_now_when_the_time_is_over(tables, step):
    begin_phase(tables, step=step, title="", minutes=1, by=HOUSE)
    TablePhase.everywhere.update(ends_at=timezone.now() - timedelta(minutes=9))

    extend_phase(tables, minutes=5, by=HOUSE)

    assert clock(tables[0]) == (5, 6)


def test_a_phase_without_limit_gets_one_when_extended(tables):
    begin_phase(tables, title="Tour de table", by=HOUSE)
    assert (word(tables[0]).phase.ends_at, word(tables[0]).phase.left_ms) == (None, None)

    extend_phase(tables, minutes=5, by=HOUSE)

    assert clock(tables[0]) == (5, 5)


def test_time_that_is_over_locks_nothing_and_the_facilitator_may(tables, step):
    begin_phase(tables, step=step, title="", minutes=1, by=HOUSE)
    TablePhase.everywhere.update(ends_at=timezone.now() - timedelta(minutes=9))
    assert not any(overlay.is_locked for overlay in word(tables[0]).overlays)

    end_phase(tables, locks=True, by=HOUSE)

    assert word(tables[0]).phase is None
    assert {overlay.name: overlay.is_locked for overlay in word(tables[1]).overlays} == {
        "Découvertes": False,
        "Blocages": True,
    }


def test_gestures_on_a_phase_are_refused_where_none_runs(tables):
    for refused in (pause_phase, resume_phase, end_phase):
        with pytest.raises(NoPhase):
            refused(tables, by=HOUSE)


def test_locks_are_for_all_tables_at_once_and_audited_where_they_change(tables):
    open_tables(tables[:1], is_open=False, by=HOUSE)
    open_tables(tables, is_open=False, by=HOUSE)
    keep_to_own_work(tables, own_work_only=True, by=HOUSE)

    assert [(word(table).is_open, word(table).own_work_only) for table in tables] == [(False, True)] * 2
    assert (audited().count("table.closed"), audited().count("table.own_work_only")) == (2, 2)


def test_sheets_alike_are_locked_by_step_or_by_name(tables):
    plain = [lay_overlay(table, name="Libre", by=HOUSE) for table in tables]

    lock_alike(tables, plain[0], is_locked=True, by=HOUSE)
    lock_alike(tables, tables[1].overlays.get(name="Blocages"), is_locked=True, by=HOUSE)

    for table in tables:
        assert {one.name for one in word(table).overlays if one.is_locked} == {"Libre", "Blocages"}


def test_maps_follow_a_seat_until_released_and_newcomers_are_told_its_last_look(tables):
    seat = SeatFactory(workshop=tables[0].workshop)
    lead_view(tables, seat, look=HERE, by=HOUSE)
    move_look(seat.pk, (1.0, 49.8, 1.2, 50.0))

    assert [(word(table).lead.seat, word(table).lead.look.west) for table in tables] == [(seat.pk, 1.0)] * 2

    release_view(tables[:1], by=HOUSE)
    assert [bool(word(table).lead) for table in tables] == [False, True]
    remove_seat(seat, by=HOUSE)
    assert word(tables[1]).lead is None


def test_the_wall_shows_one_thing_of_the_workshop_at_a_time(tables):
    bring_to_wall(tables[0], look=HERE, by=HOUSE)
    bring_to_wall(tables[1], look=HERE, by=HOUSE)

    assert [bool(word(table).wall_pick) for table in tables] == [False, True]
    assert WallPick.everywhere.count() == 1

    clear_wall(tables[0].workshop, by=HOUSE)
    clear_wall(tables[0].workshop, by=HOUSE)
    assert word(tables[1]).wall_pick is None
    assert audited().count("wall.cleared") == 1


def test_hidden_names_are_in_nothing_that_a_room_says(tables):
    SittingFactory(table=tables[0], seat=SeatFactory(workshop=tables[0].workshop, name="Jeanne"))
    show_names_of(tables[0].workshop, shows_names=False, by=HOUSE)
    table = Table.everywhere.select_related("workshop").get(pk=tables[0].pk)

    keeping = read_keeping(table.pk)

    assert keeping.word.shows_names is False
    assert [(person.name, person.college) for person in keeping.people.values()] == [("", "inhabitant")]
    assert [person.name for person in people_at(table, with_names=True).values()] == ["Jeanne"]
