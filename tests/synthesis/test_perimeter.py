"""The scale of a project: chosen drawings, kept studies, files, comparison."""

import csv
import io
import math

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.models import Job
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.lineage.commands import link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Contribution
from atelier.synthesis.models import PerimeterStudy
from atelier.synthesis.perimeter.canvas import Canvas, dots_of, path_of
from atelier.synthesis.perimeter.choosing import Chosen, drawings_of, tables_offered
from atelier.synthesis.perimeter.commands import make_study
from atelier.synthesis.perimeter.errors import StudyRefused
from atelier.synthesis.perimeter.queries import compare
from tests.factories.ateliers import AtelierFactory, MembershipFactory, SeatFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
BY = System()
DIEPPE, ROUXMESNIL, ARQUES, AT_SEA = (1.077, 49.925), (1.088, 49.9), (1.13, 49.88), (0.6, 50.4)


def draw(seat, uid, *positions, origin_ref="table-1", meaning="resource"):
    """A line, or a point, drawn at a table."""
    drawn = Contribution(
        id=uid, atelier=seat.workshop.atelier, kind="stroke", meaning_key=meaning, meaning=meaning, color="#2f8a52",
        seat=seat, college=seat.college, origin="table", origin_ref=origin_ref, origin_name="Table 1",
        said_at=timezone.now(), changed_at=timezone.now(),
    )  # fmt: skip
    kind = "Point" if len(positions) == 1 else "LineString"
    drawn.locate({"type": kind, "coordinates": list(positions[0]) if kind == "Point" else [list(p) for p in positions]})
    drawn.save()
    return drawn


def uid(number):
    return f"00000000-0000-7000-8000-{number:012}"


@pytest.fixture
def seat():
    return SeatFactory(workshop__atelier__slug="ici", workshop__atelier__site="dieppe", college="elected")


@pytest.fixture
def drawn(seat):
    """Two drawings in Dieppe, one that crosses into Rouxmesnil-Bouteilles, one in Arques."""
    atelier = seat.workshop.atelier
    draw(seat, uid(1), DIEPPE)
    draw(seat, uid(2), (1.07, 49.92), (1.08, 49.925))
    draw(seat, uid(3), DIEPPE, ROUXMESNIL)
    draw(seat, uid(4), ARQUES, origin_ref="table-2")
    return atelier


ALL = Chosen(tables=("table:table-1", "table:table-2"))


def test_a_study_keeps_what_was_chosen_what_was_found_and_its_map(drawn):
    study = make_study(drawn, ALL, title="Tout", by=BY, by_name="Odile")

    shares = {row["name"]: row["share"] for row in study.result["communes"]}
    assert math.isclose(sum(shares.values()) + study.result["outside"], 1, abs_tol=1e-9)
    assert max(shares, key=shares.__getitem__) == "Dieppe"
    assert {"Dieppe", "Rouxmesnil-Bouteilles", "Arques-la-Bataille"} <= shares.keys()
    assert (study.name, study.by_name, study.result["drawings"]) == ("P-1", "Odile", 4)
    assert Chosen.read(study.chosen) == ALL
    tinted = {one["name"] for one in study.drawing["communes"] if one["tint"]}
    assert tinted == {name for name, share in shares.items() if share > 0}
    assert study.drawing["lines"].startswith("M")
    assert study.drawing["dots"].count("h0") == 2
    assert study.result["missing"]["colleges"] == ["technical", "state", "economic", "civil", "inhabitant"]


def test_only_what_is_chosen_counts(drawn, seat):
    draw(seat, uid(9), ARQUES, meaning="blockage")
    card = write_card(drawn, Said(kind="lead", text="Ici", geometry={"type": "Point", "coordinates": ARQUES}), by=BY)

    offered = {one.key: one.count for one in tables_offered(drawn)}

    assert offered == {"table:table-1": 4, "table:table-2": 1}
    assert len(drawings_of(drawn, Chosen(tables=("table:table-1",), meanings=("resource",)))) == 3
    assert [one.id for one in drawings_of(drawn, Chosen(card_kinds=("lead",)))] == [str(card.pk)]
    assert drawings_of(AtelierFactory(), ALL) == []


def test_what_was_gathered_on_one_card_is_one_action(drawn):
    kept = write_card(drawn, Said(kind="lead", text="La vallée"), by=BY)
    link(drawn, [Node("contribution", uid_) for uid_ in (uid_of(1), uid_of(4))], node_of(kept), Relation.SAID, by=BY)

    found = {one.id: one.action for one in drawings_of(drawn, ALL)}
    study = make_study(drawn, ALL, title="Tout", by=BY)

    assert found[uid(1)] == found[uid(4)] == str(kept.pk)
    assert found[uid(2)] == uid(2)
    linked = {frozenset(one["communes"]) for one in study.result["alternatives"]}
    assert any({"76217", "76026"} <= group for group in linked)


