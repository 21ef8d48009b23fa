"""The reliefs shipped with the demonstration."""

import re
import zipfile

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from atelier.reliefs.making import make
from atelier.reliefs.models import Relief, ReliefFile
from atelier.site.demo_reliefs import SHIPPED, WISHES, make_reliefs
from tests.factories.ateliers import AtelierFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_newcomer_finds_a_block_and_a_kit_with_what_they_were_made_from():
    atelier = AtelierFactory(slug="dieppe", site="dieppe")
    facilitator = MembershipFactory(atelier=atelier, role="facilitator").account
    client = Client(headers={"accept-language": "fr"})
    client.force_login(facilitator)

    make_reliefs(atelier, facilitator)

    words = client.get(reverse("reliefs:list", args=["dieppe"])).content.decode()
    assert "La basse vallée de l’Arques" in words
    assert "L’Arques à monter en carton" in words
    kit = Relief.everywhere.get(kind="kit")
    page = client.get(reverse("reliefs:detail", args=["dieppe", kit.pk])).content.decode()
    assert "28 pièces sur 2 planches" in page
    assert re.search(r"25\s000", page)
    assert "Refaire, avec les dessins d’aujourd’hui" in page
    for one in ReliefFile.everywhere.select_related("relief"):
        taken = client.get(reverse("reliefs:file", args=["dieppe", one.relief_id, one.ordinal]))
        assert taken.status_code == 200
        assert len(b"".join(taken)) > 10_000


@pytest.mark.usefixtures("dieppe_ground")
@pytest.mark.parametrize("key", WISHES)
def test_what_is_shipped_is_what_the_engine_makes(tmp_path, key):
    made = make(WISHES[key], slug="dieppe", atelier_id=0, folder=tmp_path, language="fr")

    with zipfile.ZipFile(settings.DATA_DIR / SHIPPED) as shipped:
        for path in made.parts:
            if path.suffix == ".svg":  # python tools/make_demo_reliefs.py makes them again
                assert shipped.read(f"{key}/{path.name}").decode() == path.read_text(encoding="utf-8"), path.name
