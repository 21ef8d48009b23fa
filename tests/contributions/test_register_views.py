"""The register and its projects on screen."""

import pytest
from django.urls import reverse

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, write_card
from atelier.contributions.models import Card, Project
from atelier.contributions.register.commands import Planned, write_project
from tests.factories.ateliers import MembershipFactory

pytestmark = pytest.mark.django_db
BY = System()
PLACE = {"type": "Point", "coordinates": [1.08, 49.92]}


@pytest.fixture
def atelier(client):
    membership = MembershipFactory()
    client.force_login(membership.account)
    return membership.atelier


def page(name, *args):
    return reverse(f"contributions:{name}", args=args)


def resource(atelier, text="Les chantiers navals", **said):
    return write_card(atelier, Said(kind="resource", text=text, **said), by=BY)


def test_the_page_draws_the_map_and_tells_what_is_missing(client, atelier):
    card = resource(atelier, family="natural", geometry=PLACE)

    shown = client.get(page("register", atelier.slug)).content.decode()

    assert "<circle" in shown
    assert f'id="{card.name}"' in shown


def test_families_are_given_to_several_cards_at_once(client, atelier):
    one, two = resource(atelier), resource(atelier, family="human")

    client.post(page("register_sort", atelier.slug), {f"family-{one.pk}": "natural", f"family-{two.pk}": "human"})

    assert [Card.everywhere.get(pk=card.pk).family for card in (one, two)] == ["natural", "human"]
    assert Card.everywhere.get(pk=two.pk).revision == 1


def test_a_project_is_written_at_the_place_of_a_resource(client, atelier):
    card = resource(atelier, geometry=PLACE)
    words = {"title": "Rouvrir la cale", "existing": "no", "status": "idea", "place": str(card.pk)}

    answer = client.post(page("project_add", atelier.slug), {**words, "resources": [str(card.pk)]})

    project = Project.everywhere.get()
    assert answer.headers["Location"] == page("project", atelier.slug, project.pk)
    assert project.geometry == PLACE
    assert card.name in client.get(page("projects", atelier.slug)).content.decode()


def test_files_have_french_headings_and_no_formula(client, atelier):
    write_project(atelier, Planned(title="=cmd()", is_existing=True), by=BY, resources=[resource(atelier)])

    held = {kind: client.get(page("register_file", atelier.slug, kind)).content.decode("utf-8-sig")
            for kind in ("ressources", "projets")}  # fmt: skip

    assert held["ressources"].startswith("Carte;Famille;Ressource;Collège;")
    assert held["projets"].splitlines()[1].startswith("'=cmd();existant;")
    assert client.get(page("register_file", atelier.slug, "autre")).status_code == 404