def uid_of(number):
    return Contribution.everywhere.get(pk=uid(number)).pk


def test_nothing_drawn_or_nothing_on_land_is_refused_with_a_sentence(seat):
    atelier = seat.workshop.atelier
    with pytest.raises(StudyRefused) as nothing:
        make_study(atelier, ALL, title="Rien", by=BY)
    draw(seat, uid(1), AT_SEA)
    with pytest.raises(StudyRefused) as at_sea:
        make_study(atelier, ALL, title="En mer", by=BY)

    assert "Choisissez" in nothing.value.sentence
    assert "en mer" in at_sea.value.sentence
    assert PerimeterStudy.everywhere.count() == 0


def test_two_studies_are_compared_commune_by_commune(drawn):
    one = make_study(drawn, ALL, title="Tout", by=BY)
    other = make_study(drawn, Chosen(tables=("table:table-1",), share=0.99), title="Table 1", by=BY)

    found = compare(one, other)

    arques = next(row for row in found.rows if row.name == "Arques-la-Bataille")
    assert (round(arques.one, 3), arques.other, round(arques.difference, 3)) == (0.25, 0.0, -0.25)
    assert sum(row.difference for row in found.rows) == pytest.approx(0, abs=1e-9)
    assert found.alike is not None
    assert 0 <= found.alike <= 1


def test_a_canvas_keeps_north_up_and_its_proportions():
    import numpy as np

    canvas = Canvas.around((1.0, 49.8, 1.2, 49.9), width=800, most_height=900, room=0.1)
    west, south, east, north = canvas.bounds

    corners = canvas.lay(np.array([(west, north), (east, south)]))

    assert np.allclose(corners, [(0, 0), (canvas.width, canvas.height)])
    assert canvas.width == pytest.approx(800)
    assert canvas.across / canvas.up == pytest.approx(math.cos(math.radians(49.85)))
    assert canvas.bar()["label"] == "2 km"


def test_paths_and_dots_hold_every_part():
    from shapely import GeometryCollection, LineString, Point, box

    whole = GeometryCollection([box(0, 0, 10, 10), LineString([(0, 0), (5, 5)]), Point(2, 3)])

    assert path_of(whole) == "M10 0L10 10L0 10L0 0ZM0 0L5 5"
    assert dots_of(whole) == "M2.0 3.0h0"


# Through the door people use


@pytest.fixture
def scribe(drawn):
    membership = MembershipFactory(atelier=drawn, role="scribe")
    client = Client()
    client.force_login(membership.account)
    return client


def test_a_scribe_asks_for_a_study_reads_it_and_takes_it_away(scribe, drawn):
    CommuneFactory(code="76217", name="Dieppe")
    words = {
        "title": "Tout", "tables": ["table:table-1", "table:table-2"], "share": "80", "by": "population",
        "communes": "76217",
    }  # fmt: skip
    address = reverse("synthesis:perimeters", args=["ici"])

    asked = scribe.post(address, words)

    job = Job.objects.get()
    from atelier.common.jobs import do_job

    do_job.call(str(job.pk))
    answer = scribe.get(asked["Location"], follow=True)
    study = PerimeterStudy.objects.of(drawn).get()
    assert answer.redirect_chain[-1][0] == reverse("synthesis:perimeter", args=["ici", study.pk])
    assert "Arques-la-Bataille" in answer.text
    assert "CA de la Région Dieppoise" in answer.text
    lines = csv.DictReader(io.StringIO(file_of(scribe, study, "csv").decode("utf-8-sig")), delimiter=";")
    shares = [float(row["part"].replace(",", ".")) for row in lines]
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    features = scribe.get(reverse("synthesis:perimeter_file", args=["ici", study.pk, "geojson"])).json()["features"]
    assert len(features) >= len(shares)
    assert scribe.get(reverse("synthesis:perimeter_file", args=["ici", study.pk, "exe"])).status_code == 404
    other = make_study(drawn, Chosen(tables=("table:table-2",)), title="Arques", by=BY)
    compared = scribe.get(reverse("synthesis:perimeter_compare", args=["ici", other.pk, study.pk]))
    assert "Arques-la-Bataille" in compared.text


def file_of(client, study, ending):
    return client.get(reverse("synthesis:perimeter_file", args=["ici", study.pk, ending])).content


def test_a_commune_nobody_knows_comes_back_with_the_form(scribe):
    words = {"title": "Tout", "tables": ["table:table-1"], "share": "80", "by": "population", "communes": "Nulle-Part"}

    answer = scribe.post(reverse("synthesis:perimeters", args=["ici"]), words)

    assert (answer.status_code, "Nulle-Part" in answer.text, Job.objects.count()) == (422, True, 0)
