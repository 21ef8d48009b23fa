"""The catalogue's rules and pages."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.programme.catalogue.commands import keep_entry, publish_atelier
from atelier.programme.catalogue.models import CatalogueEntry
from atelier.programme.catalogue.places import PlaceAmbiguous, PlaceUnknown, codes_of
from atelier.programme.keeping import StillReferred, remove
from atelier.territories.models import ReferenceLoad
from tests.factories.programme import EntryFactory, SessionFactory, TermFactory
from tests.factories.territories import CommuneFactory, DepartmentFactory, EpciFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def dieppe():
    ReferenceLoad.objects.create(fingerprint="test")
    return CommuneFactory(code="76217", name="Dieppe", lon=1.08, lat=49.92)


def entry(**said):
    return CatalogueEntry(**{"slug": "a", "title": "A", "kind": "local", "place": "Dieppe", **said})


def test_codes_give_departments_and_point(dieppe):
    kept = entry(place_codes="76217")

    keep_entry(kept, terms=[], by=HOUSE)

    assert (kept.lon, kept.lat) == (1.08, 49.92)
    assert list(kept.departments.values_list("code", flat=True)) == ["76"]
    assert AuditEntry.objects.get(verb="catalogueentry.added").details["fields"][-1] == "departments"


def test_grouping_brings_the_departments_of_its_communes(dieppe):
    EpciFactory(code="247600786", lon=1.1, lat=49.9)
    CommuneFactory(code="80001", department=DepartmentFactory(code="80", name="Somme"))
    kept = entry(place_codes="247600786")

    keep_entry(kept, terms=[], by=HOUSE)

    assert sorted(kept.departments.values_list("code", flat=True)) == ["76", "80"]


def test_unknown_code_is_refused_and_nothing_is_written():
    with pytest.raises(PlaceUnknown):
        keep_entry(entry(place_codes="99999"), terms=[], by=HOUSE)

    assert CatalogueEntry.objects.count() == 0


def test_name_stands_for_a_code_unless_two_places_bear_it(dieppe):
    assert codes_of("dieppe, 76217") == ["76217", "76217"]
    CommuneFactory(code="76900", name="Dieppe")
    ReferenceLoad.objects.create(fingerprint="again")

    with pytest.raises(PlaceAmbiguous) as refused:
        codes_of("Dieppe")
    assert "Dieppe (76217)" in refused.value.sentence


def test_years_go_forward():
    with pytest.raises(ValidationError):
        keep_entry(entry(first_year=2020, last_year=2019), terms=[], by=HOUSE)


def test_published_atelier_keeps_what_the_national_team_wrote(dieppe):
    session = SessionFactory()
    said = {"title": "Dieppe", "kind": "local", "place": "Dieppe", "place_codes": "76217"}
    first = publish_atelier("dieppe", **said, by=HOUSE)
    first.session, first.story = session, "Un récit."
    keep_entry(first, terms=[], by=HOUSE)

    publish_atelier("dieppe", **{**said, "title": "Dieppe, un littoral"}, by=HOUSE)

    again = CatalogueEntry.objects.get()
    assert (again.title, again.story, again.session) == ("Dieppe, un littoral", "Un récit.", session)


def test_one_entry_an_atelier():
    EntryFactory(atelier_slug="dieppe")

    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(atelier_slug="dieppe")


def test_session_that_ateliers_name_cannot_be_removed():
    session = SessionFactory()
    EntryFactory(session=session, title="Fumel")

    with pytest.raises(StillReferred) as refused:
        remove(session, by=HOUSE)

    assert "Fumel" in refused.value.sentence
    assert AuditEntry.objects.count() == 0


def test_page_shows_marks_and_their_list(client):
    shown = EntryFactory(title="Fumel et ses halles")
    EntryFactory(title="Caché", is_public=False)
    EntryFactory(title="Session cachée", session=SessionFactory(is_public=False))

    page = client.get(reverse("programme:catalogue")).content.decode()

    address = reverse("programme:entry", args=[shown.slug])
    assert page.count(f'href="{address}"') == 2
    assert "Caché" not in page
    assert "Session cachée" not in page


def test_filters_stand_in_the_address_and_can_be_taken_off(client):
    term = TermFactory(slug="littoral", name="Littoral")
    EntryFactory(title="Au bord", kind="local").terms.add(term)
    EntryFactory(title="Au loin", kind="flash")

    page = client.get(reverse("programme:catalogue"), {"theme": "littoral", "type": "local"}).content.decode()

    assert "Au bord" in page
    assert "Au loin" not in page
    assert '<option value="littoral" selected>Littoral (1)</option>' in page
    assert 'href="?theme=littoral" class="chip"' in page


def test_questions_left_empty_leave_the_address(client):
    answer = client.get(reverse("programme:catalogue"), {"q": "", "type": "flash", "theme": ""})

    assert answer.headers["Location"] == reverse("programme:catalogue") + "?type=flash"


def test_empty_answer_says_what_to_do(client):
    EntryFactory()

    page = client.get(reverse("programme:catalogue"), {"q": "nulle part"}).content.decode()

    assert "Aucun atelier ne répond à tout cela à la fois" in page
    assert '<svg class="france"' not in page


@pytest.mark.parametrize(
    "name", ["programme:catalogue", "programme:sessions", "programme:chronicle", "programme:library"]
)
def test_queries_of_a_list_do_not_grow(client, django_assert_max_num_queries, name):
    furnish(1)
    asked = counted(client, name)
    furnish(40)

    with django_assert_max_num_queries(asked):
        client.get(reverse(name))


def furnish(count):
    from tests.factories.programme import EventFactory, PublicationFactory

    term, department = TermFactory(), DepartmentFactory()
    for _ in range(count):
        session = SessionFactory()
        made = EntryFactory(session=session)
        made.terms.add(term)
        made.departments.add(department)
        publication = PublicationFactory()
        publication.terms.add(term)
        EventFactory(publication=publication, session=session)


def counted(client, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))
    return len(queries)


def test_ground_of_the_map_is_light_and_kept(client):
    address = re.search(r'href="([^"]+)#ground"', page_with_map(client)).group(1)

    ground = client.get(address, headers={"accept-encoding": "gzip"})

    assert len(ground.content) < 60_000
    assert ground.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in ground.headers["Cache-Control"]


def page_with_map(client):
    EntryFactory()
    return client.get(reverse("programme:catalogue")).content.decode()
