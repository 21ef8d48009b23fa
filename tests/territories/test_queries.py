from concurrent.futures import ThreadPoolExecutor

import pytest

from atelier.territories.commands import load_reference
from atelier.territories.models import Commune
from atelier.territories.queries import commune_at, places_matching, warm_places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


def names(text: str, **options) -> list[str]:
    return [place.name for place in places_matching(text, **options)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dieppe", "Dieppe"),
        ("DIEPPE 76", "Dieppe"),
        ("st aubin sur sie", "Saint-Aubin-sur-Scie"),
        ("arques la batail", "Arques-la-Bataille"),
        ("fecmp", "Fécamp"),
        ("havre", "Le Havre"),
        ("region diepoise", "CA de la Région Dieppoise"),
        ("l'hay les roses", "L'Haÿ-les-Roses"),
        ("oeuf en ternois", "Œuf-en-Ternois"),
        ("76119", "Varengeville-sur-Mer"),
        ("y", "Y"),
    ],
)
def test_places_matching_finds_the_place_meant(text, first):
    assert names(text)[0] == first


def test_places_matching_gives_namesakes_by_population():
    populations = [place.population for place in places_matching("saint denis", 4) if place.key == "saint denis"]

    assert len(populations) > 1
    assert populations == sorted(populations, reverse=True)


def test_places_matching_prefers_what_is_near():
    everywhere = places_matching("saint a", 3)
    around_dieppe = places_matching("saint a", 3, near=(1.0775, 49.923))

    assert {place.department for place in around_dieppe} == {"76"}
    assert {place.department for place in everywhere} != {"76"}


@pytest.mark.parametrize("text", ["", "  ", "-", "7", "xqzzzw", "%", "\x00", "a" * 5000, "🙂"])
def test_places_matching_survives_anything_typed(text):
    assert len(places_matching(text, 5)) <= 5


def test_places_matching_asks_one_query_once_warm(django_assert_num_queries):
    warm_places()

    for text in ("dieppe", "saint", "76200", "xqzzw"):
        with django_assert_num_queries(1):
            places_matching(text)


def test_places_matching_is_safe_from_several_threads():
    """Threads share the index; the cached stamp is read by the main thread's connection only in this test."""
    from atelier.territories.queries import _index

    index = _index()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: [place.code for place in index.matching("saint aubin", 8)], range(40)))

    assert all(answer == answers[0] for answer in answers)


def test_load_reference_does_nothing_when_the_files_have_not_changed(data):
    assert load_reference(data) is False


def test_load_reference_again_changes_no_row_and_keeps_communes_that_are_gone(data):
    Commune.objects.filter(code="76217").update(name="Autre", population=1)
    Commune.objects.create(
        code="76999", name="Ancienne", search_key="ancienne", department_id="76", region_id="28", postcodes=""
    )

    assert load_reference(data, force=True) is True

    dieppe = Commune.objects.get(code="76217")
    assert (dieppe.name, dieppe.epci_id, dieppe.department_id) == ("Dieppe", "247600786", "76")
    assert dieppe.bounds == pytest.approx((1.0403, 49.8986, 1.1294, 49.9406), abs=0.01)
    assert Commune.objects.filter(is_current=True).count() == 34_969
    assert Commune.objects.get(code="76999").is_current is False


def test_commune_at_knows_land_from_sea():
    assert commune_at(1.0775, 49.92).name == "Dieppe"
    assert commune_at(0.9, 50.05) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("varengevile", "Varengeville-sur-Mer"),
        ("st aubin", "Saint-Aubin-sur-Scie"),
        ("arque la bat", "Arques-la-Bataille"),
        ("paris", "Paris"),
        ("lille", "Lille"),
    ],
)
def test_places_asked_at_the_table_of_dieppe_are_around_it_first_or_the_very_name(typed, first):
    found = [place.name for place in places_matching(typed, 8, near=(1.0775, 49.923))]

    assert first in found[:3]
