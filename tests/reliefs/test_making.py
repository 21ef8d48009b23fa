"""Each kind made by the job that the page starts, on the real ground of Dieppe."""

import json
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

import pytest

from atelier.common.files import path_of, read_file
from atelier.common.job_words import read
from atelier.common.jobs import do_job, start_job
from atelier.reliefs.commands import delete_relief
from atelier.reliefs.enums import FileRole
from atelier.reliefs.models import Relief, ReliefFile
from tests.factories.ateliers import SeatFactory
from tests.factories.reliefs import ReliefFactory, wish_for
from tests.factories.tables import TableFactory
from tests.reliefs.drawing import draw, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_ground")]
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}label"
ENDINGS = {
    "block": {".svg", ".pdf", ".png", ".zip"},
    "model": {".stl"},
    "kit": {".svg", ".pdf", ".zip"},
    "shade": {".tif", ".png", ".zip"},
    "contours": {".geojson"},
}


class Nobody:
    author_ref = "system"


def made(relief):
    """What the worker does; the relief as it is afterwards."""
    job = start_job("atelier.reliefs.jobs.relief_job", "x", relief=str(relief.pk), lang="fr", back_url="", next_url="")
    do_job.func(str(job.pk))
    job.refresh_from_db()
    return Relief.everywhere.get(pk=relief.pk), job


def kept(relief):
    return list(ReliefFile.everywhere.filter(relief=relief).select_related("file"))


@pytest.mark.parametrize("kind", sorted(ENDINGS))
def test_every_kind_is_made_and_its_files_are_kept_with_a_picture(kind):
    relief, job = made(ReliefFactory(kind=kind, made_at=None))

    files = kept(relief)
    pictures = [one for one in files if one.role == FileRole.PICTURE]
    assert (job.state, relief.failure) == ("done", "")
    assert relief.made_at is not None
    assert len(pictures) == 1
    assert {"." + one.file.name.rsplit(".", 1)[1] for one in files if one not in pictures} == ENDINGS[kind]
    assert all(read_file(one.file) for one in files)


def test_archive_holds_every_part_under_its_name():
    relief, _job = made(ReliefFactory(kind="kit", made_at=None))

    files = kept(relief)
    parts = {one.file.name for one in files if one.role == FileRole.PART}
    whole = next(one for one in files if one.role == FileRole.WHOLE)
    assert set(zipfile.ZipFile(BytesIO(read_file(whole.file))).namelist()) == parts
    assert any(name.endswith("-notice.pdf") for name in parts)
    assert "couches" in read(relief.summary)


def test_block_carries_layers_and_the_drawings_of_the_table_in_their_colour():
    table = TableFactory(workshop__atelier__site="dieppe")
    seat = SeatFactory(workshop=table.workshop)
    draw(table, seat, line((1.06, 49.90), (1.10, 49.91)), meaning="Lien à créer", color="#2f8a52")
    wish = wish_for("block", layers=["streams"], tables=[str(table.pk)])
    relief, _job = made(ReliefFactory(atelier=table.workshop.atelier, wish=wish, made_at=None))

    svg = next(one for one in kept(relief) if one.file.name.endswith(".svg"))
    root = ET.fromstring(read_file(svg.file))
    groups = {group.get(INKSCAPE): group for group in root.iter() if group.get(INKSCAPE)}
    drawn = ET.tostring(groups["overlay:Lien à créer"]).decode()
    assert "overlay:Rivières et ruisseaux" in groups
    assert "#2f8a52" in drawn


def test_contours_stand_at_multiples_of_the_interval_within_the_rectangle():
    relief, _job = made(ReliefFactory(kind="contours", made_at=None))

    (only,) = [one for one in kept(relief) if one.role == FileRole.PART]
    lines = json.loads(read_file(only.file))["features"]
    assert lines
    assert {line["properties"]["altitude"] % 20 for line in lines} == {0}


def test_what_cannot_be_made_says_why_on_its_page_and_keeps_what_it_had():
    relief, _job = made(ReliefFactory(made_at=None))
    before = {one.file.sha256 for one in kept(relief)}
    Relief.everywhere.filter(pk=relief.pk).update(wish=wish_for("block", bounds=[5.0, 45.0, 5.1, 45.1]))

    relief, job = made(relief)

    assert job.state == "failed"
    assert "Déplacez-le" in read(relief.failure)
    assert {one.file.sha256 for one in kept(relief)} == before


def test_wish_of_a_later_format_is_refused_in_a_sentence():
    relief, job = made(ReliefFactory(wish=wish_for("block", format=99), made_at=None))

    assert job.state == "failed"
    assert "version plus récente" in read(relief.failure)


def test_made_again_replaces_the_files_and_deleted_leaves_nothing(django_capture_on_commit_callbacks):
    relief, _job = made(ReliefFactory(kind="contours", made_at=None))
    Relief.everywhere.filter(pk=relief.pk).update(wish=wish_for("contours", choices={"interval": 50.0}))
    old = {path_of(one.file.sha256) for one in kept(relief) if one.role == FileRole.PART}

    with django_capture_on_commit_callbacks(execute=True):
        relief, _job = made(relief)
    now = {path_of(one.file.sha256) for one in kept(relief)}
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in now)

    with django_capture_on_commit_callbacks(execute=True):
        delete_relief(relief, by=Nobody())
    assert not any(path.exists() for path in now)
    assert not Relief.everywhere.filter(pk=relief.pk).exists()
