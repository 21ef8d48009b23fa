"""Actions come from what was said, and nothing of them is lost."""

import datetime as dt

import pytest

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.lineage.commands import LineageLoop, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Edge
from atelier.roadmaps.models import Action, ActionChange, Dependency
from atelier.roadmaps.plan import commands as plan
from atelier.roadmaps.plan.commands import (
    add_axis,
    change_action,
    change_axis,
    open_roadmap,
    remove_axis,
    write_action,
)
from atelier.roadmaps.plan.errors import (
    ActionChanged,
    AxisChanged,
    AxisInUse,
    DatesReversed,
    DependencyLoop,
    NotABlockage,
    OtherRoadmap,
    TitleMissing,
)
from atelier.roadmaps.plan.needs import add_line, depend, gate_action, lift_gate, remove_line, undo_dependency
from atelier.roadmaps.plan.places import gathered
from tests.factories.ateliers import AtelierFactory
from tests.factories.contributions import CardFactory
from tests.factories.roadmaps import ActionFactory, AxisFactory, RoadmapFactory

pytestmark = pytest.mark.django_db
HOUSE = System()
BEACH = {"type": "Polygon", "coordinates": [[[1.07, 49.92], [1.09, 49.92], [1.09, 49.93], [1.07, 49.92]]]}
PIER = {"type": "LineString", "coordinates": [[1.08, 49.93], [1.081, 49.935]]}


@pytest.fixture
def axis():
    return add_axis(open_roadmap(AtelierFactory(), by=HOUSE), title="Le front de mer", by=HOUSE)


def test_open_roadmap_gives_the_one_there_is_when_asked_twice():
    atelier = AtelierFactory(title="Un littoral")

    first, second = open_roadmap(atelier, by=HOUSE), open_roadmap(atelier, title="Autre", by=HOUSE)

    assert first == second
    assert "Un littoral" in first.title


def test_write_action_lies_where_its_cards_lie_and_comes_from_them(axis):
    atelier = axis.roadmap.atelier
    one = write_card(atelier, Said(kind="hypothesis", text="Une plage sans voitures", geometry=BEACH), by=HOUSE)
    two = write_card(atelier, Said(kind="lead", text="Une jetée à pied", geometry=PIER), by=HOUSE)
    gate = write_card(atelier, Said(kind="blockage", text="Le parking appartient au port"), by=HOUSE)

    action = write_action(
        axis.roadmap,
        axis=axis,
        title="Rendre la plage",
        sources=[node_of(one), node_of(two)],
        gated_by=[gate],
        by=HOUSE,
    )

    assert (action.name, action.geometry, action.west) == ("A-1", BEACH, 1.07)
    edges = Edge.objects.of(atelier).filter(target=action.pk).values_list("source", "relation")
    assert set(edges) == {(one.pk, "led_to"), (two.pk, "led_to"), (gate.pk, "gates")}
    assert [one.card for one in action.gates.all()] == [gate]


def test_write_action_takes_the_place_of_the_drawing_when_its_card_has_none(axis):
    atelier = axis.roadmap.atelier
    drawn = write_card(atelier, Said(kind="finding", text="La jetée s'effrite", geometry=PIER), by=HOUSE)
    card = write_card(
        atelier, Said(kind="hypothesis", text="Une jetée"), sources=[node_of(drawn)], relation=Relation.LED_TO, by=HOUSE
    )

    action = write_action(axis.roadmap, axis=axis, title="Réparer la jetée", sources=[node_of(card)], by=HOUSE)

    assert action.geometry == PIER


def test_write_action_is_carried_by_its_demonstrator(axis):
    demonstrator = Node("demonstrator", AxisFactory().pk)

    action = write_action(axis.roadmap, axis=axis, title="Une halle", demonstrator=demonstrator.id, by=HOUSE)

    edge = Edge.objects.of(axis.roadmap.atelier).get(target=action.pk)
    assert (edge.source_kind, edge.source, edge.relation) == ("demonstrator", demonstrator.id, "carried")
    with pytest.raises(LineageLoop):
        link(axis.roadmap.atelier, [plan.node_of(action)], demonstrator, Relation.LED_TO, by=HOUSE)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": "  "}, TitleMissing),
        ({"starts_on": dt.date(2027, 5, 1), "ends_on": dt.date(2027, 4, 1)}, DatesReversed),
    ],
)
def test_write_action_is_refused_and_writes_nothing_when_wrong(axis, wrong, refusal):
    with pytest.raises(refusal):
        write_action(axis.roadmap, **{"axis": axis, "title": "Une halle", "by": HOUSE, **wrong})

    assert not Action.objects.of(axis.roadmap.atelier).exists()


