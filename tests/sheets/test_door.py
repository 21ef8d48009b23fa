"""Photographs come in through the door: whole, in pieces, cut, twice, too large, by strangers."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from atelier.sheets import arriving
from atelier.sheets.arriving import arriving_path
from atelier.sheets.jobs import read_job
from atelier.sheets.models import Photo
from tests.factories.sheets import PhotoDoorFactory

pytestmark = pytest.mark.django_db
BYTES = bytes(range(256)) * 8
SIZE = len(BYTES)
TUS = {"Tus-Resumable": "1.0.0"}


class Still:
    """Progress that nobody follows."""

    def at(self, *_said, **_values):
        return None


@pytest.fixture
def door():
    return PhotoDoorFactory()


def announce(client, door, size=SIZE, name="IMG 1.jpg"):
    said = {
        **TUS,
        "Upload-Length": str(size),
        "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
    }
    return client.post(f"/photos/{door.code}/envois/", headers=said)


def piece(client, address, content, offset):
    return client.patch(address, content, content_type="application/offset+octet-stream",
                        headers={**TUS, "Upload-Offset": str(offset)})  # fmt: skip


def test_photograph_sent_in_pieces_is_whole_and_waits_to_be_read(door):
    client = Client()
    address = announce(client, door)["Location"]

    for start in range(0, len(BYTES), 700):
        answer = piece(client, address, BYTES[start : start + 700], start)
        assert answer.status_code == 204

    photo = Photo.everywhere.get()
    assert (photo.name, photo.state) == ("IMG 1.jpg", "waiting")
    assert arriving_path(photo).read_bytes() == BYTES


def test_photograph_cut_on_its_way_goes_on_from_where_it_stopped(door):
    client = Client()
    address = announce(client, door)["Location"]
    piece(client, address, BYTES[:500], 0)

    assert piece(client, address, BYTES[600:], 600).status_code == 409  # a piece is missing
    assert piece(client, address, BYTES[:500], 0).status_code == 409  # sent twice
    assert client.head(address, headers=TUS)["Upload-Offset"] == "500"
    assert piece(client, address, BYTES[500:], 500)["Upload-Offset"] == str(len(BYTES))
    assert arriving_path(Photo.everywhere.get()).read_bytes() == BYTES


def test_more_bytes_than_announced_are_not_taken(door):
    client = Client()
    address = announce(client, door, size=100)["Location"]
    piece(client, address, BYTES, 0)

    assert arriving_path(Photo.everywhere.get()).read_bytes() == BYTES[:100]


def test_somebody_elses_photograph_is_not_continued_nor_told(door):
    client, stranger = Client(), Client()
    address = announce(client, door)["Location"]

    assert piece(stranger, address, BYTES, 0).status_code == 404
    assert stranger.head(address, headers=TUS).status_code == 404
    assert stranger.get(f"/photos/{door.code}/nouvelles.json").json() == {"photos": []}


@pytest.mark.parametrize("size", [0, 61_000_000])
def test_photograph_of_a_wrong_weight_is_refused_with_a_sentence(door, size):
    answer = announce(Client(), door, size=size)

    assert answer.status_code == 422
    assert answer.content.decode().endswith(".")
    assert not Photo.everywhere.exists()


def test_door_takes_no_more_than_it_can_hold(door, monkeypatch):
    monkeypatch.setattr(arriving, "MOST_WAITING", 2)
    statuses = [announce(Client(), door).status_code for _ in range(3)]

    assert statuses == [201, 201, 422]


def test_closed_door_says_so_and_takes_nothing(door):
    door.is_open = False
    door.save()

    assert Client().get(f"/photos/{door.code}/").status_code == 410
    assert announce(Client(), door).status_code == 410


def test_several_photographs_are_sent_by_the_plain_form(door):
    client = Client()
    files = [SimpleUploadedFile(f"{rank}.jpg", BYTES + bytes([rank])) for rank in range(3)]

    answer = client.post(f"/photos/{door.code}/", {"photos": files}, follow=True)

    assert answer.status_code == 200
    assert {photo.state for photo in Photo.everywhere.all()} == {"waiting"}
    assert [one["name"] for one in answer.context["sent"]] == ["0.jpg", "1.jpg", "2.jpg"]


def test_what_cannot_be_read_is_told_to_the_telephone_that_sent_it(door):
    client = Client()
    piece(client, announce(client, door)["Location"], BYTES, 0)
    photo = Photo.everywhere.get()

    read_job(Still(), photo=str(photo.pk))

    [told] = client.get(f"/photos/{door.code}/nouvelles.json").json()["photos"]
    assert (told["state"], told["is_over"]) == ("refused", True)
    assert told["sentences"][0].startswith("Ce fichier n’est pas une image")
    assert arriving_path(photo).exists()  # kept: a person may look at it, or read it again


def test_nothing_said_of_a_photograph_stops_the_worker(door, monkeypatch):
    client = Client()
    piece(client, announce(client, door)["Location"], BYTES, 0)
    photo = Photo.everywhere.get()
    monkeypatch.setattr("atelier.sheets.jobs.read_photograph", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        read_job(Still(), photo=str(photo.pk))

    photo.refresh_from_db()
    assert (photo.state, photo.refusal) == ("refused", "broken")
