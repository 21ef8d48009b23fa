"""A facilitator brings a file: looked at, then laid whole or not at all, once however often it is brought.

A large file has 20,000 features by default; FEATURES says otherwise, up to the 100,000 that a table takes.
"""

from __future__ import annotations

import json
import os
from collections import Counter

import pytest
import shapely
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.common.audit import System
from atelier.common.jobs import JobCancelled, Progress, cancel_job, do_job, start_job
from atelier.common.models import AuditEntry, Job
from atelier.contributions.models import Contribution
from atelier.engines.exchange.refusals import FileCode, ProblemCode
from atelier.engines.journal.operations import Erase
from atelier.tables.cli import import_file
from atelier.tables.commands import keeper_seat, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.exports.geojson import write_geojson
from atelier.tables.importing import jobs
from atelier.tables.importing.laying import Wish, lay_reading
from atelier.tables.importing.sentences import FILE_SENTENCES, PROBLEM_SENTENCES
from atelier.tables.importing.store import Pending, imports_folder
from atelier.tables.models import JournalEntry, Table, TableOverlay
from atelier.tables.rules import Viewer
from atelier.tables.verifying import differences
from tests.docs.pages import page
from tests.engines.exchange.files import FIELD, PATH, TREE, geojson, shapefile
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.people import AccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE, MANY = System(), int(os.environ.get("FEATURES", "20000"))
LAY = {"overlay": "new", "name": "Existant", "text": "nom", "mark": "attention", "stroke": "link", "area": "potential"}


@pytest.fixture
def table():
    return set_table(WorkshopFactory(), name="Table 1", by=HOUSE)


@pytest.fixture
def account(table):
    return MembershipFactory(atelier=table.workshop.atelier).account


@pytest.fixture
def keeper(client, account):
    client.force_login(account)
    return client


@pytest.fixture
def three(tmp_path):
    return geojson(tmp_path / "Étude.geojson", [TREE, PATH, FIELD])


def page_of(table, name, *arguments):
    return reverse(f"tables:{name}", args=[table.pk, *arguments])


def work(answer):
    """Run the job an answer leads to; the job."""
    job = Job.objects.get(pk=answer.url.strip("/").rpartition("/")[2])
    do_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def bring(client, table, path, **fields):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(page_of(table, "import"), {"file": file, **fields})


def brought(client, table, path):
    """The address of the preview of a file that was read."""
    job = work(bring(client, table, path))
    assert job.state == "done", job.sentence
    return client.get(reverse("job", args=[job.pk])).url


def drawn(table):
    return Counter(Contribution.objects.of(table.workshop.atelier_id).values_list("kind", flat=True))


def test_facilitator_sees_a_preview_then_lays_it(keeper, table, account, tmp_path):
    preview = brought(keeper, table, shapefile(tmp_path, [PATH, PATH]))
    shown = keeper.get(preview)
    assert (shown.status_code, drawn(table), shown.context["counts"]) == (200, {}, [("Trait", 2)])
    assert keeper.get(preview + "carte.svg")["Content-Type"] == "image/svg+xml"

    job = work(keeper.post(preview, {**LAY, "name": "Chemins existants"}))
    done = keeper.get(keeper.get(reverse("job", args=[job.pk])).url)

    assert done.context["outcome"].laid == 2
    said = Contribution.objects.of(table.workshop.atelier_id).first()
    assert (said.text, said.meaning_key, said.layer) == ("Chemin n° 0 des Prés-Salés", "link", "Chemins existants")
    assert (said.seat.account, said.college) == (account, "team")
    assert AuditEntry.objects.get(verb="table.imported").details["laid"] == 2
    table.refresh_from_db()
    assert differences(table) == []


def test_what_was_laid_comes_out_again_and_can_be_erased(keeper, table, three):
    work(keeper.post(brought(keeper, table, three), LAY))

    features = json.loads(write_geojson(Table.everywhere.get(), with_names=True))["features"]
    kinds = Counter(feature["geometry"]["type"] for feature in features)
    assert kinds == {"Point": 1, "LineString": 1, "Polygon": 1}
    thing = Contribution.everywhere.filter(kind="area").get()
    entered = enter_operations(table, [Erase(op=thing.pk, object=thing.pk)], seat=thing.seat)
    assert entered == []


