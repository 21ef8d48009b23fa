"""Features: their fields, their pages, and every question one may ask."""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

import pytest

from atelier.contributions.models import Contribution
from atelier.tables.api.parameters import CRS84
from atelier.tables.exports.rows import FIELDS
from tests.tables.test_entering import enter, stroke

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 14, 12, 0, 0, 250_000, tzinfo=dt.UTC)


@pytest.fixture
def many(program, drawn):
    """Seven strokes more, one a minute from noon on the 14th of March, going east by a hundredth of a degree."""
    strokes = [stroke(program.table, trace=[10_775_000 + n * 100_000, 499_230_000, 9_000, 4_000]) for n in range(7)]
    enter(drawn, *strokes)
    Contribution.everywhere.update(said_at=NOON - dt.timedelta(days=1))
    for number, one in enumerate(strokes):
        Contribution.everywhere.filter(pk=one.object).update(said_at=NOON + dt.timedelta(minutes=number))
    return [str(one.object) for one in strokes]


def ids(answer):
    return [feature["id"] for feature in answer.json()["features"]]


def test_features_have_the_fields_of_the_exports_and_one_kind_of_geometry(program):
    kinds = {"traits": "MultiLineString", "surfaces": "MultiPolygon", "points": "Point"}
    for family, kind in kinds.items():
        answer = program.items(family)
        [feature] = answer.json()["features"]

        assert answer["Content-Type"] == "application/geo+json"
        assert feature["geometry"]["type"] == kind
        assert list(feature["properties"]) == list(FIELDS)
    [note] = program.items("sans-lieu").json()["features"]
    assert (note["geometry"], note["properties"]["texte"]) == (None, "Partout")


def test_collection_of_features_counts_and_dates_itself(program, many):
    said = program.items(limit=3).json()

    assert (said["type"], said["numberMatched"], said["numberReturned"]) == ("FeatureCollection", 8, 3)
    age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(said["timeStamp"])
    assert dt.timedelta() <= age < dt.timedelta(minutes=1)
    assert [link["rel"] for link in said["links"]] == ["self", "alternate", "collection", "next"]


def test_pages_follow_each_other_to_the_end_whatever_is_drawn_and_erased_meanwhile(program, many, drawn):
    first = program.items(limit=3)
    Contribution.everywhere.filter(pk=ids(first)[0]).update(erased_at=NOON)
    seen, answer = ids(first), first

    while following := [link for link in answer.json()["links"] if link["rel"] == "next"]:
        answer = program.items(**dict(parse_qsl(urlsplit(following[0]["href"]).query)))
        seen += ids(answer)

    assert seen[1:] == many
    assert len(set(seen)) == 8


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
def test_the_only_projection_may_be_said(program, name):
    assert program.items(**{name: CRS84}).json()["numberMatched"] == 1


def test_limit_beyond_the_most_is_the_most(program):
    assert program.items(limit=999_999).status_code == 200


@pytest.mark.parametrize(
    ("bbox", "found"),
    [
        ("1.0870,49.0,1.1076,50.0", [1, 2, 3]),
        ("1.0870,49.0,-100,1.1076,50.0,4000", [1, 2, 3]),
        ("1.13,49.0,1.0,50.0", [6]),  # across the antimeridian: from here eastwards, round the world
        ("1.0874,49.92301,1.0876,49.9240", [1]),
        ("1.0875,49.9233,1.0878,49.9240", []),  # touches the bounds of a stroke, not the stroke
        ("-10,-10,-5,-5", []),
    ],
)
def test_bbox_keeps_what_meets_the_rectangle(program, many, bbox, found):
    wanted = [many[number] for number in found]

    answer = program.items(bbox=bbox, limit=100)

    assert [one for one in ids(answer) if one in many] == wanted
    assert answer.json()["numberMatched"] == len(ids(answer))


