"""Pictures of a table, read back: sizes, pages, frames; asked for by POST."""

from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pypdfium2
import pytest

from atelier.common.job_words import read
from atelier.common.jobs import do_job, start_job
from atelier.common.models import Job
from atelier.engines.journal.operations import Cut, Draw, Entry, Erase, Piece
from atelier.engines.journal.trace import trace_of
from atelier.tables.journal import append, make_ready
from atelier.tables.pictures.film import FRAMES_PER_S, HELD_S
from atelier.tables.pictures.scenes import even_counts
from atelier.tables.pictures.words import hours_of, thousands
from tests.factories.ateliers import MembershipFactory
from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory, TableFactory

pytestmark = pytest.mark.django_db
AT = 1_790_000_000_000
MINUTE = 60_000
RED = np.array([0x2D, 0x37, 0xC8])  # blue green red
LINE = [(1.05, 49.90), (1.07, 49.905), (1.09, 49.90)]


@pytest.fixture
def table():
    """A red line across the town, cut in its middle, a note, and a mark that was erased."""
    table = TableFactory(name="Table du port")
    PencilFactory(table=table, width=8)
    PencilFactory(table=table, key="word", meaning="Note", color="#3a3733", shape="note")
    overlay = OverlayFactory(table=table).pk
    seat = SittingFactory(table=table).seat.pk
    line, note, mark = UUID(int=101), UUID(int=102), UUID(int=103)
    look = {"overlay": overlay, "pencil": "blockage"}
    operations = [
        Draw(op=UUID(int=1), object=line, shape="stroke", trace=trace_of(LINE), **look),
        Draw(
            op=UUID(int=2),
            object=note,
            shape="note",
            overlay=overlay,
            pencil="word",
            trace=trace_of([(1.08, 49.91)]),
            text="Le gué",
        ),
        Draw(op=UUID(int=3), object=mark, shape="mark", trace=trace_of([(1.06, 49.91)]), **look),
        Erase(op=UUID(int=4), object=mark),
        Cut(op=UUID(int=5), object=line, pieces=[Piece(object=UUID(int=104), trace=trace_of(LINE[:2]))]),
    ]
    entries = [Entry(seq=n, seat=seat, at=AT + n * MINUTE, operation=one) for n, one in enumerate(operations, start=1)]
    append(make_ready(table.pk, entries, []))
    table.refresh_from_db()
    return table


@pytest.fixture
def keeper(client, table):
    client.force_login(MembershipFactory(atelier=table.workshop.atelier).account)
    return client


def made(table, **wish):
    """The file of a picture's job."""
    arguments = {"table": str(table.pk), "wish": wish, "lang": "fr", "back_url": "/"}
    job = start_job("atelier.tables.pictures.jobs.picture_job", "Images", **arguments)
    do_job.func(str(job.pk))
    job.refresh_from_db()
    assert job.state == "done", read(job.sentence)
    return Path(job.result)


def reds(picture):
    """Share of pixels of about the pencil's red."""
    return float((np.abs(picture.astype(int) - RED).max(axis=2) < 40).mean())


def test_sheet_is_a_png_of_the_size_of_its_paper_with_the_drawing_on_it(table):
    path = made(table, what="sheet", kind="png", paper="a4")

    picture = cv2.imread(str(path))
    assert path.name == "table-du-port-sheet.png"
    assert picture.shape == (2480, 3508, 3)
    assert reds(picture) > 0.001


def test_sheet_as_pdf_keeps_its_words_and_the_notes_in_full(table):
    path = made(table, what="sheet", kind="pdf", paper="a3", shows_erased=True)

    pdf = pypdfium2.PdfDocument(path)
    words = [page.get_textpage().get_text_bounded() for page in pdf]
    assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [420, 297]
    assert "Table du port" in words[0]
    assert "Échelle" in words[0]
    assert "tirets" in words[0]
    assert "Le gué" in words[1]
    assert "Jeanne" not in words[1]  # names stay at the table


def test_strip_holds_its_moments_and_their_hours_on_one_page(table):
    path = made(table, what="strip", kind="pdf", paper="a4", moments=4)

    pdf = pypdfium2.PdfDocument(path)
    words = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    assert [words.count(hour) for hour in hours_of([AT + n * MINUTE for n in (1, 2, 4, 5)])] == [1, 1, 1, 1]
    assert "LittoSIM" in words


def test_film_has_every_frame_and_shows_the_line_come_and_half_go(table):
    path = made(table, what="film", seconds=1, size="hd")

    film = cv2.VideoCapture(str(path))
    frames = []
    while (answer := film.read())[0]:
        frames.append(answer[1])
    assert path.suffix == ".webm"
    assert len(frames) == (1 + HELD_S) * FRAMES_PER_S
    assert {frame.shape for frame in frames} == {(720, 1280, 3)}
    assert film.get(cv2.CAP_PROP_FPS) == FRAMES_PER_S
    whole, half = reds(frames[0]), reds(frames[-1])
    assert 0.3 * whole < half < 0.75 * whole


def test_picture_of_a_table_where_nothing_has_a_place_fails_with_a_sentence():
    bare = TableFactory()
    job = start_job(
        "atelier.tables.pictures.jobs.picture_job", "Images",
        table=str(bare.pk), wish={"what": "sheet"}, lang="fr", back_url="/",
    )  # fmt: skip
    do_job.func(str(job.pk))
    job.refresh_from_db()

    assert (job.state, read(job.sentence).startswith("Rien sur cette table")) == ("failed", True)


def test_asking_twice_for_the_same_picture_follows_the_first(keeper, table):
    asked = {"what": "strip", "strip-paper": "a4", "strip-kind": "png", "strip-moments": "9"}
    address = f"/tables/{table.pk}/images/"

    first, again = keeper.post(address, asked), keeper.post(address, asked)
    other = keeper.post(address, {**asked, "strip-moments": "4"})

    assert first.url == again.url != other.url
    assert Job.objects.get(pk=first.url.split("/")[-2]).arguments["wish"]["moments"] == 9


@pytest.mark.parametrize(
    "asked", [{"what": "film", "film-seconds": "9999", "film-size": "hd"}, {"what": "hologram"}, {}]
)
def test_a_wish_that_cannot_be_is_answered_by_the_form(keeper, table, asked):
    answer = keeper.post(f"/tables/{table.pk}/images/", asked)

    assert answer.status_code in {200, 422}
    assert Job.objects.count() == 0


def test_reading_the_page_or_an_export_starts_nothing(keeper, table):
    keeper.get(f"/tables/{table.pk}/images/")
    page = keeper.get(f"/tables/{table.pk}/export/gpkg/")
    before = Job.objects.count()
    keeper.post(f"/tables/{table.pk}/export/gpkg/")

    assert (page.status_code, before, Job.objects.count()) == (200, 0, 1)


def test_moments_are_as_many_gestures_apart():
    assert even_counts(320, 4) == [80, 160, 240, 320]
    assert even_counts(3, 9) == [1, 2, 3]
    assert even_counts(0, 9) == []


def test_hours_are_as_short_as_they_can_be_told_apart():
    assert [len(hours_of([AT, AT + step])[0]) for step in (MINUTE, 60 * MINUTE)] == [8, 5]
    assert thousands(1_234_567) == "1\u00a0234\u00a0567"