def test_same_file_twice_lays_nothing_twice_and_says_so(keeper, table, three):
    work(keeper.post(brought(keeper, table, three), LAY))
    thing = Contribution.everywhere.filter(kind="area").get()
    enter_operations(table, [Erase(op=thing.pk, object=thing.pk)], seat=thing.seat)

    preview = brought(keeper, table, three)
    work(keeper.post(preview, {**LAY, "text": ""}))

    outcome = keeper.get(preview).context["outcome"]
    assert (outcome.laid, outcome.already, outcome.erased) == (0, 3, 1)
    assert drawn(table).total() == 3
    assert table.overlays.filter(name="Existant").count() == 1
    assert "déjà là" in keeper.get(preview).content.decode()


def test_every_problem_is_told_by_its_number(keeper, table, tmp_path):
    path = geojson(tmp_path / "a.geojson", [TREE, None, shapely.Point(2.35, 48.85)])

    text = keeper.get(brought(keeper, table, path)).content.decode()

    assert "Objet 2" in text
    assert "Sans lieu" in text
    assert "Hors de la carte de cet atelier" in text


def test_file_that_is_no_map_fails_with_its_sentence_and_is_forgotten(keeper, table, tmp_path):
    path = tmp_path / "rapport.geojson"
    path.write_bytes(b"%PDF-1.7")

    job = work(bring(keeper, table, path))

    assert (job.state, "PDF" in job.sentence) == ("failed", True)
    assert not any(imports_folder().glob(f"{table.pk}/*"))


def test_giving_up_forgets_the_file_and_lays_nothing(keeper, table, three):
    preview = brought(keeper, table, three)

    keeper.post(preview + "renoncer/")

    assert keeper.get(preview).status_code == 404
    assert drawn(table) == {}


def test_words_of_a_file_are_escaped_in_its_preview(keeper, table, tmp_path):
    evil = "</script><img src=x onerror=alert(1)>"
    feature = {
        "type": "Feature",
        "properties": {"nom": evil, evil: "a"},
        "geometry": {"type": "Point", "coordinates": [1.07, 49.9]},
    }
    path = geojson(tmp_path / "<b>a.geojson", [feature])

    text = keeper.get(brought(keeper, table, path)).content.decode()

    assert "<img src=x" not in text
    assert "<b>a" not in text


def test_only_a_known_sheet_pencil_and_attribute_are_taken(keeper, table, three):
    other = set_table(table.workshop, name="Autre", by=HOUSE)
    preview = brought(keeper, table, three)

    for wrong in ({"overlay": other.overlays.first().pk}, {"stroke": "rien"}, {"text": "rien"}, {"name": ""}):
        assert keeper.post(preview, {**LAY, **wrong}).status_code == 422
    assert drawn(table) == {}


ROLES = {"lead": 200, "facilitator": 200, "scribe": 403, "observer": 403, "seat": 403, "visitor": 404, "elsewhere": 404}


@pytest.mark.parametrize("role", ROLES)
def test_only_keepers_of_the_table_import(client, table, account, three, role):
    preview = preview_by(account, table, three)
    become(client, table, role)

    for address in (page_of(table, "import"), preview, preview + "carte.svg"):
        assert client.get(address).status_code == ROLES[role], address
    refused = 302 if ROLES[role] == 200 else ROLES[role]
    assert bring(client, table, three).status_code == refused
    assert client.post(preview, LAY).status_code == refused
    assert client.post(preview + "renoncer/").status_code == refused


def test_preview_of_another_table_is_not_seen_through_ones_own(keeper, table, three):
    preview = brought(keeper, table, three)
    other = set_table(table.workshop, name="Autre", by=HOUSE)

    assert keeper.get(preview.replace(str(table.pk), str(other.pk))).status_code == 404


def preview_by(account, table, path):
    from django.test import Client

    other = Client()
    other.force_login(account)
    return brought(other, table, path)


