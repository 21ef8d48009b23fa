"""Words looked for in what people wrote, whatever the accents and the capitals."""

import pytest

from atelier.contributions.models import Contribution
from atelier.engines.lists.headings import plain
from tests.factories.contributions import ContributionFactory

pytestmark = pytest.mark.django_db
TEXTS = (
    "La FALAISE recule",
    "falaises, à l’Est",
    "Cœur de bourg",
    "coeur du port",
    "Étang* [no 3]",
    "chemin-creux",
    "",
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("falaise", TEXTS[:2]),
        ("Falaises à l’est", TEXTS[1:2]),
        ("cœur", TEXTS[2:4]),
        ("COEUR DU", TEXTS[3:4]),
        ("étang no 3", TEXTS[4:5]),
        ("chemin creux", TEXTS[5:6]),
        ("chemincreux", ()),
        ("3", TEXTS[4:5]),
    ],
)
def test_words_are_found_as_people_write_them(words, found):
    for text in TEXTS:
        ContributionFactory(text=text)

    said = Contribution.everywhere.filter(text__says=plain(words)).values_list("text", flat=True)

    assert sorted(said) == sorted(found)