def test_write_action_is_refused_under_the_axis_of_another_roadmap(axis):
    with pytest.raises(AxisChanged):
        write_action(axis.roadmap, axis=AxisFactory(), title="Une halle", by=HOUSE)


def test_change_action_keeps_what_it_was_and_refuses_an_old_revision(axis):
    action = write_action(axis.roadmap, axis=axis, title="Une halle", by=HOUSE)
    before = axis.roadmap.__class__.everywhere.get(pk=axis.roadmap_id).revision

    changed = change_action(action, revision=1, title="Une halle ouverte", starts_on=dt.date(2027, 3, 1), by=HOUSE)

    kept = ActionChange.objects.of(axis.roadmap.atelier).get()
    assert kept.before == {"title": "Une halle", "starts_on": None}
    assert kept.after == {"title": "Une halle ouverte", "starts_on": "2027-03-01"}
    assert changed.roadmap.revision == before + 1
    with pytest.raises(ActionChanged):
        change_action(action, revision=1, title="Une halle fermée", by=HOUSE)
    assert Action.everywhere.get(pk=action.pk).title == "Une halle ouverte"


def test_a_dependency_that_closes_a_loop_is_refused():
    first, second, third = ActionFactory.create_batch(3, roadmap=RoadmapFactory())
    depend(first, second, by=HOUSE)
    depend(second, third, by=HOUSE)

    assert depend(second, third, by=HOUSE).pk == Dependency.everywhere.get(after=third).pk
    for before, after in ((third, first), (first, first), (second, first)):
        with pytest.raises(DependencyLoop) as refusal:
            depend(before, after, by=HOUSE)
        assert before.name in refusal.value.sentence
    with pytest.raises(OtherRoadmap):
        depend(first, ActionFactory(), by=HOUSE)

    undo_dependency(Dependency.everywhere.get(after=third), by=HOUSE)
    assert Dependency.everywhere.count() == 1


def test_only_a_blockage_of_the_atelier_gates_an_action(axis):
    action = ActionFactory(roadmap=axis.roadmap)

    with pytest.raises(NotABlockage):
        gate_action(action, CardFactory(atelier=axis.roadmap.atelier, kind="finding"), by=HOUSE)
    with pytest.raises(OtherRoadmap):
        gate_action(action, CardFactory(kind="blockage"), by=HOUSE)
    gate = gate_action(action, CardFactory(atelier=axis.roadmap.atelier, kind="blockage"), by=HOUSE)
    lifted = lift_gate(gate, how="Le port cède le parking", on=dt.date(2027, 1, 8), by=HOUSE)

    assert (lifted.lifted_on, lifted.lifted_how) == (dt.date(2027, 1, 8), "Le port cède le parking")


def test_every_write_makes_the_revision_of_the_roadmap_grow(axis):
    action = write_action(axis.roadmap, axis=axis, title="Une halle", by=HOUSE)
    other = write_action(axis.roadmap, axis=axis, title="Un marché", by=HOUSE)
    blockage = CardFactory(atelier=axis.roadmap.atelier, kind="blockage")
    line = None

    def added():
        nonlocal line
        line = add_line(action, "funding", label="Études", amount_eur="1200.50", by=HOUSE)

    for write in (
        added,
        lambda: remove_line(line, by=HOUSE),
        lambda: depend(action, other, by=HOUSE),
        lambda: gate_action(action, blockage, by=HOUSE),
        lambda: change_action(action, status="late", by=HOUSE),
        lambda: change_axis(axis, title="Autre", text="", ordinal=2, by=HOUSE),
    ):
        before = _revision(axis)
        write()
        assert _revision(axis) == before + 1


def test_an_axis_in_use_is_not_removed(axis):
    write_action(axis.roadmap, axis=axis, title="Une halle", by=HOUSE)

    with pytest.raises(AxisInUse):
        remove_axis(axis, by=HOUSE)
    empty = add_axis(axis.roadmap, title="Vide", by=HOUSE)
    remove_axis(empty, by=HOUSE)

    assert list(axis.roadmap.axes.all()) == [axis]


def test_gathered_keeps_the_highest_dimension_of_several_places():
    point = {"type": "Point", "coordinates": [1.0, 49.0]}

    assert gathered([]) is None
    assert gathered([point, PIER]) == PIER
    assert gathered([PIER, point, PIER]) == {"type": "MultiLineString", "coordinates": [PIER["coordinates"]] * 2}
    assert (
        gathered([BEACH, PIER, {"type": "MultiPolygon", "coordinates": [BEACH["coordinates"]]}])["type"]
        == "MultiPolygon"
    )


def _revision(axis):
    return type(axis.roadmap).everywhere.get(pk=axis.roadmap_id).revision
