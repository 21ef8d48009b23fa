import json
from uuid import UUID, uuid4

import pytest

from atelier.common.audit import System
from atelier.contributions.models import Contribution
from atelier.engines.journal.operations import Cut, Draw, Edit, Erase, Piece
from atelier.tables.commands import change_meaning
from atelier.tables.entering import enter_operations
from atelier.tables.exports.csv_file import write_csv
from atelier.tables.exports.geojson import write_geojson
from atelier.tables.journal import entries_after, load_state, packed_snapshot
from atelier.tables.models import Table, TableSnapshot
from atelier.tables.verifying import differences
from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory

pytestmark = pytest.mark.django_db
LINE = [10_775_000, 499_230_000, 9_000, 4_000]


def stroke(table, **fields):
    overlay = table.overlays.first().pk
    new = {"shape": "stroke", "overlay": overlay, "pencil": "blockage", "trace": LINE, **fields}
    return Draw(op=uuid4(), object=uuid4(), **new)


def enter(sitting, *operations):
    refused = enter_operations(sitting.table, operations, seat=sitting.seat)
    sitting.table.refresh_from_db()
    return refused


def test_a_stroke_becomes_a_contribution_with_its_meaning_author_and_place(sitting):
    drawn = stroke(sitting.table, text="Le chemin")

    assert enter(sitting, drawn) == []

    said = Contribution.objects.of(sitting.table.workshop.atelier).get()
    assert (said.pk, said.meaning, said.text, said.seat, said.college, said.layer) == (
        drawn.object, "Blocage", "Le chemin", sitting.seat, "inhabitant", "Premier calque",
    )  # fmt: skip
    assert (said.west, said.north) == (1.0775, 49.9234)


def test_the_eraser_keeps_the_stroke_and_the_pieces_know_their_parent(sitting):
    drawn = stroke(sitting.table)
    piece = Piece(object=uuid4(), trace=LINE)

    enter(sitting, drawn, Cut(op=uuid4(), object=drawn.object, pieces=[piece]))

    rows = Contribution.objects.of(sitting.table.workshop.atelier_id)
    assert rows.get(pk=drawn.object).erased_at
    assert rows.get(pk=piece.object).parent == drawn.object


def test_operations_enter_once_and_numbers_have_no_gap(sitting):
    drawn = stroke(sitting.table)

    enter(sitting, drawn)
    enter(sitting, drawn, Erase(op=uuid4(), object=drawn.object))

    assert [entry.seq for entry in entries_after(sitting.table.pk, 0)] == [1, 2]
    assert sitting.table.last_seq == 2


def test_what_may_not_enter_is_told_and_the_rest_enters(sitting):
    good, bad = stroke(sitting.table), Edit(op=uuid4(), object=UUID(int=1), text="?")

    assert [(operation, str(code)) for operation, code in enter(sitting, bad, good)] == [(bad, "unknown_object")]
    assert good.object in load_state(sitting.table).things


def test_the_state_from_a_snapshot_is_the_state_from_the_journal(sitting):
    enter(sitting, stroke(sitting.table))
    packed_snapshot(sitting.table)
    TableSnapshot.everywhere.update(seq=1)
    enter(sitting, stroke(sitting.table))

    assert load_state(sitting.table).seq == 2
    assert differences(sitting.table) == []


def test_a_table_restored_from_a_backup_starts_from_its_journal_again(sitting):
    enter(sitting, stroke(sitting.table))
    packed_snapshot(sitting.table)
    Table.everywhere.update(epoch=uuid4())
    sitting.table.refresh_from_db()

    assert load_state(sitting.table).seq == 1


def test_an_object_of_another_table_is_never_overwritten(sitting):
    other = SittingFactory()
    PencilFactory(table=other.table)
    OverlayFactory(table=other.table)
    drawn = stroke(sitting.table, text="À moi")
    enter(sitting, drawn)
    stolen = stroke(other.table, text="Vandale")
    forged = Draw(**{name: getattr(stolen, name) for name in stolen.__struct_fields__} | {"object": drawn.object})

    enter(other, forged, stroke(other.table))

    assert Contribution.objects.of(sitting.table.workshop.atelier).get().text == "À moi"
    assert Contribution.objects.of(other.table.workshop.atelier).count() == 1
    assert differences(sitting.table) == differences(other.table) == []


def test_verify_tells_a_contribution_that_was_tampered_with(sitting):
    enter(sitting, stroke(sitting.table))
    Contribution.everywhere.update(text="autre chose")

    assert len(differences(sitting.table)) == 1


def test_geojson_says_who_when_which_college_and_pencil(sitting):
    enter(
        sitting, stroke(sitting.table, text="Le chemin"), stroke(sitting.table, shape="note", trace=[], text="Partout")
    )

    features = json.loads(write_geojson(sitting.table, with_names=True))["features"]

    by_text = {feature["properties"]["texte"]: feature for feature in features}  # both were said in one millisecond
    said = by_text["Le chemin"]["properties"]
    assert (said["auteur"], said["legende"], said["college"]) == ("Jeanne", "Blocage", "Habitants et usagers")
    assert said["dit_le"][:2] == "20"
    assert by_text["Partout"]["geometry"] is None
    assert said["longueur_m"] == pytest.approx(78.4, abs=1)


def test_new_words_of_a_pencil_reach_what_was_drawn_with_it(sitting):
    enter(sitting, stroke(sitting.table))

    change_meaning(sitting.table.pencils.get(), meaning="Verrou", by=System())

    assert Contribution.objects.of(sitting.table.workshop.atelier).get().meaning == "Verrou"


def test_csv_disarms_formulas_typed_at_a_table(sitting):
    enter(sitting, stroke(sitting.table, text='=HYPERLINK("http://x")'))

    assert "'=HYPERLINK" in write_csv(sitting.table, with_names=True).decode("utf-8-sig")
