"""From a sheet that is asked for to what was drawn on it lying on the table: every step through its page."""

from dataclasses import replace

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from atelier.common.audit import System
from atelier.common.files import read_file
from atelier.common.jobs import do_job
from atelier.common.models import Job
from atelier.contributions.models import Contribution
from atelier.engines.paper.reading.known import page_print
from atelier.sheets.models import Photo, Sheet, SheetReading
from atelier.tables.commands import set_table
from tests.engines.paper.photographs import SCALE, SHOTS, draw_marks, photograph
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.sheets import PhotoDoorFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("dieppe_package")]


def do_jobs():
    for job in Job.objects.filter(state="waiting").order_by("created_at"):
        do_job.func(str(job.pk))
        job.refresh_from_db()
        assert job.state == "done", job.sentence


WISH = {"title": "Vallée de l’Arques", "subtitle": "", "place": "", "scale": "30000", "centre": "1.09,49.91",
        "paper_name": "A4", "style": "pale", "legend_key": "diagnosis", "tiles": "", "votes": ""}  # fmt: skip


def facilitated_table():
    workshop = WorkshopFactory(atelier__site="dieppe")
    table = set_table(workshop, name="Table 3", by=System())
    keeper = Client()
    keeper.force_login(MembershipFactory(atelier=workshop.atelier, role="facilitator").account)
    return workshop, table, keeper


def test_a_sheet_goes_from_the_printer_to_the_table():
    workshop, table, keeper = facilitated_table()
    wish = WISH | {"tables": [str(table.pk)]}

    answer = keeper.post(f"/seances/{workshop.pk}/feuilles/nouvelles/", wish)
    assert answer.status_code == 302, answer.context["form"].errors
    do_jobs()
    sheet = Sheet.everywhere.get()
    assert (sheet.state, sheet.table) == ("printed", table)
    assert keeper.get(f"/feuilles/{sheet.pk}/feuille.pdf").content == read_file(sheet.pdf)

    phone, door = Client(), PhotoDoorFactory(workshop=workshop)
    [said] = sheet.descriptions
    data = drawn_and_photographed(page_print(read_file(sheet.pdf)), said)
    phone.post(f"/photos/{door.code}/", {"photos": [SimpleUploadedFile("IMG_7.jpg", data)]})
    do_jobs()
    [told] = phone.get(f"/photos/{door.code}/nouvelles.json").json()["photos"]
    assert told["sentences"] == [f"Feuille {sheet.code}\u00a0: marques lues, 2."]
    photo, reading = Photo.everywhere.get(), SheetReading.everywhere.get()
    assert photo.original is None
    assert (reading.sheet, reading.table) == (sheet, table)

    page = keeper.get(f"/lectures/{reading.pk}/")
    assert [one.meaning for one in page.context["kept"]] == ["lieu à repenser", "Ressource, atout"]
    dot, line = reading.marks.all()
    keeper.post(f"/lectures/{reading.pk}/marques/{line.pk}/",
                {"do": "change", "version": 0, "kind": "line", "pen": 3, "text": "sente à rouvrir"})  # fmt: skip
    keeper.post(f"/lectures/{reading.pk}/poser/", {"table": str(table.pk)})

    things = {one.pk: one for one in Contribution.objects.of(workshop.atelier).filter(origin_ref=str(table.pk))}
    assert things.keys() == {dot.object, line.object}
    assert (things[line.object].meaning, things[line.object].text) == ("Lien à créer", "sente à rouvrir")
    assert SheetReading.everywhere.get().state == "laid"

    phone.post(f"/photos/{door.code}/", {"photos": [SimpleUploadedFile("IMG_7 copie.jpg", data)]})
    do_jobs()
    assert Photo.everywhere.get(name="IMG_7 copie.jpg").refusal == "already_read"


def drawn_and_photographed(printed, said):
    """A red dot and a green line, in the middle of the map."""
    pens = [pen["hex"] for pen in said["pens"]]
    hand = draw_marks(printed(SCALE), pens, said["map_frame_mm"], seed=1, count=0)
    x0, y0, x1, y1 = said["map_frame_mm"]
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    hand._dot(0, middle, 4)
    hand._line(1, middle + np.array([0, 30]), 25)
    data, _camera = photograph(hand.raster, tuple(said["page_mm"]), replace(SHOTS["easy"], pixels=2600))
    return data
