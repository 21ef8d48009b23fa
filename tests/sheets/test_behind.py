"""At the table: the paper a mark comes from. At the printer: every sheet at once."""

import datetime as dt
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from atelier.ateliers.viewer import Viewer
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF
from atelier.sheets.laying import lay_on_table
from atelier.tables.commands import keeper_seat, set_table
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.sheets import MarkFactory, PhotoFactory, ReadingFactory, SheetFactory, white_pdf

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def table():
    return set_table(WorkshopFactory(), name="Table 3", by=HOUSE)


@pytest.fixture
def keeper(table):
    account = MembershipFactory(atelier=table.workshop.atelier, role="facilitator").account
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def behind(client, table, thing):
    return client.get(f"/tables/{table.pk}/papier/{thing}.json")


def test_a_mark_says_its_sheet_its_photograph_its_table_and_the_hour(table, keeper):
    taken = dt.datetime(2026, 11, 24, 11, 2, tzinfo=timezone.get_default_timezone())
    photo = PhotoFactory(workshop=table.workshop, name="IMG_2041.jpg", taken_at=taken)
    mark = MarkFactory(reading=ReadingFactory(photo=photo))
    lay_on_table(mark.reading, table, seat=keeper_seat(table, Viewer(account=keeper.account)), by=keeper.account)

    answer = behind(keeper, table, mark.object)

    assert answer.json() == {
        "said": "Dessiné sur la feuille MARC-HE44 (Table 3), photographiée le 24/11/2026 11:02\u00a0: IMG_2041.jpg."
    }


def test_what_was_drawn_on_a_screen_comes_from_no_paper(table, keeper):
    assert behind(keeper, table, uuid4()).json() == {"said": ""}


def test_the_paper_of_another_table_is_not_told(table, keeper):
    other = set_table(table.workshop, name="Table 4", by=HOUSE)
    mark = MarkFactory(reading=ReadingFactory(photo=PhotoFactory(workshop=table.workshop)))
    lay_on_table(mark.reading, other, seat=keeper_seat(other, Viewer(account=keeper.account)), by=keeper.account)

    assert behind(keeper, table, mark.object).json() == {"said": ""}
    assert behind(keeper, other, mark.object).json()["said"] != ""
    assert behind(Client(), other, mark.object).status_code == 404


def test_all_the_sheets_of_a_workshop_are_one_file_each_page_at_its_size(table, keeper):
    for code, sides in (("MARC-HE44", [(420, 297)]), ("ARPE-NT49", [(420, 297), (297, 210)])):
        pdf = keep_bytes(white_pdf(*sides), name=f"{code}.pdf", kind=PDF, by=HOUSE)
        SheetFactory(workshop=table.workshop, code=code, pdf=pdf)
    SheetFactory(workshop=table.workshop, code="NOTY-PRNT", state="planned")

    page = keeper.get(f"/seances/{table.workshop_id}/feuilles/")
    answer = keeper.get(f"/seances/{table.workshop_id}/feuilles/toutes.pdf")

    assert "Les 2 feuilles en un seul PDF" in page.content.decode()
    assert answer["Content-Type"] == PDF
    sizes = [tuple(round(side * 25.4 / 72) for side in one.get_size()) for one in pypdfium2.PdfDocument(answer.content)]
    assert sizes == [(420, 297), (420, 297), (297, 210)]


def test_there_is_nothing_to_print_at_once_before_a_sheet_is_printed(table, keeper):
    assert keeper.get(f"/seances/{table.workshop_id}/feuilles/toutes.pdf").status_code == 404
