"""The API read by programs made by others: GDAL's driver, on a running server, as QGIS and scripts use it."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pyogrio
import pytest

from tests.serving import RunningServer
from tests.tables.web import Web, codes_of_tables, facilitator

pytestmark = pytest.mark.server
ATELIER = "dieppe"


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
