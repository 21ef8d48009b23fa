"""Each form has limits, and says them in a sentence; nothing is kept of what goes beyond."""

import pytest
from django.test import Client
from django.urls import reverse

from atelier.reliefs.models import Relief
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.reliefs.test_views import BLOCK, MODEL, PLACE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_ground")]
KIT = {
    **PLACE, "scale": "25000", "thickness": "2", "exaggeration": "2", "sheet_width": "600", "sheet_depth": "400",
    "sea": "flat", "file": "svg",
}  # fmt: skip
FORMS = {
    "bloc": BLOCK, "maquette": MODEL, "carton": KIT,
    "ombrage": {**PLACE, "light": "soft", "exaggeration": "1"}, "courbes": {**PLACE, "interval": "10"},
}  # fmt: skip
AT_LEAST, AT_MOST = "supérieure ou égale à", "inférieure ou égale à"


@pytest.fixture
def facilitator():
    client = Client(headers={"accept-language": "fr"})
    client.force_login(MembershipFactory(atelier=AtelierFactory(slug="ici"), role="facilitator").account)
    return client


@pytest.mark.parametrize(
    ("path", "change", "sentence"),
    [
        ("bloc", {"width_km": "500"}, AT_MOST),
        ("bloc", {"width_km": "0"}, AT_LEAST),
        ("bloc", {"lat": "nan"}, "nombre"),
        ("bloc", {"exaggeration": "0"}, AT_LEAST),
        ("bloc", {"exaggeration": "-2"}, AT_LEAST),
        ("bloc", {"title": "x" * 200}, "80 caractères"),
        ("maquette", {"bed_width": "10"}, AT_LEAST),
        ("maquette", {"scale": "0"}, AT_LEAST),
        ("maquette", {"base_mm": "0"}, AT_LEAST),
        ("carton", {"thickness": "0"}, AT_LEAST),
        ("carton", {"sheet_width": "5"}, AT_LEAST),
        ("carton", {"layers": "1"}, AT_LEAST),
        ("carton", {"layers": "500"}, AT_MOST),
        ("ombrage", {"exaggeration": "0"}, AT_LEAST),
        ("courbes", {"interval": "0"}, AT_LEAST),
    ],
)
def test_wish_beyond_the_limits_of_its_form_comes_back_with_a_sentence(facilitator, path, change, sentence):
    answer = facilitator.post(reverse("reliefs:create", args=["ici", path]), {**FORMS[path], **change})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Relief.everywhere.exists()


@pytest.mark.parametrize(
    ("path", "change", "sentence"),
    [
        ("maquette", {"scale": "500", "bed_width": "40", "bed_depth": "40"}, "échelle plus petite"),
        ("maquette", {"scale": "1000000", "width_km": "1", "depth_km": "1"}, "échelle plus grande"),
        ("carton", {"scale": "500", "width_km": "30", "depth_km": "30"}, "planches"),
        ("carton", {"scale": "1000000", "width_km": "1", "depth_km": "1"}, "échelle plus grande"),
    ],
)
def test_wish_whose_parts_do_not_go_together_is_told_before_it_is_made(facilitator, path, change, sentence):
    answer = facilitator.get(reverse("reliefs:measure", args=["ici", path]), {**FORMS[path], **change})

    assert sentence in " ".join(answer.json()["errors"])
    assert answer.json()["lines"] == []
