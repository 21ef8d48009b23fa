"""Demonstrators: where they come from, what they show, how far they are."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.lineage.walking import origins_of, reached_from
from atelier.synthesis.demonstrators.commands import (
    Planned,
    Shown,
    add_picture,
    change_demonstrator,
    demonstrator_node,
    move_demonstrator,
    remove_picture,
    write_demonstrator,
)
from atelier.synthesis.demonstrators.errors import (
    DemonstratorChanged,
    NoSuchPair,
    PictureUntold,
    PlaceUnknown,
    ReasonToStop,
)
from atelier.synthesis.demonstrators.places import typed_place
from atelier.synthesis.demonstrators.queries import album_of, demonstrator_of, demonstrators_of
from atelier.synthesis.demonstrators.sheet import sheet_pdf
from atelier.synthesis.models import Demonstrator, SitePicture
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.shaping import DemonstratorFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
BY = System()
POINT = {"type": "Point", "coordinates": [1.08, 49.92]}


def photograph(color="navy", name="digue.png"):
    made = BytesIO()
    Image.new("RGB", (60, 40), color).save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def test_a_demonstrator_stands_where_its_hypothesis_does():
    atelier = AtelierFactory()
    hypothesis = write_card(atelier, Said(kind="hypothesis", text="Reculer le camping", geometry=POINT), by=BY)

    one = write_demonstrator(atelier, Planned(title="Le camping"), by=BY, sources=[node_of(hypothesis)])

    assert (one.name, one.geometry, one.west) == ("D-1", POINT, 1.08)
    assert origins_of(atelier, [demonstrator_node(one)]) == {node_of(hypothesis)}
    assert reached_from(atelier, [node_of(hypothesis)]) == {demonstrator_node(one)}


@pytest.mark.parametrize("typed", ["49.925, 1.077", "49,925 ; 1,077", "49.925° 1.077°"])
def test_a_place_is_typed_as_maps_write_it(typed):
    assert typed_place(typed) == ({"type": "Point", "coordinates": [1.077, 49.925]}, "")


def test_a_place_is_a_commune_or_refused(monkeypatch):
    monkeypatch.setattr("atelier.territories.queries._cached", None)  # another test's communes
    CommuneFactory(name="Varengeville-sur-Mer", lon=0.98, lat=49.9)

    assert typed_place("varengeville sur mer") == (
        {"type": "Point", "coordinates": [0.98, 49.9]},
        "Varengeville-sur-Mer",
    )
    with pytest.raises(PlaceUnknown):
        typed_place("Nulle-Part-les-Bains")


def test_a_change_on_words_that_changed_is_refused_and_the_words_before_are_kept():
    one = DemonstratorFactory()
    changed = change_demonstrator(one, revision=1, by=BY, title="La digue", geometry=POINT)

    with pytest.raises(DemonstratorChanged):
        change_demonstrator(one, revision=1, by=BY, title="Le port")

    assert (changed.title, changed.west, changed.revision) == ("La digue", 1.08, 2)
    before = AuditEntry.objects.get(verb="demonstrator.changed").details["before"]
    assert before == {"title": "Le front de mer", "geometry": None}


def test_one_that_stops_says_why():
    one = DemonstratorFactory()

    with pytest.raises(ReasonToStop):
        move_demonstrator(one, "stopped", by=BY)
    stopped = move_demonstrator(one, "stopped", reason="Le propriétaire vend", by=BY)

    assert (stopped.state, stopped.state_reason) == ("stopped", "Le propriétaire vend")


def test_pictures_of_one_view_are_a_pair():
    one = DemonstratorFactory()
    before = add_picture(one, photograph(), Shown(alternative="La digue nue"), by=BY)
    after = add_picture(
        one, photograph("green"), Shown(alternative="La digue plantée", moment="done", before=before), by=BY
    )
    alone = add_picture(one, photograph("red"), Shown(alternative="Le port"), by=BY)

    album = album_of(demonstrator_of(one.atelier, one.pk).pictures.all())
    assert [(pair.before, pair.after) for pair in album.pairs] == [(before, after)]
    assert album.others == [alone]

    remove_picture(before, by=BY)
    left = album_of(demonstrator_of(one.atelier, one.pk).pictures.all())
    assert (left.pairs, left.others) == ([], [after, alone])


def test_a_picture_is_refused_without_words_or_with_a_pair_that_is_none():
    one = DemonstratorFactory()
    before = add_picture(one, photograph(), Shown(alternative="La digue nue"), by=BY)

    with pytest.raises(PictureUntold):
        add_picture(one, photograph(), Shown(alternative=" "), by=BY)
    with pytest.raises(NoSuchPair):
        add_picture(one, photograph(), Shown(alternative="Encore", before=before), by=BY)
    with pytest.raises(NoSuchPair):
        add_picture(
            DemonstratorFactory(), photograph(), Shown(alternative="Ailleurs", moment="done", before=before), by=BY
        )


def test_the_list_is_read_in_as_many_queries_whatever_its_length(django_assert_num_queries):
    atelier = AtelierFactory()
    for number in range(4):
        add_picture(DemonstratorFactory(atelier=atelier, number=number), photograph(), Shown(alternative="Vue"), by=BY)

    with django_assert_num_queries(2):
        found = [(one.title, album_of(one.pictures.all()).others[0].file.name) for one in demonstrators_of(atelier)]

    assert len(found) == 4


def test_the_sheet_is_a_tagged_pdf_with_the_pair_and_the_ground(dieppe_package):
    one = DemonstratorFactory(atelier__site="dieppe", text="Des bancs.\n\nDes arbres.", bearers="Odile\nRémi")
    change_demonstrator(one, by=BY, geometry=POINT)
    before = add_picture(one, photograph(), Shown(alternative="La digue nue"), by=BY)
    add_picture(one, photograph("green"), Shown(alternative="Plantée", moment="hoped", before=before), by=BY)

    pdf = sheet_pdf(demonstrator_of(one.atelier, one.pk))

    [page] = pypdfium2.PdfDocument(pdf)
    words = page.get_textpage().get_text_range()
    assert [said for said in ("D-", "Odile", "Des arbres.", "Avant", "Imaginé", "Échelle") if said not in words] == []
    assert b"/StructTreeRoot" in pdf


# Through the door people use


@pytest.fixture
def writer():
    membership = MembershipFactory(atelier__slug="ici", role="scribe")
    client = Client()
    client.force_login(membership.account)
    return client, membership


def test_a_scribe_writes_a_demonstrator_from_a_hypothesis_and_shows_it(writer):
    client, membership = writer
    hypothesis = write_card(membership.atelier, Said(kind="hypothesis", text="Reculer", geometry=POINT), by=BY)
    words = {"title": "Le camping", "bearers": "Odile Martin", "sources": [str(hypothesis.pk)]}

    answer = client.post(reverse("synthesis:demonstrator_add", args=["ici"]), words, follow=True)

    one = Demonstrator.objects.of(membership.atelier).get()
    assert "Reculer" in answer.text
    assert "Odile Martin" in answer.text
    picture = {"photograph": photograph(), "moment": "today", "alternative": "Des tentes"}
    answer = client.post(reverse("synthesis:picture_add", args=["ici", one.pk]), picture, follow=True)
    assert 'alt="Des tentes"' in answer.text
    shown = client.get(reverse("synthesis:picture", args=["ici", SitePicture.everywhere.get().pk]))
    assert shown["Content-Type"] == "image/jpeg"
    assert "<svg" in client.get(reverse("synthesis:demonstrators", args=["ici"])).text


def test_what_is_refused_comes_back_with_its_words(writer):
    client, membership = writer
    one = DemonstratorFactory(atelier=membership.atelier)

    changed = client.post(
        reverse("synthesis:demonstrator_change", args=["ici", one.pk]), {"title": "Le port", "revision": "7"}
    )
    lost = client.post(
        reverse("synthesis:demonstrator_add", args=["ici"]), {"title": "Le port", "place": "Nulle-Part-les-Bains"}
    )
    stopped = client.post(reverse("synthesis:demonstrator_move", args=["ici", one.pk]), {"state": "stopped"})
    text = SimpleUploadedFile("note.txt", b"bonjour")
    untaken = client.post(
        reverse("synthesis:picture_add", args=["ici", one.pk]),
        {"photograph": text, "moment": "today", "alternative": "Rien"},
    )

    assert [one.status_code for one in (changed, lost, stopped, untaken)] == [422] * 4
    assert 'value="Le port"' in changed.text
    assert "Nulle-Part-les-Bains" in lost.text
    assert "note.txt" in untaken.text


def test_a_picture_of_another_atelier_is_not_there(writer):
    client, _membership = writer
    foreign = add_picture(DemonstratorFactory(), photograph(), Shown(alternative="Ailleurs"), by=BY)

    assert client.get(reverse("synthesis:picture", args=["ici", foreign.pk])).status_code == 404


def test_geojson_names_its_attributes_in_french(writer):
    client, membership = writer
    write_demonstrator(membership.atelier, Planned(title="Le camping", geometry=POINT, bearers="Odile\nRémi"), by=BY)

    answer = client.get(reverse("synthesis:demonstrators_file", args=["ici"]))

    [feature] = answer.json()["features"]
    assert answer["Content-Type"] == "application/geo+json"
    assert feature["geometry"] == POINT
    assert (feature["properties"]["titre"], feature["properties"]["porteurs"]) == ("Le camping", "Odile, Rémi")
