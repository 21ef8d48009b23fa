"""The pages of the room, through the doors people use."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from atelier.ateliers.viewer import SEATS_KEY, Viewer
from atelier.common.models import Job
from atelier.reliefs.models import Relief
from atelier.reliefs.rules import access_reliefs
from atelier.tables.rules import access_table
from tests.factories.ateliers import AtelierFactory, MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.reliefs import BOUNDS, ReliefFactory, wish_for
from tests.factories.tables import SittingFactory, TableFactory
from tests.reliefs.drawing import draw, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_ground")]
EMPRISE = ",".join(map(str, BOUNDS))
PLACE = {"lon": "1.085", "lat": "49.905", "width_km": "5", "depth_km": "4", "title": "La basse Arques"}
BLOCK = {**PLACE, "azimuth": "225", "tilt": "35", "exaggeration": "2", "style": "plume", "names": "main", "page": "A4"}
MODEL = {
    **PLACE, "scale": "25000", "exaggeration": "2", "base_mm": "3", "bed_width": "150", "bed_depth": "150",
    "sea": "flat", "overlays": "none", "overlay_mm": "0.6", "joints": "dovetails", "tolerance": "0.1", "file": "3mf",
}  # fmt: skip


@pytest.fixture
def atelier():
    return AtelierFactory(slug="ici")


def member(atelier, role="facilitator"):
    client = Client(headers={"accept-language": "fr"})
    client.force_login(MembershipFactory(atelier=atelier, role=role).account)
    return client


def seated(seat):
    client = Client()
    session = client.session
    session[SEATS_KEY] = {str(seat.workshop_id): seat.pk}
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def test_a_keeper_asks_for_a_block_and_a_job_starts(atelier):
    answer = member(atelier).post(reverse("reliefs:create", args=["ici", "bloc"]), BLOCK)

    relief = Relief.everywhere.get()
    job = Job.objects.get(work="atelier.reliefs.jobs.relief_job")
    west, south, east, north = relief.wish["bounds"]
    assert answer.url == reverse("job", args=[job.pk])
    assert (relief.kind, relief.wish["format"], relief.wish["choices"]["style"]) == ("block", 1, "plume")
    assert (west + east) / 2 == pytest.approx(1.085)
    assert (north - south) * 111.32 == pytest.approx(4)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"lon": "5.0", "lat": "45.0"}, "hors de la carte"),
        ({"width_km": "0.01"}, "0.2"),
        ({"title": ""}, "obligatoire"),
        ({"azimuth": "12"}, "choix"),
        ({"tables": "autre"}, "tables"),
    ],
)
def test_a_wrong_wish_comes_back_with_a_sentence(atelier, change, sentence):
    SittingFactory(table__workshop__atelier=atelier)

    answer = member(atelier).post(reverse("reliefs:create", args=["ici", "bloc"]), {**BLOCK, **change})

    if "tables" in change:  # an atelier without drawings has no such field: it is not listened to
        assert Relief.everywhere.get().wish["tables"] == []
        return
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Relief.everywhere.exists()


def test_measure_says_the_extent_and_the_model_in_centimetres(atelier):
    answer = member(atelier).get(reverse("reliefs:measure", args=["ici", "maquette"]), MODEL)

    lines = {one["label"]: one["value"] for one in answer.json()["lines"]}
    width, depth, height = (float(side.replace(",", ".")) for side in re.findall(r"[\d,]+", lines["La maquette"]))
    assert answer.json()["errors"] == []
    assert 20 <= width <= 22  # 5 km at 1:25 000, in whole cells of a grid a little turned
    assert 16 <= depth <= 18
    assert 0.3 < height < 2
    assert lines["Imprimée en"] == "4 pièces"


def test_measure_refuses_in_a_sentence_what_could_not_be_made(atelier):
    asked = {**MODEL, "bed_width": "40", "bed_depth": "40", "scale": "500"}

    answer = member(atelier).get(reverse("reliefs:measure", args=["ici", "maquette"]), asked)

    assert answer.json()["lines"] == []
    assert "Choisissez une échelle plus petite" in answer.json()["errors"][0]


def test_list_takes_as_many_queries_for_ten_reliefs_as_for_one(atelier, django_assert_num_queries):
    client, address = member(atelier), reverse("reliefs:list", args=["ici"])
    ReliefFactory(atelier=atelier)
    client.get(address)
    with django_assert_num_queries(6) as first:
        client.get(address)
    ReliefFactory.create_batch(9, atelier=atelier)

    with django_assert_num_queries(len(first.captured_queries)):
        client.get(address)


def test_drawings_of_a_table_are_seen_by_those_who_may_take_them(atelier):
    workshop = WorkshopFactory(atelier=atelier)
    table = TableFactory(workshop=workshop)
    here, beside = (SeatFactory(workshop=workshop) for _ in range(2))
    SittingFactory(table=table, seat=here)
    SittingFactory(table=TableFactory(workshop=workshop), seat=beside)
    plain, drawn = ReliefFactory(atelier=atelier), ReliefFactory(
        atelier=atelier, wish=wish_for("block", tables=[str(table.pk)])
    )  # fmt: skip

    def seen(client):
        return [client.get(reverse("reliefs:detail", args=["ici", one.pk])).status_code for one in (plain, drawn)]

    assert seen(seated(here)) == [200, 200]
    assert seen(seated(beside)) == [200, 404]
    assert seen(member(atelier, "observer")) == [200, 200]
    assert seen(Client()) == [404, 404]


def test_what_a_seat_may_take_is_what_the_rules_of_the_table_say(atelier):
    workshop = WorkshopFactory(atelier=atelier)
    tables = [TableFactory(workshop=workshop) for _ in range(2)]
    seat = SeatFactory(workshop=workshop)
    SittingFactory(table=tables[0], seat=seat)
    viewer = Viewer(seats={workshop.pk: seat.pk})

    access = access_reliefs(viewer, "ici")

    assert access.tables == {str(tables[0].pk)}
    assert access_table(viewer, tables[0].pk, to="take").can("take")


def test_a_wish_for_a_table_of_another_atelier_is_refused(atelier):
    elsewhere = SittingFactory().table
    mine = TableFactory(workshop__atelier=atelier)
    type(mine).everywhere.filter(pk=mine.pk).update(last_seq=1)

    answer = member(atelier).post(
        reverse("reliefs:create", args=["ici", "bloc"]), {**BLOCK, "tables": [str(elsewhere.pk)]}
    )

    assert answer.status_code == 422
    assert not Relief.everywhere.exists()


def test_scene_is_a_grid_of_the_rectangle_with_its_layers_and_names():
    answer = Client().get(reverse("reliefs:scene", args=["dieppe", EMPRISE]))

    said = answer.json()
    assert len(said["heights"]) == said["columns"] * said["rows"]
    assert max(said["heights"]) / 10 == pytest.approx(100, abs=25)
    assert min(said["heights"]) < 0  # the harbour
    assert {"streams", "roads"} <= {layer["key"] for layer in said["layers"]}
    assert any("Arques" in place["name"] for place in said["places"])


@pytest.mark.parametrize("emprise", ["1,2,3", "a,b,c,d", "1.1,49.9,1.0,49.95", "0,40,40,60"])
def test_scene_of_a_wrong_rectangle_is_not_there(emprise):
    assert Client().get(reverse("reliefs:scene", args=["dieppe", emprise])).status_code == 404


def test_block_of_a_table_is_told_in_words_with_what_is_drawn_where(atelier):
    workshop = WorkshopFactory(atelier=atelier)
    table, seat = TableFactory(workshop=workshop), SeatFactory(workshop=workshop)
    SittingFactory(table=table, seat=seat)
    draw(table, seat, line((1.078, 49.905), (1.079, 49.906)), meaning="Lien à créer", text="Le gué")

    client = seated(seat)
    client.cookies["django_language"] = "fr"
    words = client.get(f"{reverse('reliefs:table_block', args=[table.pk])}?emprise={EMPRISE}").content.decode()

    assert re.search(r"Lien à créer\s: au milieu", words)
    assert "« Le gué »".replace(" ", "\u00a0") in words or "« Le gué »" in words
    assert "L’Arques coule du sud-est vers le nord-ouest" in words
    assert "Le point le plus haut" in words


def test_drawing_of_a_table_is_an_svg_that_runs_nothing_and_changes_with_the_table(atelier):
    workshop = WorkshopFactory(atelier=atelier)
    table, seat = TableFactory(workshop=workshop), SeatFactory(workshop=workshop)
    SittingFactory(table=table, seat=seat)
    draw(table, seat, line((1.06, 49.90), (1.10, 49.91)), meaning="Lien à créer", color="#2f8a52")
    address = f"{reverse('reliefs:table_drawing', args=[table.pk])}?emprise={EMPRISE}"

    answer = seated(seat).get(address)

    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"#2f8a52" in answer.content
    assert Client().get(address).status_code == 404


def test_like_another_opens_the_form_on_its_wish(atelier):
    relief = ReliefFactory(atelier=atelier, wish=wish_for("block", title="Autre"))

    page = member(atelier).get(f"{reverse('reliefs:create', args=['ici', 'bloc'])}?comme={relief.pk.hex}")

    form = page.context["form"]
    assert form["title"].value() == "Autre"
    assert form["style"].value() == "lavis"
    assert form["lon"].value() == pytest.approx(1.085)
