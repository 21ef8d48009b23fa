"""What people send that is no good photograph of a sheet: a sentence on their telephone and for the facilitator."""

import io
import struct
import zlib
from dataclasses import replace

import numpy as np
import pillow_heif
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.jobs import do_job
from atelier.common.kinds import PDF
from atelier.common.models import Job
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.printing import print_sheet
from atelier.engines.paper.reading.known import page_print
from atelier.engines.paper.sheets import describe, plan_sheet
from atelier.sheets.jobs import _printed
from atelier.sheets.models import Photo, SheetReading
from tests.engines.paper.conftest import CENTRE, ground, order  # noqa: F401 — fixtures
from tests.factories.ateliers import MembershipFactory
from tests.factories.sheets import PhotoDoorFactory, SheetFactory, white_pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door():
    return PhotoDoorFactory()


def as_file(image, kind="JPEG", **said):
    made = io.BytesIO()
    image.save(made, kind, **said)
    return made.getvalue()


def table_top():
    return Image.fromarray(np.random.default_rng(1).integers(90, 160, (900, 1200, 3), np.uint8))


def png_of(width, height):
    """A picture that says it is this large, in a hundred bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(64))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said)) for kind, said in parts
    )


def another_map():
    page = table_top()
    code = io.BytesIO()
    segno.make("https://sketch-map.example/12345").save(code, kind="png", scale=10, border=4)
    page.paste(Image.open(code).convert("RGB"), (200, 200))
    return as_file(page)


def heic():
    pillow_heif.register_heif_opener()
    return as_file(table_top(), "HEIF", quality=40)


BAD = {
    "notes.docx": (b"PK\x03\x04 compte rendu " * 40, "Ce fichier n’est pas une image"),
    "200 mpx.png": (png_of(20_000, 10_000), "Cette image est trop grande"),
    "bomb.png": (png_of(60_000, 60_000), "Cette image est trop grande"),
    "cut.jpg": (as_file(table_top())[:40_000], "Cette image est tronquée"),
    "small.jpg": (as_file(table_top().resize((320, 240))), "Cette image fait 320"),
    "table.heic": (heic(), "On ne voit pas de feuille d’Atelier"),
    "another.jpg": (another_map(), "Le QR de cette page n’est pas"),
    "dark.jpg": (as_file(Image.new("RGB", (1200, 900), (9, 8, 8))), "La photographie est trop sombre"),
}


def sent(door, phone, files):
    """The files go through the door and the worker does its jobs; what the telephone is told, by name."""
    uploads = [SimpleUploadedFile(name, data) for name, data in files.items()]
    phone.post(f"/photos/{door.code}/", {"photos": uploads})
    for job in Job.objects.filter(state="waiting").order_by("created_at"):
        do_job.func(str(job.pk))
        job.refresh_from_db()
        assert job.state == "done", job.sentence
    told = phone.get(f"/photos/{door.code}/nouvelles.json").json()["photos"]
    return {one["name"]: one["sentences"] for one in told}


def facilitators_page(door):
    keeper = Client()
    keeper.force_login(MembershipFactory(atelier=door.workshop.atelier, role="facilitator").account)
    return keeper.get(f"/seances/{door.workshop.pk}/feuilles/").content.decode()


def test_each_bad_picture_is_answered_in_a_sentence_and_the_worker_goes_on(door):
    phone = Client()

    told = sent(door, phone, {name: data for name, (data, _) in BAD.items()})

    page = facilitators_page(door)
    for name, (_, beginning) in BAD.items():
        assert told[name][0].startswith(beginning), (name, told[name])
        assert told[name][0] in page.replace("&#x27;", "'")


def printed_in(door, sheet_id, scale, ground, order, **changed):  # noqa: F811
    """A sheet of A4 in the workshop, and its page at 8 px/mm."""
    sheet = plan_sheet(replace(order, paper=PAPERS["A4"]), CENTRE, scale, sheet_id=sheet_id)
    pdf = print_sheet(sheet, ground)
    kept = keep_bytes(pdf, name=f"{sheet_id}.pdf", kind=PDF, by=System())
    SheetFactory(workshop=door.workshop, code=sheet_id, pdf=kept, description=describe(sheet) | changed)
    return page_print(pdf)(8.0)


def test_two_sheets_an_old_legend_a_page_without_its_frame_and_a_photograph_sent_twice(door, ground, order):  # noqa: F811
    phone = Client()
    one = printed_in(door, "MARC-HE44", 20_000, ground, order)
    other = printed_in(door, "ARPE-NT49", 10_000, ground, order, legend={"key": "diagnosis", "version": 0})
    both = as_file(Image.fromarray(np.hstack([one, other])), quality=88)
    x0, y0, x1, y1 = (
        round(8 * side) for side in plan_sheet(replace(order, paper=PAPERS["A4"]), CENTRE, 20_000).layout.qr
    )
    code_alone = Image.fromarray(one[y0 - 16 : y1 + 40, x0 - 16 : x1 + 16])
    code_alone = code_alone.resize((4 * code_alone.width, 4 * code_alone.height))

    told = sent(door, phone, {"both.jpg": both, "code.jpg": as_file(code_alone)})
    again = sent(door, phone, {"both again.jpg": both})

    assert sorted(SheetReading.everywhere.values_list("label", flat=True)) == ["ARPE-NT49", "MARC-HE44"]
    words = " ".join(told["both.jpg"])
    assert "2 feuilles sont sur cette photographie" in words
    assert "ARPE-NT49 porte une légende qui a changé" in words
    assert told["code.jpg"][0].startswith("On voit le QR mais pas")
    assert again["both again.jpg"] == ["Cette photographie a déjà été lue, sous le nom both.jpg."]
    assert Photo.everywhere.filter(state="read").count() == 1


def test_a_tile_is_compared_with_its_own_page_which_comes_after_the_plan(door):
    tiles = [{"sheet_id": f"MARC-HE44/1{letter}"} for letter in "AB"]
    pdf = keep_bytes(white_pdf((100, 50), (200, 50), (300, 50)), name="tiles.pdf", kind=PDF, by=System())
    sheet = SheetFactory(workshop=door.workshop, pdf=pdf, description={"sheets": tiles})

    widths = [_printed(sheet, said)(1.0).shape[1] for said in tiles]

    assert widths == pytest.approx([200, 300], abs=1)
