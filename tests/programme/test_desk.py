"""The national team's desk: who enters, what it writes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.common.models import AuditEntry
from atelier.people.models import Account
from atelier.programme.desk.kinds import KEPT
from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term
from atelier.territories.models import ReferenceLoad
from tests.factories.people import AccountFactory, MandateFactory
from tests.factories.programme import EntryFactory, EventFactory, PublicationFactory, SessionFactory, TermFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
MADE = {
    "sessions": SessionFactory,
    "ateliers": EntryFactory,
    "publications": PublicationFactory,
    "frise": EventFactory,
    "classement": TermFactory,
}
FORMS = {
    "sessions": {"title": "Sols", "kind": "national", "first_year": 2021, "last_year": 2021},
    "ateliers": {"title": "Sols d’Auge", "kind": "local", "place": "Lisieux"},
    "publications": {"title": "Le sol", "kind": "guide"},
    "frise": {"title": "Loi", "year": 2021, "rank": 0, "lane": "policy"},
    "classement": {"family": "theme", "name": "Sols vivants"},
}


def account_of(organisation_kind: str) -> Account:
    return MandateFactory(organisation__kind=organisation_kind).account


@pytest.fixture
def national(client):
    client.force_login(account_of("national"))
    return client


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("who", ["departmental", "regional", "commune", "nobody"])
def test_desk_is_closed_to_whoever_is_not_of_the_national_team(client, kind, who):
    thing = MADE[kind]()
    client.force_login(AccountFactory() if who == "nobody" else account_of(who))
    edit = reverse("programme:desk_edit", args=[kind, thing.pk])

    answers = [client.get(reverse("programme:desk")), client.get(edit), client.post(edit, FORMS[kind])]
    answers += [client.post(reverse("programme:desk_remove", args=[kind, thing.pk]))]

    assert {answer.status_code for answer in answers} == {403}
    assert type(thing).objects.count() == 1


@pytest.mark.parametrize("kind", KEPT)
def test_each_kind_is_added_changed_and_removed_with_its_trace(national, kind):
    model = KEPT[kind].model

    national.post(reverse("programme:desk_create", args=[kind]), {**FORMS[kind], "is_public": "on"})
    thing = model.objects.get()
    naming = KEPT[kind].form.naming
    changed = {**FORMS[kind], "slug": thing.slug, "is_public": "on", naming: "Autre nom"}
    national.post(reverse("programme:desk_edit", args=[kind, thing.pk]), changed)
    thing.refresh_from_db()
    listed = national.get(reverse("programme:desk_list", args=[kind])).content.decode()
    national.post(reverse("programme:desk_remove", args=[kind, thing.pk]))

    assert str(thing) == "Autre nom"
    assert "Autre nom" in listed
    assert model.objects.count() == 0
    name = model._meta.model_name
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", "author").distinct())
    author = Account.objects.get().author_ref
    assert verbs == [(f"{name}.added", author), (f"{name}.changed", author), (f"{name}.removed", author)]


def test_address_is_made_from_the_title_and_never_taken_twice(national):
    for _ in range(2):
        national.post(reverse("programme:desk_create", args=["sessions"]), FORMS["sessions"])

    assert sorted(NationalSession.objects.values_list("slug", flat=True)) == ["sols", "sols-2"]


def test_atelier_is_placed_by_the_name_of_its_commune(national):
    ReferenceLoad.objects.create(fingerprint="test")
    CommuneFactory(code="14366", name="Lisieux", lon=0.23, lat=49.15)

    national.post(reverse("programme:desk_create", args=["ateliers"]), {**FORMS["ateliers"], "where": "lisieux"})

    entry = CatalogueEntry.objects.get()
    assert (entry.place_codes, entry.lon) == ("14366", 0.23)


def test_wrong_answers_come_back_with_a_sentence(national):
    bad = {**FORMS["ateliers"], "where": "Nulle-Part-sur-Rien", "last_year": 2020}

    answer = national.post(reverse("programme:desk_create", args=["ateliers"]), bad)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Dites aussi la première année." in page
    assert "ne répond à" in page
    assert CatalogueEntry.objects.count() == 0


def test_pdf_is_sent_and_what_is_not_one_is_refused(national, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    address = reverse("programme:desk_create", args=["publications"])
    EntryFactory(slug="fumel")

    bad = national.post(address, {**FORMS["publications"], "pdf": SimpleUploadedFile("a.pdf", b"MZ")})
    good = {**FORMS["publications"], "ateliers": "fumel", "pdf": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    national.post(address, good)

    assert bad.status_code == 422
    publication = Publication.objects.get()
    assert (publication.file_bytes, publication.entries.get().slug) == (8, "fumel")


def test_saving_without_a_change_leaves_no_trace(national):
    term = TermFactory(name="Eau", slug="eau")

    national.post(
        reverse("programme:desk_edit", args=["classement", term.pk]), {"family": "theme", "name": "Eau", "slug": "eau"}
    )

    assert AuditEntry.objects.count() == 0


def test_unknown_word_or_number_is_not_there(national):
    assert national.get(reverse("programme:desk_list", args=["recettes"])).status_code == 404
    assert national.get(reverse("programme:desk_edit", args=["sessions", 99])).status_code == 404


def test_public_pages_lead_the_national_team_to_the_desk(national):
    EventFactory()
    page = national.get(reverse("programme:chronicle")).content.decode()

    assert reverse("programme:desk") in page
    assert ChronicleEvent.objects.count() == 1
    assert Term.objects.count() == 0
