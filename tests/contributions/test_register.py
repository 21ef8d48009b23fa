"""Resources by family, and the projects that stand on them."""

import pytest

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, decide_card, merge_cards, write_card
from atelier.contributions.cards.errors import CardEnded, OtherAtelier
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.walking import origins_of
from atelier.contributions.register.commands import (
    Planned,
    change_project,
    ground_project,
    node_of_project,
    set_family,
    write_project,
)
from atelier.contributions.register.errors import (
    FamilyKnown,
    FamilyUnknown,
    FamilyUsed,
    NotResource,
    ProjectChanged,
)
from atelier.contributions.register.families import add_family, families_of, remove_family, rename_family
from atelier.contributions.register.queries import grounded_projects, register_of
from tests.factories.ateliers import AtelierFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def atelier():
    return AtelierFactory()


def resource(atelier, text="Les chantiers navals", family="", kind="resource"):
    return write_card(atelier, Said(kind=kind, text=text, family=family), by=BY)


def test_the_register_says_what_each_family_holds_and_which_are_missing(atelier):
    natural = resource(atelier, "L’estran", "natural")
    loose = resource(atelier, "Le marché")
    resource(atelier, "La plage recule", kind="finding")
    decide_card(resource(atelier, "Une rumeur", "human"), "dropped", reason="non", by=BY)

    register = register_of(atelier)

    held = {family.key: [one.card for one in resources] for family, resources in register.families if resources}
    assert held == {"natural": [natural]}
    assert [one.card for one in register.others] == [loose]
    assert [one.key for one in register.missing] == ["human", "agricultural", "economic", "material", "intangible"]


def test_an_atelier_adds_renames_and_removes_its_own_families(atelier):
    added = add_family(atelier, "Énergies", by=BY)
    with pytest.raises(FamilyKnown):
        add_family(atelier, " énergies ", by=BY)
    card = set_family(resource(atelier), added.key, by=BY)

    rename_family(added, "Énergies de la mer", by=BY)

    assert families_of(atelier)[-1].label == "Énergies de la mer"
    assert [one.card for _family, found in register_of(atelier).families for one in found] == [card]
    with pytest.raises(FamilyUsed):
        remove_family(added, by=BY)
    set_family(card, "", by=BY)
    remove_family(added, by=BY)
    assert len(families_of(atelier)) == 6


def test_only_a_resource_has_a_family_and_only_one_that_exists(atelier):
    with pytest.raises(NotResource):
        set_family(resource(atelier, kind="finding"), "natural", by=BY)
    with pytest.raises(FamilyUnknown):
        set_family(resource(atelier), "autre", by=BY)
    add_family(AtelierFactory(), "Ailleurs", by=BY)
    with pytest.raises(FamilyUnknown):
        set_family(resource(atelier), "ailleurs", by=BY)


def test_a_project_stands_on_resources_and_is_told_in_the_lineage(atelier):
    used, unused = resource(atelier), resource(atelier, "L’estran")
    planned = Planned(title="Rouvrir la cale", is_existing=True, bearer_name="La Ville")

    project = write_project(atelier, planned, by=BY, resources=[used])

    register = register_of(atelier)
    assert [(one.card, one.projects) for one in register.resources] == [(used, [project]), (unused, [])]
    assert [one.card for one in register.unused] == [unused]
    assert origins_of(atelier, [node_of_project(project)]) == {Node("card", used.pk)}
    assert tell_nodes(atelier, [node_of_project(project)])[node_of_project(project)].title == "Rouvrir la cale"


def test_a_project_follows_its_resources_when_they_are_merged(atelier):
    one, two = resource(atelier), resource(atelier, "La forge marine")
    project = write_project(atelier, Planned(title="Rouvrir la cale"), by=BY, resources=[one])

    merged = merge_cards([one, two], Said(kind="resource", text="Les métiers du port"), by=BY)

    assert [(found.card, found.projects) for found in register_of(atelier).resources] == [(merged, [project])]
    assert [found.resources for found in grounded_projects(atelier)] == [[merged]]


def test_a_project_stands_on_nothing_else_than_resources_that_stand(atelier):
    project = write_project(atelier, Planned(title="Rouvrir la cale"), by=BY)
    gone = resource(atelier)
    decide_card(gone, "withdrawn", by=BY)

    for refusal, card in (
        (NotResource, resource(atelier, kind="finding")),
        (OtherAtelier, resource(AtelierFactory())),
        (CardEnded, gone),
    ):
        with pytest.raises(refusal):
            ground_project(project, [card], by=BY)


def test_a_project_somebody_changed_meanwhile_is_read_first(atelier):
    project = write_project(atelier, Planned(title="Rouvrir la cale"), by=BY)
    changed = change_project(project, Planned(title="Rouvrir la cale sèche"), by=BY, revision=1)

    assert changed.revision == 2
    with pytest.raises(ProjectChanged):
        change_project(project, Planned(title="Autre"), by=BY, revision=1)


def test_the_register_costs_the_same_queries_whatever_it_holds(atelier, django_assert_max_num_queries):
    for number in range(10):
        write_project(atelier, Planned(title=f"P{number}"), by=BY, resources=[resource(atelier, f"R{number}")])

    with django_assert_max_num_queries(5):
        assert len(register_of(atelier).resources) == 10
