"""Landing page, conformance, collections and their extents."""

import pytest

from atelier.tables.api.parameters import CRS84
from tests.factories.tables import TableFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]


def test_landing_page_leads_to_everything(program):
    links = {link["rel"]: link for link in program.get().json()["links"]}

    assert set(links) == {"self", "alternate", "service-desc", "conformance", "data"}
    for rel in ("service-desc", "conformance", "data", "alternate"):
        path = links[rel]["href"].partition(f"/ogc/{program.atelier.slug}/")[2]
        page, _mark, query = path.partition("?")
        answer = program.get(page, **({"f": query.removeprefix("f=")} if query else {}))
        assert (answer.status_code, answer["Content-Type"]) == (200, links[rel]["type"])


def test_conformance_says_the_three_classes(program):
    classes = program.get("conformance").json()["conformsTo"]

    assert [name.rpartition("/conf/")[2] for name in classes] == ["core", "geojson", "oas30"]


def test_collections_are_four_a_table_in_french_with_their_extents(program):
    collections = {one["id"]: one for one in program.get("collections").json()["collections"]}

    code = program.table.code
    assert list(collections) == [f"{code}-{name}" for name in ("traits", "surfaces", "points", "sans-lieu")]
    lines, nowhere = collections[f"{code}-traits"], collections[f"{code}-sans-lieu"]
    assert lines["title"] == "Table 1\u00a0: traits"
    assert lines["extent"]["spatial"] == {"bbox": [[1.0775, 49.923, 1.0784, 49.9234]], "crs": CRS84}
    assert (lines["crs"], lines["storageCrs"]) == ([CRS84], CRS84)
    [[first, last]] = lines["extent"]["temporal"]["interval"]
    assert first == last
    assert "spatial" not in nowhere["extent"]
    assert "storageCrs" not in nowhere


def test_empty_collection_opens_on_the_ground_of_its_site(program):
    bare = TableFactory(workshop=program.table.workshop)

    extent = program.get(f"collections/{bare.code}-traits").json()["extent"]

    assert extent["temporal"]["interval"] == [[None, None]]
    assert extent["spatial"]["bbox"] == [[0.92979, 49.83473, 1.21141, 49.94057]]


def test_collection_says_the_same_alone_as_in_the_list(program):
    listed = program.get("collections").json()["collections"][0]

    alone = program.get(f"collections/{listed['id']}").json()

    assert {**alone, "links": alone["links"][2:]} == listed
    assert {link["rel"] for link in alone["links"]} == {"self", "alternate", "items", "collection"}


@pytest.mark.parametrize(
    "name", ["nope", "{code}", "{code}-", "{code}-sans_lieu", "{code}-TRAITS", "-traits", "{code}-autre"]
)
def test_collection_that_does_not_exist_is_not_found(program, name):
    answer = program.get(f"collections/{name.format(code=program.table.code)}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_seen")


@pytest.mark.parametrize("path", ["nope", "collections/", "api/nope"])
def test_any_other_address_is_refused_in_json(program, path):
    assert program.get(path).json()["code"] == "not_seen"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_nothing_is_written_through_the_api(client, program, method):
    answer = getattr(client, method)(f"/ogc/{program.atelier.slug}/collections")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_collections_queries_do_not_grow_with_the_tables(program, django_assert_num_queries):
    program.get()  # its use is noted once a minute
    for _ in range(6):
        TableFactory(workshop=program.table.workshop)

    with django_assert_num_queries(4):
        program.get("collections")
