import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


def ask(client, **query):
    return client.get(reverse("territories:places"), query)


def test_places_answers_what_the_table_needs(client):
    places = ask(client, q="arques la bataille").json()["places"]

    first = places[0]
    assert {key: first[key] for key in ("name", "kind", "code")} == {
        "name": "Arques-la-Bataille", "kind": "commune", "code": "76026",
    }  # fmt: skip
    assert first["detail"] == "Seine-Maritime (76880)"
    assert (first["lon"], first["lat"]) == pytest.approx((1.13, 49.88), abs=0.03)
    assert first["bounds"][0] < first["lon"] < first["bounds"][2]


def test_places_tells_the_size_of_a_grouping(client):
    (first, *_) = ask(client, q="region dieppoise").json()["places"]

    assert (first["kind"], first["detail"]) == ("epci", "Intercommunalité de 16 communes")


def test_places_without_a_point_are_left_out(client):
    assert all(place["lon"] is not None for place in ask(client, q="saint pierre").json()["places"])


def test_places_asks_the_same_number_of_queries_whatever_is_found(client, django_assert_num_queries):
    ask(client, q="x")

    for text in ("", "saint", "76", "zzzzzz"):
        with django_assert_num_queries(1):
            ask(client, q=text)


@pytest.mark.parametrize("near", ["here", "1", "1,2,3", "181,0", "0,91", "nan,nan"])
def test_places_refuses_a_position_that_is_not_one(client, near):
    answer = ask(client, q="dieppe", near=near)

    assert answer.status_code == 422


def test_places_near_a_site_that_is_not_built_says_what_to_type(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path

    assert ask(client, q="dieppe", site="dieppe").status_code == 404


def test_places_only_answers_reading(client):
    assert client.post(reverse("territories:places")).status_code == 405
