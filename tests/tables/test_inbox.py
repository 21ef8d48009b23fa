"""What a facilitator decides about notes that wait: once, traced, and nothing lost."""

import json
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.ateliers.viewer import Viewer
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.contributions.models import Contribution
from atelier.engines.journal.operations import Draw, Edit, Erase, Restore
from atelier.tables.commands import open_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.inbox import (
    HeldWork,
    NoteDecided,
    NoteUnfit,
    NoteWithdrawn,
    ReasonMissing,
    accept_note,
    hold,
    let_all_notes_wait,
    set_note_aside,
)
from atelier.tables.journal import Behind, entries_after, load_state
from atelier.tables.models import HeldOperation, Table
from atelier.tables.verifying import differences
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.tables import SittingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE = System()
AT = 1_795_000_000_000


@pytest.fixture
def table():
    return set_table(WorkshopFactory(), name="Table 1", by=HOUSE)


@pytest.fixture
def seat(table):
    return SittingFactory(table=table).seat


def keeper_of(table, name="Camille"):
    return Viewer(MembershipFactory(atelier=table.workshop.atelier, account__name=name).account)


def written(table, text="Le marché", **fields):
    new = {"shape": "note", "overlay": table.overlays.first().pk, "pencil": "word", "trace": [], "text": text, **fields}
    return Draw(op=uuid4(), object=uuid4(), **new)


def held(table, seat, *operations, at=AT):
    hold(table.pk, [HeldWork(one.op, seat.pk, at, one) for one in operations])
    return operations[0].op


def texts(table):
    return [thing.text for thing in load_state(Table.everywhere.get(pk=table.pk)).visible()]


def test_an_accepted_note_enters_with_its_own_identifier_author_and_hour(table, seat):
    note = written(table)
    op = held(table, seat, note)

    accept_note(table, op, by=keeper_of(table))

    [entry] = entries_after(table.pk, 0)
    assert (entry.operation, entry.seat, entry.at) == (note, seat.pk, AT)
    said = Contribution.objects.of(table.workshop.atelier).get()
    assert (said.text, said.seat, said.said_by) == ("Le marché", seat, seat)
    assert differences(Table.everywhere.get(pk=table.pk)) == []


def test_a_note_edited_while_it_waits_enters_whole(table, seat):
    note = written(table)
    op = held(table, seat, note)
    held(table, seat, Edit(op=uuid4(), object=note.object, text="Le marché couvert"))

    accept_note(table, op, by=keeper_of(table))

    assert texts(table) == ["Le marché couvert"]
    assert len(entries_after(table.pk, 0)) == 2


def test_a_note_accepted_twice_enters_once(table, seat):
    op = held(table, seat, written(table))

    for _ in range(2):
        accept_note(table, op, by=keeper_of(table))

    assert len(entries_after(table.pk, 0)) == 1
    assert AuditEntry.objects.filter(verb="note.accepted").count() == 1


def test_the_second_facilitator_hears_what_the_first_decided(table, seat):
    let_in, put_away = held(table, seat, written(table)), held(table, seat, written(table))
    first, second = keeper_of(table, "Camille"), keeper_of(table, "Dominique")

    accept_note(table, let_in, by=first)
    set_note_aside(table, put_away, reason="Hors sujet", by=first)

    with pytest.raises(NoteDecided) as refused:
        set_note_aside(table, let_in, reason="Hors sujet", by=second)
    assert "Camille" in refused.value.sentence
    with pytest.raises(NoteDecided):
        accept_note(table, put_away, by=second)
    assert len(texts(table)) == 1


def test_a_note_set_aside_keeps_its_words_its_reason_and_may_be_taken_back(table, seat):
    op = held(table, seat, written(table))
    camille = keeper_of(table)

    set_note_aside(table, op, reason=" Nomme un voisin ", by=camille)

    row = HeldOperation.objects.of(table.workshop.atelier).get()
    assert (row.fate, row.reason, row.decided_by) == ("set_aside", "Nomme un voisin", camille.account)
    trace = AuditEntry.objects.get(verb="note.set_aside")
    assert (trace.author, trace.details["reason"]) == (camille.author_ref, "Nomme un voisin")
    assert texts(table) == []
    accept_note(table, op, by=camille, seen="set_aside")
    assert texts(table) == ["Le marché"]


def test_setting_aside_needs_a_reason(table, seat):
    op = held(table, seat, written(table))

    with pytest.raises(ReasonMissing):
        set_note_aside(table, op, reason="  ", by=keeper_of(table))


def test_a_withdrawn_note_does_not_enter_until_its_author_takes_it_back(table, seat):
    note = written(table)
    op = held(table, seat, note, Erase(op=uuid4(), object=note.object))

    with pytest.raises(NoteWithdrawn):
        accept_note(table, op, by=keeper_of(table))
    held(table, seat, Restore(op=uuid4(), object=note.object))
    accept_note(table, op, by=keeper_of(table))

    assert texts(table) == ["Le marché"]


