"""The bundle, the drawings and the pages on the wire."""

import json

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db  # an answer that is closed looks after its connections


LEAST_BYTES = 1_000  # below, a packet holds it as it is


def bundle() -> list[str]:
    path = settings.DJANGO_VITE["default"]["manifest_path"]
    files = {entry["file"] for entry in json.loads(path.read_text()).values()}
    texts = (file for file in files if file.endswith((".js", ".css")))
    return sorted(file for file in texts if (path.parent / file).stat().st_size >= LEAST_BYTES)


def coding_of(client, file, coding):
    answer = client.get(f"/static/app/{file}", headers={"accept-encoding": coding})
    answer.close()
    return answer.headers.get("Content-Encoding")


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_scripts_and_styles_of_the_bundle_are_served_compressed(client, coding):
    files = bundle()

    assert len(files) > 5
    assert {coding_of(client, file, coding) for file in files} == {coding}


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_the_drawing_of_the_home_page_is_served_compressed(client, coding):
    answer = client.get("/static/common/dieppe.svg", headers={"accept-encoding": coding})

    assert answer.headers.get("Content-Encoding") == coding
    assert len(b"".join(answer.streaming_content)) < 30_000


def test_the_style_of_a_map_is_compressed(client, dieppe_ground):
    style = client.get("/sites/dieppe/style.json", headers={"accept-encoding": "gzip"})

    assert style.headers["Content-Encoding"] == "gzip"


def test_pages_are_compressed_and_other_answers_go_as_they_are(client):
    page = client.get("/", headers={"accept-encoding": "gzip"})
    words = client.get("/lieux/?q=dieppe", headers={"accept-encoding": "gzip", "accept": "application/json"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["Vary"]
    assert "Content-Encoding" not in words.headers
