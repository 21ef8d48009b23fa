"""Scribes write for the table and for people without a screen; whose words they are stays with them everywhere."""

from __future__ import annotations

import csv
import io
import json
from uuid import uuid4

import pytest
from django.urls import reverse

from atelier.ateliers.models import Seat
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.contributions.models import Contribution
from atelier.engines.journal.operations import Cut, Draw, Piece
from atelier.tables.commands import set_table
from atelier.tables.entering import Hand, enter_by
from atelier.tables.exports.csv_file import write_csv
from atelier.tables.exports.geojson import write_geojson
from atelier.tables.models import Sitting, Table
from atelier.tables.scribes import ConsentMissing, consent_words, name_scribe, seat_voice
from atelier.tables.verifying import differences
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.tables import SittingFactory
from tests.tables.test_entering import LINE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE = System()
ODETTE = {"name": "Odette", "college": "inhabitant"}


@pytest.fixture
def table():
    return set_table(WorkshopFactory(), name="Table 1", by=HOUSE)


@pytest.fixture
def jeanne(table):
    return SittingFactory(table=table, seat__college="team", is_scribe=True).seat


def captured(table, scribe, *, said_by, **fields):
    new = {"shape": "stroke", "overlay": table.overlays.first().pk, "pencil": "memory", "trace": LINE, **fields}
    drawing = Draw(op=uuid4(), object=uuid4(), said_by=said_by, **new)
    return drawing, enter_by(Hand(scribe, may_capture=True), table, [drawing])


def rows(table, *, with_names=True):
    text = write_csv(Table.everywhere.get(pk=table.pk), with_names=with_names).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def origin(row):
    return {name: row[name] for name in ("auteur", "college", "dit_pour", "note_par", "accord")}


def test_a_voice_is_seated_with_the_words_hour_and_witness_of_its_consent(table, jeanne):
    odette = seat_voice(table, **ODETTE, consents=True, scribe=jeanne)

    assert (odette.name, odette.is_voice, odette.opened_by, odette.consent_words) == (
        "Odette", True, jeanne, consent_words(),
    )  # fmt: skip
    assert odette.consented_at
    trace = AuditEntry.objects.get(verb="seat.opened_for")
    assert (trace.author, trace.details["consent_words"]) == (jeanne.author_ref, consent_words())


def test_without_consent_nobody_is_named(table, jeanne):
    with pytest.raises(ConsentMissing):
        seat_voice(table, **ODETTE, consents=False, scribe=jeanne)

    assert not Seat.everywhere.filter(name="Odette").exists()


def test_two_scribes_write_for_the_same_person(table, jeanne):
    paul = SittingFactory(table=table, seat__name="Paul", is_scribe=True).seat

    first = seat_voice(table, **ODETTE, consents=True, scribe=jeanne)
    again = seat_voice(table, name=" odette ", college="inhabitant", consents=True, scribe=paul)
    other = seat_voice(table, name="Odette", college="elected", consents=True, scribe=paul)

    assert first == again
    assert first != other


def test_what_was_said_keeps_its_origin_in_the_contribution_and_the_files(table, jeanne):
    odette = seat_voice(table, **ODETTE, consents=True, scribe=jeanne)
    for said_by in (odette.pk, 0, None):
        assert captured(table, jeanne, said_by=said_by)[1] == []

    for_her, for_all, own = rows(table)
    assert origin(for_her) == {
        "auteur": "Odette", "college": "Habitants et usagers", "dit_pour": "une personne",
        "note_par": "Jeanne", "accord": "de vive voix",
    }  # fmt: skip
    assert origin(for_all) == {"auteur": "", "college": "", "dit_pour": "la table", "note_par": "Jeanne", "accord": ""}
    assert (own["auteur"], own["dit_pour"], own["note_par"], own["accord"]) == ("Jeanne", "soi-même", "", "à l’écran")
    features = json.loads(write_geojson(Table.everywhere.get(pk=table.pk), with_names=True))["features"]
    assert origin(features[0]["properties"]) == origin(for_her)
    said = Contribution.objects.of(table.workshop.atelier).get(said_by=odette)
    assert (said.seat, said.college, said.is_captured) == (jeanne, "inhabitant", True)
    assert differences(Table.everywhere.get(pk=table.pk)) == []