@pytest.mark.parametrize(
    ("datetime", "found"),
    [
        ("2026-03-14T12:02:00Z", [2]),
        ("2026-03-14T13:02:00+01:00", [2]),
        ("2026-03-14T12:02:00.250Z", [2]),
        ("2026-03-14T12:02:00.300Z", []),
        ("2026-03-14", [0, 1, 2, 3, 4, 5, 6]),
        ("2026-03-14T12:01:00Z/2026-03-14T12:03:00Z", [1, 2, 3]),
        ("../2026-03-14T12:01:00Z", ["before", 0, 1]),
        ("/2026-03-14T12:01:00Z", ["before", 0, 1]),
        ("2026-03-14T12:05:00Z/..", [5, 6]),
        ("2026-03-14T12:05:00Z/", [5, 6]),
        ("2026-03-13/2026-03-13", ["before"]),
    ],
)
def test_datetime_keeps_what_was_said_then(program, many, datetime, found):
    answer = program.items(datetime=datetime)

    before = [one for one in ids(answer) if one not in many]
    assert ["before"] * len(before) + [many.index(one) for one in ids(answer) if one in many] == found


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"legende": "Blocage"}, 1),
        ({"legende": "blocage"}, 0),
        ({"college": "Habitants et usagers"}, 1),
        ({"college": "inhabitant"}, 0),
        ({"calque": "Premier calque", "auteur": "Jeanne"}, 1),
        ({"calque": "Premier calque", "auteur": "Personne"}, 0),
    ],
)
def test_properties_are_compared_as_they_are_written(program, query, count):
    [feature] = program.items().json()["features"]
    if query.get("college", "").startswith("Habitants"):
        query = {"college": feature["properties"]["college"]}

    assert program.items(**query).json()["numberMatched"] == count


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("limit", value) for value in ("0", "-1", "dix", "1.5", "", "²")),
        *(("bbox", value) for value in ("", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,9,2,3", "nan,1,2,3", "inf,1,2,3")),
        *(
            ("datetime", value)
            for value in ("", "hier", "2026-13-01", "2026-03-14T12:00:00", "../..", "/", "2026-03-15/2026-03-13",
                          "9999-12-31T23:59:59Z/2026-01-01", "0001-01-01T00:00:00+14:00", "a/b/c")
        ),
        *(("after", value) for value in ("", "x", "20260314T120000.000000Z_x")),
        ("f", "html"),
        ("offset", "10"),
        ("crs", "http://www.opengis.net/def/crs/EPSG/0/2154"),
        ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/4326"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(program, name, value):
    answer = program.items(**{name: value})

    assert answer.status_code == 400
    assert answer.json()["code"] in {"parameter_wrong", "parameter_unknown"}
    assert name in answer.json()["description"]


def test_feature_is_found_alone_and_only_in_its_collection(program):
    [feature] = program.items().json()["features"]
    collection = f"collections/{program.table.code}"

    alone = program.get(f"{collection}-traits/items/{feature['id']}")

    assert alone["Content-Type"] == "application/geo+json"
    assert {**alone.json(), "links": None} == {**feature, "links": None}
    assert [link["rel"] for link in alone.json()["links"]] == ["self", "alternate", "collection"]
    assert program.get(f"{collection}-points/items/{feature['id']}").status_code == 404
    assert program.get(f"{collection}-traits/items/nope").status_code == 404


def test_what_was_erased_is_not_read(program):
    Contribution.everywhere.update(erased_at=NOON)

    assert program.items().json()["numberMatched"] == 0


def test_stroke_of_one_position_is_a_point(program, drawn):
    enter(drawn, stroke(program.table, trace=[10_775_000, 499_230_000]))

    assert [program.items(name).json()["numberMatched"] for name in ("traits", "points")] == [1, 2]


def test_items_queries_do_not_grow_with_the_features(program, many, django_assert_num_queries):
    program.get()  # its use is noted once a minute

    with django_assert_num_queries(6):
        program.items(bbox="1.0775,49.9231,2,50", datetime="2026-01-01/..", limit=4)