def test_a_note_written_before_the_table_closed_enters_after(table, seat):
    before = round(timezone.now().timestamp() * 1000) - 1000
    op = held(table, seat, written(table), at=before)
    open_table(table, is_open=False, by=HOUSE)

    accept_note(table, op, by=keeper_of(table))

    assert texts(table) == ["Le marché"]


def test_a_note_that_fits_no_more_stays_where_it_is(table, seat):
    op = held(table, seat, written(table))
    table.pencils.filter(key="word").delete()

    with pytest.raises(NoteUnfit):
        accept_note(table, op, by=keeper_of(table))

    assert HeldOperation.objects.of(table.workshop.atelier).get().fate == "waiting"


def test_a_change_of_a_note_just_decided_is_not_kept_without_its_note(table, seat):
    note = written(table)
    set_note_aside(table, held(table, seat, note), reason="Hors sujet", by=keeper_of(table))

    with pytest.raises(Behind):
        held(table, seat, Edit(op=uuid4(), object=note.object, text="Autre chose"))


def test_a_change_of_what_is_on_the_table_waits_and_enters(table, seat):
    note = written(table)
    enter_operations(table, [note], seat=seat)
    op = held(table, seat, Edit(op=uuid4(), object=note.object, text="Autre chose"))

    assert texts(table) == ["Le marché"]
    accept_note(table, op, by=keeper_of(table))

    assert texts(table) == ["Autre chose"]


def test_all_the_tables_of_a_workshop_wait_together(table):
    other = set_table(table.workshop, name="Table 2", by=HOUSE)

    let_all_notes_wait(table.workshop, waits=True, by=HOUSE)

    assert set(Table.everywhere.filter(pk__in=[table.pk, other.pk]).values_list("notes_wait", flat=True)) == {True}
    assert AuditEntry.objects.filter(verb="table.notes_wait").count() == 2


def test_the_inbox_page_decides_without_a_script(client, table, seat):
    op = held(table, seat, written(table, "Le <b>port</b>"))
    client.force_login(keeper_of(table).account)
    url = reverse("tables:inbox", args=[table.pk])

    page = client.get(url).content.decode()
    answer = client.post(reverse("tables:inbox_decide", args=[table.pk]), {"op": op, "decision": "accept"}, follow=True)

    assert "Le &lt;b&gt;port&lt;/b&gt;" in page
    assert answer.redirect_chain == [(url, 302)]
    assert texts(table) == ["Le <b>port</b>"]


@pytest.mark.parametrize("who", ["participant", "observer", "stranger"])
@pytest.mark.parametrize(("name", "method"), [("inbox", "get"), ("inbox_decide", "post"), ("notes_wait", "post")])
def test_the_inbox_is_for_facilitators(client, table, seat, who, name, method):
    op = held(table, seat, written(table))
    if who == "observer":
        client.force_login(MembershipFactory(atelier=table.workshop.atelier, role="observer").account)
    if who == "participant":
        session = client.session
        session["seats"] = {str(table.workshop_id): seat.pk}
        session.save()
    words = {"op": op, "decision": "accept", "waits": "yes"}

    answer = getattr(client, method)(reverse(f"tables:{name}", args=[table.pk]), words)

    assert answer.status_code == (404 if who == "stranger" else 403)
    assert texts(table) == []
    assert not Table.everywhere.get(pk=table.pk).notes_wait


def test_a_note_that_waits_is_in_no_file_and_no_answer_of_the_table(client, table, seat):
    held(table, seat, written(table, "SECRETMARCHE"))
    client.force_login(MembershipFactory(atelier=table.workshop.atelier, role="observer").account)
    base, slug = f"/tables/{table.pk}/", table.workshop.atelier.slug

    for path in (
        base, f"{base}etat.json", f"{base}export/csv/", f"{base}export/geojson/", f"/seances/{table.workshop_id}/mur/",
        f"/seances/{table.workshop_id}/mur/?lecture=oui", f"/ogc/{slug}/collections/{table.code}-sans-lieu/items",
    ):  # fmt: skip
        answer = client.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, path
        assert b"SECRETMARCHE" not in body, path


def test_a_note_of_another_table_is_not_found(table, seat):
    op = held(table, seat, written(table))
    elsewhere = set_table(WorkshopFactory(), name="Ailleurs", by=HOUSE)

    from atelier.common.errors import NotSeen

    with pytest.raises(NotSeen):
        accept_note(elsewhere, op, by=keeper_of(elsewhere))


def test_the_screen_is_answered_in_json(client, table, seat):
    op = held(table, seat, written(table))
    client.force_login(keeper_of(table).account)
    url = reverse("tables:inbox_decide", args=[table.pk])

    empty = client.post(url, {"op": op, "decision": "aside"}, headers={"Accept": "application/json"})
    done = client.post(url, {"op": op, "decision": "accept"}, headers={"Accept": "application/json"})

    assert (empty.status_code, json.loads(empty.content)["code"]) == (422, "reason_missing")
    assert (done.status_code, json.loads(done.content)) == (200, {})
    assert isinstance(op, UUID)
