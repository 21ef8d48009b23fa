"""No path of lineage leads back to its start, whatever is merged, split or passed on."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, merge_cards, node_of, pass_on, split_card, write_card
from atelier.contributions.cards.enums import STANDING
from atelier.contributions.lineage.commands import LineageLoop, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.walking import origins_of, reached_from
from atelier.contributions.models import Card
from tests.factories.ateliers import AtelierFactory

pytestmark = pytest.mark.django_db
BY = System()


def test_a_link_that_would_close_a_loop_is_refused():
    atelier = AtelierFactory()
    first, second, third = (Node("card", uuid4()) for _ in range(3))
    link(atelier, [first], second, Relation.LED_TO, by=BY)
    link(atelier, [second], third, Relation.LED_TO, by=BY)

    with pytest.raises(LineageLoop):
        link(atelier, [third], first, Relation.LED_TO, by=BY)
    with pytest.raises(LineageLoop):
        link(atelier, [first], first, Relation.LED_TO, by=BY)

    assert reached_from(atelier, [first]) == {second, third}


def test_the_lineage_of_another_atelier_is_not_walked():
    first, second = Node("card", uuid4()), Node("card", uuid4())
    link(AtelierFactory(), [first], second, Relation.LED_TO, by=BY)

    assert reached_from(AtelierFactory(), [first]) == set()


@given(moves=st.lists(st.tuples(st.sampled_from(["merge", "split", "pass"]), st.integers(0, 9), st.integers(0, 9)),
                      max_size=10))  # fmt: skip
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lineage_stays_without_loop_and_complete(db, moves):
    atelier = AtelierFactory()
    first = [write_card(atelier, Said(kind="finding", text=f"Constat {n}"), by=BY) for n in range(4)]

    for move, one, other in moves:
        standing = list(Card.objects.of(atelier).filter(fate__in=STANDING))
        left, right = standing[one % len(standing)], standing[other % len(standing)]
        if move == "merge" and left != right:
            merge_cards([left, right], Said(kind="finding", text="Ensemble"), by=BY)
        elif move == "split":
            split_card(left, [Said(kind="finding", text="Une part"), Said(kind="finding", text="L’autre")], by=BY)
        elif move == "pass":
            pass_on(left, Said(kind="lead", text="Une piste"), by=BY)

    starts = {node_of(card) for card in first}
    for card in Card.objects.of(atelier):
        origins = origins_of(atelier, [node_of(card)])
        assert node_of(card) not in origins
        assert origins & starts or node_of(card) in starts
    for card in Card.objects.of(atelier).filter(fate__in=["merged", "split"]):
        assert reached_from(atelier, [node_of(card)])
