"""The API read by programs made by others, on a running server: GDAL's driver, and QGIS where it is installed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pyogrio
import pytest

from tests.serving import RunningServer
from tests.tables.web import Web, codes_of_tables, facilitator

pytestmark = pytest.mark.server
ATELIER = "dieppe"
SYSTEM_PYTHON = "/usr/bin/python3"
QGIS = Path("/usr/lib/python3/dist-packages/qgis/core")


@pytest.fixture(scope="module")
def keeper(running_server) -> Web:
    return facilitator(running_server)


@pytest.fixture(scope="module")
def secret(keeper) -> str:
    page = keeper.submit(f"/ateliers/{ATELIER}/acces/", name="GDAL", days="90")
    found = re.search(r"<code>(atelier_[\w-]+)</code>", page.body)
    assert found, page.body[:2000]
    return found.group(1)


def address(server: RunningServer, secret: str) -> str:
    return f"OAPIF:{server.url}/ogc/{ATELIER}/?token={secret}"


def test_gdal_lists_the_collections_and_reads_what_the_export_says(running_server, secret, tmp_path):
    code = codes_of_tables(running_server)[0]
    path = tmp_path / "table.gpkg"
    running_server.run("table", "export", code, "--out", str(path))

    layers = [name for name, _kind in pyogrio.list_layers(address(running_server, secret))]

    assert {f"{code}-{name}" for name in ("traits", "surfaces", "points", "sans-lieu")} <= set(layers)
    for name in ("traits", "surfaces", "points", "sans-lieu"):
        read, written = (
            said_in(address(running_server, secret), f"{code}-{name}"),
            said_in(path, name.replace("-", "_")),
        )
        assert read == written
        assert read


@pytest.mark.skipif(not QGIS.exists(), reason="Debian's python3-qgis and qgis-providers are not installed")
def test_qgis_reads_every_page_and_shows_the_colours_of_the_pencils(running_server, secret, tmp_path):
    code = codes_of_tables(running_server)[0]
    path = tmp_path / "table.gpkg"
    running_server.run("table", "export", code, "--out", str(path))
    kinds = {"traits": "MultiLineString", "surfaces": "MultiPolygon", "points": "Point", "sans-lieu": "NoGeometry"}

    reader = [SYSTEM_PYTHON, str(Path(__file__).with_name("qgis_reader.py"))]
    arguments = [f"{running_server.url}/ogc/{ATELIER}/", secret, str(path), *(f"{code}-{name}" for name in kinds)]
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = {**bare, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [*reader, *arguments], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    said = json.loads(done.stdout)

    for name, kind in kinds.items():
        ids = sorted(said_in(path, name.replace("-", "_")))
        assert said["collections"][f"{code}-{name}"] == {"kind": kind, "ids": ids}
    for name, colors in said["styles"].items():
        drawn = {row[0]: row[1] for row in said_in(path, name).values()}
        assert drawn
        assert {meaning: colors[meaning] for meaning in drawn if meaning != "Note"} == {
            meaning: color for meaning, color in drawn.items() if meaning != "Note"
        }


def said_in(source, layer):
    """What lies in a layer, by identifier: kind of geometry, meaning, words, author, length."""
    about, _index, shapes, columns = pyogrio.raw.read(source, layer=layer)
    fields = dict(zip(about["fields"], columns, strict=True))
    names = ("identifiant", "legende", "couleur", "texte", "auteur", "college")
    rows = zip(*(fields[name] for name in names), strict=True)
    kinds = [about["geometry_type"] if shape is not None else None for shape in shapes] if shapes is not None else []
    return {row[0]: (*row[1:], kind) for row, kind in zip(rows, kinds or [None] * len(columns[0]), strict=True)}


def test_gdal_filters_by_place_on_the_server(running_server, secret):
    code = codes_of_tables(running_server)[0]
    source, layer = address(running_server, secret), f"{code}-points"
    whole = pyogrio.raw.read(source, layer=layer)[2]

    nowhere = pyogrio.raw.read(source, layer=layer, bbox=(-5.0, 40.0, -4.0, 41.0))[2]

    assert (len(whole) > 1, len(nowhere)) == (True, 0)


def test_token_ended_on_its_page_is_refused_at_once(running_server, keeper):
    made = keeper.submit(f"/ateliers/{ATELIER}/acces/", name="Perdu", days="0").body
    lost = re.findall(r"<code>(atelier_[\w-]+)</code>", made)[0]
    assert status_of(running_server, lost) == 200

    ending = re.findall(rf'action="(/ateliers/{ATELIER}/acces/\d+/retirer/)"', made)[0]  # the newest comes first
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', made)[0]
    keeper.post(ending, csrfmiddlewaretoken=token)

    assert status_of(running_server, lost) == 401


def test_secret_is_never_in_what_the_server_says(running_server, secret):
    status_of(running_server, secret)
    for path in ("nope", "collections/nope/items", "collections?limit=x"):
        status_of(running_server, secret, path)

    assert secret not in "".join(running_server.lines)


def status_of(server: RunningServer, secret: str, path: str = "collections") -> int:
    mark = "&" if "?" in path else "?"
    try:
        with urllib.request.urlopen(f"{server.url}/ogc/{ATELIER}/{path}{mark}token={secret}", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