def become(client, table, role):
    if role == "seat":
        client.post(
            reverse("tables:join", args=[table.code]), {"name": "Zoé", "college": "inhabitant", "consent": "on"}
        )
    elif role == "elsewhere":
        client.force_login(MembershipFactory(role="facilitator").account)
    elif role != "visitor":
        client.force_login(MembershipFactory(atelier=table.workshop.atelier, role=role).account)


def test_right_that_went_before_the_work_began_lays_nothing(keeper, table, account, three):
    answer = keeper.post(brought(keeper, table, three), LAY)
    account.memberships.all().delete()

    job = work(answer)

    assert (job.state, drawn(table)) == ("failed", {})


def test_stopped_before_it_is_written_nothing_is(keeper, table, three, monkeypatch):
    answer = keeper.post(brought(keeper, table, three), LAY)
    opened = Pending.reading

    def opened_then_stopped(pending):
        cancel_job(Job.objects.get(pk=answer.url.strip("/").rpartition("/")[2]))
        return opened(pending)

    monkeypatch.setattr(Pending, "reading", opened_then_stopped)
    job = work(answer)

    assert (job.state, drawn(table), JournalEntry.everywhere.count()) == ("cancelled", {}, 0)
    assert not table.overlays.filter(name="Existant").exists()


def test_failure_in_the_middle_writes_nothing(keeper, table, three, monkeypatch):
    answer = keeper.post(brought(keeper, table, three), LAY)
    monkeypatch.setattr("atelier.tables.journal.publish", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        work(answer)

    table.refresh_from_db()
    assert (JournalEntry.everywhere.count(), table.last_seq) == (0, 0)
    assert not TableOverlay.everywhere.filter(name="Existant").exists()


def test_reading_stops_when_asked(table, three):
    job = start_job("a.b", "Lecture")
    cancel_job(job)

    with pytest.raises(JobCancelled):
        jobs.read_for(table, three, name="a", progress=Progress(job))


def test_many_features_are_read_and_laid(table, account, tmp_path):
    path = geojson(
        tmp_path / "beaucoup.geojson", [shapely.Point(1 + n % 400 / 4000, 49.9 + n // 400 / 4000) for n in range(MANY)]
    )
    seat = keeper_seat(table, Viewer(account=AccountFactory()))

    reading = jobs.read_for(table, path, name="beaucoup")
    picture, shown = jobs.picture_of(table, reading)
    outcome = lay_reading(table, reading, Wish(None, "Beaucoup", {"mark": "attention"}, "nom"), seat=seat)

    assert (outcome.laid, JournalEntry.everywhere.count(), drawn(table)) == (MANY, MANY, {"mark": MANY})
    assert (len(picture) < 2_000_000, shown <= 6_000) == (True, True)


def test_command_line_lays_the_same_and_a_dry_run_nothing(table, three, capsys):
    run = CliRunner().invoke
    arguments = [table.code, str(three), "--overlay", "Existant", "--pencil", "link"]

    dry = run(import_file, [*arguments, "--dry-run"])
    first = run(import_file, arguments)
    second = run(import_file, arguments)

    assert (dry.exit_code, "Nothing was laid" in dry.output) == (0, True)
    assert "3 laid on Existant; 0 already there" in first.output
    assert "0 laid on Existant; 3 already there" in second.output
    assert Contribution.everywhere.get(kind="stroke").meaning_key == "link"


@pytest.mark.parametrize(("more", "said"), [(["--pencil", "rien"], "rien"), (["--crs", "EPSG:0"], "projection")])
def test_command_line_says_what_is_wrong(table, three, more, said):
    done = CliRunner().invoke(import_file, [table.code, str(three), "--overlay", "A", *more])

    assert (done.exit_code, said in done.output) == (1, True)


def test_every_code_has_a_sentence_and_its_line_in_the_reference():
    text = page("reference/imports.md")

    assert set(FILE_SENTENCES) == set(FileCode)
    assert set(PROBLEM_SENTENCES) == set(ProblemCode)
    assert [code for code in [*FileCode, *ProblemCode] if f"| `{code}`" not in text] == []


def test_imports_nobody_laid_go_after_two_days(table):
    import os

    old = Pending.start(table.pk, [b"a"])
    os.utime(old.folder, (0, 0))

    Pending.start(table.pk, [b"b"])

    assert not old.folder.exists()
