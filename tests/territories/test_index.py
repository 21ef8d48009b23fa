"""The index of places follows the rows, loaded or not."""

import pytest

from atelier.territories.models import ReferenceLoad
from atelier.territories.queries import places_matching
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_a_commune_that_no_load_brought_is_found_at_once():
    ReferenceLoad.objects.all().delete()
    assert "Exemple-sur-Rien" not in {place.name for place in places_matching("exemple sur rien")}

    CommuneFactory(code="76999", name="Exemple-sur-Rien")

    assert places_matching("exemple sur rien")[0].name == "Exemple-sur-Rien"