def test_without_names_the_files_say_the_college_and_neither_who_spoke_nor_who_wrote(table, jeanne):
    odette = seat_voice(table, **ODETTE, consents=True, scribe=jeanne)
    captured(table, jeanne, said_by=odette.pk)

    [row] = rows(table, with_names=False)
    assert origin(row) == {
        "auteur": "", "college": "Habitants et usagers", "dit_pour": "une personne",
        "note_par": "", "accord": "de vive voix",
    }  # fmt: skip
    assert not {"Odette", "Jeanne"} & set(row.values())


def test_pieces_of_a_cut_keep_whose_words_they_are(table, jeanne):
    odette = seat_voice(table, **ODETTE, consents=True, scribe=jeanne)
    drawing, _ = captured(table, jeanne, said_by=odette.pk)
    table.refresh_from_db()

    enter_by(Hand(jeanne), table, [Cut(op=uuid4(), object=drawing.object, pieces=[Piece(object=uuid4(), trace=LINE)])])

    assert [row["auteur"] for row in rows(table)] == ["Odette"]


def test_ogc_answers_find_her_words_under_her_name(client, table, jeanne):
    odette = seat_voice(table, **ODETTE, consents=True, scribe=jeanne)
    captured(table, jeanne, said_by=odette.pk)
    captured(table, jeanne, said_by=None)
    client.force_login(MembershipFactory(atelier=table.workshop.atelier, role="observer").account)
    items = f"/ogc/{table.workshop.atelier.slug}/collections/{table.code}-traits/items"

    [feature] = client.get(items, {"auteur": "Odette"}).json()["features"]

    assert origin(feature["properties"])["note_par"] == "Jeanne"


def test_a_facilitator_names_scribes_and_ends_them(client, table):
    seat = SittingFactory(table=table).seat
    client.force_login(MembershipFactory(atelier=table.workshop.atelier).account)
    url = reverse("tables:scribe", args=[table.pk, seat.pk])

    for wish, expected in (("yes", True), ("no", False)):
        client.post(url, {"is_scribe": wish})
        assert Sitting.everywhere.get(table=table, seat=seat).is_scribe is expected

    verbs = AuditEntry.objects.filter(verb__startswith="seat.scribe").values_list("verb", flat=True)
    assert sorted(verbs) == ["seat.scribe_ended", "seat.scribe_named"]


@pytest.mark.parametrize(("is_scribe", "consent", "status"), [(True, "on", 201), (True, "", 422), (False, "on", 403)])
def test_the_screen_seats_a_voice_for_scribes_only_and_with_consent_only(client, table, is_scribe, consent, status):
    seat = SittingFactory(table=table, is_scribe=is_scribe).seat
    session = client.session
    session["seats"] = {str(table.workshop_id): seat.pk}
    session.save()
    url = reverse("tables:voices", args=[table.pk])

    answer = client.post(url, {**ODETTE, "consent": consent}, headers={"Accept": "application/json"})

    assert answer.status_code == status
    assert Seat.everywhere.filter(name="Odette").exists() is (status == 201)


def test_the_facilitators_page_says_who_has_no_screen_and_who_heard_them(client, table, jeanne):
    seat_voice(table, **ODETTE, consents=True, scribe=jeanne)
    name_scribe(table, jeanne, is_scribe=True, by=HOUSE)
    client.force_login(MembershipFactory(atelier=table.workshop.atelier).account)

    page = client.get(reverse("tables:manage", args=[table.pk])).content.decode()

    assert "sans écran" in page
    assert "devant Jeanne" in page


@pytest.mark.parametrize("is_scribe", [True, False])
def test_the_tables_screen_leads_its_scribes_alone_to_the_passage_board(client, table, is_scribe):
    seat = SittingFactory(table=table, is_scribe=is_scribe).seat
    session = client.session
    session["seats"] = {str(table.workshop_id): seat.pk}
    session.save()
    board = reverse("synthesis:board", args=[table.workshop.atelier.slug, table.workshop_id])

    page = client.get(reverse("tables:table", args=[table.pk])).content.decode()

    assert (board in page) is is_scribe
    assert (client.get(board).status_code == 200) is is_scribe
