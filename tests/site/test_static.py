"""The bundle on the wire."""

import json

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db  # an answer that is closed looks after its connections


def bundle() -> list[str]:
    manifest = json.loads(settings.DJANGO_VITE["default"]["manifest_path"].read_text())
    return sorted({entry["file"] for entry in manifest.values() if entry["file"].endswith((".js", ".css"))})


def coding_of(client, file, coding):
    answer = client.get(f"/static/app/{file}", headers={"accept-encoding": coding})
    answer.close()
    return answer.headers.get("Content-Encoding")


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_scripts_and_styles_of_the_bundle_are_served_compressed(client, coding):
    files = bundle()

    assert len(files) > 5
    assert {coding_of(client, file, coding) for file in files} == {coding}
