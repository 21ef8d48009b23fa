"""A running atelier is shown in the catalogue of the programme, brought up to date, hidden."""

import pytest
from django.urls import reverse

from atelier.programme.models import CatalogueEntry
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.calls import ApplicationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
PAGE = "/ateliers/scie/catalogue/"


@pytest.fixture
def lead(client):
    atelier = AtelierFactory(slug="scie", title="La vallée de la Scie", kind="local", territory="Vallée de la Scie")
    client.force_login(MembershipFactory(atelier=atelier, role="lead").account)
    CommuneFactory(code="76217", name="Dieppe", lon=1.08, lat=49.92)
    return atelier


def test_atelier_is_shown_to_everyone_then_hidden(client, lead):
    answer = client.post(PAGE, {"place": "Dieppe", "is_public": "on"})

    entry = CatalogueEntry.objects.get()
    assert answer.url == reverse("programme:entry", args=[entry.slug])
    assert (entry.title, entry.place_codes, entry.lon) == ("La vallée de la Scie", "76217", 1.08)
    client.logout()
    assert client.get(answer.url).status_code == 200

    client.force_login(lead.memberships.get().account)
    client.post(PAGE, {"place": "76217"})
    assert CatalogueEntry.objects.get().is_public is False
    assert client.get(answer.url).status_code == 404


def test_place_nobody_knows_is_said_beside_the_field(client, lead):
    answer = client.post(PAGE, {"place": "Nulle-Part-sur-Mer", "is_public": "on"})

    assert answer.status_code == 422
    assert "Nulle-Part-sur-Mer" in answer.context["form"].errors["place"][0]
    assert not CatalogueEntry.objects.exists()


def test_communes_of_the_application_are_proposed(client, lead):
    from atelier.ateliers.models import Year

    application = ApplicationFactory(communes=["76217"], epcis=["247600786"])
    Year.everywhere.create(
        atelier=lead, starts_on="2026-09-01", pattern={}, application_ref=f"application:{application.pk}"
    )

    assert client.get(PAGE).context["form"].initial["place"] == "247600786, 76217"
