"""Prototypes: variants, those who tried them, what they said, what changed."""

import pytest
from django.test import Client
from django.urls import reverse

from atelier.common.audit import System
from atelier.contributions.cards.commands import node_of
from atelier.contributions.cards.errors import WordsMissing
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.walking import reached_from
from atelier.contributions.models import Card
from atelier.synthesis.models import Remark, UserTest, Variant
from atelier.synthesis.prototypes.commands import (
    Trial,
    add_variant,
    begin_solution,
    card_from_remark,
    note_trial,
    variant_node,
)
from atelier.synthesis.prototypes.errors import AlreadyCard, OtherSolution, VariantReplaced, WhyMissing
from tests.factories.ateliers import MembershipFactory
from tests.factories.shaping import DemonstratorFactory, RemarkFactory, SolutionFactory, VariantFactory

pytestmark = pytest.mark.django_db
BY = System()


def test_a_variant_that_replaces_another_says_why_and_which_remarks_it_answers():
    demonstrator = DemonstratorFactory()
    first = begin_solution(demonstrator, title="Un banc", text="En bois, à roulettes.", by=BY)
    test = note_trial(first, Trial(name="Léa", has_consent=True, college="inhabitant", remarks=["Trop lourd"]), by=BY)
    remark = test.remarks.get()
    card = card_from_remark(remark, "blockage", by=BY)

    second = add_variant(first.solution, text="En osier.", replaces=first, why="Plus léger", answers=[remark], by=BY)

    remark.refresh_from_db()
    first.refresh_from_db()
    assert (remark.answered_by, first.replaced_by, second.number) == (second, second, 2)
    assert (card.who, card.college, card.origin_name) == ("Léa", "inhabitant", "Un banc · Variante 1")
    reached = reached_from(demonstrator.atelier, [Node("demonstrator", demonstrator.pk)])
    assert reached == {variant_node(first), node_of(card), variant_node(second)}


def test_a_card_made_after_the_answer_leads_to_it_all_the_same():
    first = begin_solution(DemonstratorFactory(), title="Un banc", text="En bois.", by=BY)
    remark = note_trial(first, Trial(remarks=["Trop lourd"]), by=BY).remarks.get()
    second = add_variant(first.solution, text="En osier.", replaces=first, why="Léger", answers=[remark], by=BY)

    card = card_from_remark(Remark.everywhere.get(), "blockage", by=BY)

    assert variant_node(second) in reached_from(card.atelier, [node_of(card)])


def test_nobody_is_named_without_consent():
    test = note_trial(VariantFactory(), Trial(name="Léa", college="inhabitant", remarks=["Oui", " "]), by=BY)

    assert (test.name, test.remarks.count()) == ("", 1)
    card = card_from_remark(test.remarks.get(), "finding", by=BY)
    assert (card.who, card.has_consent) == ("", False)


def test_what_makes_no_sense_is_refused_with_a_sentence():
    first = begin_solution(DemonstratorFactory(), title="Un banc", text="En bois.", by=BY)
    foreign = RemarkFactory()

    with pytest.raises(WhyMissing):
        add_variant(first.solution, text="En osier.", replaces=first, by=BY)
    with pytest.raises(OtherSolution):
        add_variant(first.solution, text="En osier.", replaces=VariantFactory(), why="Léger", by=BY)
    with pytest.raises(OtherSolution):
        add_variant(first.solution, text="En osier.", answers=[foreign], by=BY)
    with pytest.raises(WordsMissing):
        note_trial(first, Trial(remarks=["  "]), by=BY)
    with pytest.raises(WordsMissing):
        begin_solution(first.solution.demonstrator, title="Un mât", text=" ", by=BY)
    add_variant(first.solution, text="En osier.", replaces=first, why="Léger", by=BY)
    with pytest.raises(VariantReplaced):
        add_variant(first.solution, text="En toile.", replaces=first, why="Encore", by=BY)


def test_a_remark_becomes_a_card_once():
    remark = RemarkFactory()
    card_from_remark(remark, "finding", by=BY)

    with pytest.raises(AlreadyCard):
        card_from_remark(remark, "finding", by=BY)


# Through the door people use


@pytest.fixture
def writer():
    membership = MembershipFactory(atelier__slug="ici", role="team")
    client = Client()
    client.force_login(membership.account)
    return client, membership


def test_a_solution_is_told_as_a_chronology(writer):
    client, membership = writer
    one = DemonstratorFactory(atelier=membership.atelier)
    begun = {"title": "Un banc", "text": "En bois.", "made_on": "2027-03-02"}
    client.post(reverse("synthesis:solution_add", args=["ici", one.pk]), begun)
    first = Variant.everywhere.get()
    tried = {
        "tested_on": "2027-03-09", "college": "inhabitant", "name": "Léa", "has_consent": "on",
        "remarks": "Trop lourd\nTrop bas",
    }  # fmt: skip
    client.post(reverse("synthesis:trial_note", args=["ici", first.pk]), tried)
    heavy = Remark.everywhere.get(text="Trop lourd")
    client.post(reverse("synthesis:remark_card", args=["ici", heavy.pk]), {"kind": "blockage"})
    again = {
        "text": "En osier.", "replaces": str(first.pk), "why": "Plus léger", "answers": [str(heavy.pk)],
        "made_on": "2027-03-20",
    }  # fmt: skip

    answer = client.post(reverse("synthesis:variant_add", args=["ici", first.solution_id]), again, follow=True)

    said = ["En bois.", "Léa", "<q>Trop lourd</q>", "C-1 · Blocage", "<q>Trop bas</q>", 'id="variante-2"', "Plus léger"]
    places = [answer.text.find(words) for words in said]
    assert -1 not in places
    assert places == sorted(places)
    assert Card.everywhere.get().text == "Trop lourd"


def test_what_is_refused_comes_back_where_it_was_written(writer):
    client, membership = writer
    variant = VariantFactory(solution=SolutionFactory(demonstrator__atelier=membership.atelier))

    silent = client.post(reverse("synthesis:trial_note", args=["ici", variant.pk]), {"place": "Au marché"})
    unsaid = client.post(
        reverse("synthesis:variant_add", args=["ici", variant.solution_id]),
        {"text": "Autre", "replaces": str(variant.pk), "made_on": "2027-03-20"},
    )

    assert (silent.status_code, 'value="Au marché"' in silent.text) == (422, True)
    assert (unsaid.status_code, ">Autre</textarea>" in unsaid.text.replace("\n", "")) == (422, True)
    assert UserTest.everywhere.count() == 0


def test_a_chronology_is_read_in_as_many_queries_whatever_its_length(writer, django_assert_max_num_queries):
    client, membership = writer
    solution = SolutionFactory(demonstrator__atelier=membership.atelier)
    for number in range(1, 6):
        variant = VariantFactory(solution=solution, number=number)
        for _ in range(3):
            note_trial(variant, Trial(remarks=["Un", "Deux"]), by=BY)

    with django_assert_max_num_queries(24):
        answer = client.get(reverse("synthesis:solution", args=["ici", solution.pk]))

    assert answer.text.count("<q>Deux</q>") == 15
