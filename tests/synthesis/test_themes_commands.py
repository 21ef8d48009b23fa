"""Groups found by the machine; what people move stays."""

import pytest

from atelier.common.audit import System
from atelier.common.errors import NotSeen
from atelier.contributions.cards.commands import Said, decide_card, write_card
from atelier.contributions.cards.errors import TooFewCards
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.walking import origins_of
from atelier.engines.themes import clusters
from atelier.synthesis.models import Grouping, Theme
from atelier.synthesis.themes.commands import (
    card_of_theme,
    give_back,
    join_themes,
    keep_theme,
    move_cards,
    new_theme,
    rename_theme,
    set_aside,
)
from atelier.synthesis.themes.enums import FINENESS
from atelier.synthesis.themes.errors import NameMissing, NoPlaces, NothingChosen, OtherGrouping, SameGroup, ThemeKept
from atelier.synthesis.themes.queries import placed_cards, shown_grouping
from atelier.synthesis.themes.running import grouping_for, run_grouping
from tests.factories.ateliers import AtelierFactory, WorkshopFactory
from tests.synthesis.ideas import IDEAS, write_ideas

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def atelier():
    return AtelierFactory()


@pytest.fixture
def ideas(atelier):
    return write_ideas(atelier)


@pytest.fixture
def grouping(atelier, ideas):
    return run_grouping(grouping_for(atelier), by=BY)


def cards_by_name(grouping):
    return {one.theme.name: {card.number for card in one.cards} for one in shown_grouping(grouping).themes}


def theme_about(grouping, word):
    return next(one.theme for one in shown_grouping(grouping).themes if word in one.theme.name.lower())


def run_again(grouping):
    return run_grouping(grouping, by=BY)


def numbers(cards):
    return {card.number for card in cards}


def test_groups_are_named_by_their_own_words_and_open_onto_their_cards(grouping, ideas):
    shown = shown_grouping(grouping)

    assert grouping.status == "grouped"
    assert {subject for subject in ideas for one in shown.themes if subject in one.theme.name.lower()} == set(ideas)
    assert numbers(one.card for one in placed_cards(theme_about(grouping, "falaise"))) == numbers(ideas["falaise"])
    assert all("falaise" in one.because for one in placed_cards(theme_about(grouping, "falaise")))
    assert sum(one.count for one in shown.themes) + shown.alone_count + shown.aside_count == 15


def test_too_few_cards_are_not_grouped(atelier):
    write_card(atelier, Said(kind="finding", text="La falaise recule"), by=BY)

    grouping = run_grouping(grouping_for(atelier), by=BY)

    assert grouping.status == "too_few"
    assert [one.number for one in shown_grouping(grouping).alone] == [1]


def test_running_again_changes_nothing_when_nothing_changed(grouping):
    before = cards_by_name(grouping), set(Theme.everywhere.values_list("pk", flat=True))

    run_again(grouping)

    assert (cards_by_name(grouping), set(Theme.everywhere.values_list("pk", flat=True))) == before


def test_a_name_and_a_move_are_kept_when_it_runs_again(atelier, grouping, ideas):
    cliff, station = theme_about(grouping, "falaise"), theme_about(grouping, "gare")
    rename_theme(cliff, "  Le trait de côte ", by=BY)
    stray = ideas["gare"][4]
    move_cards([stray], cliff, by=BY)
    late = write_card(atelier, Said(kind="finding", text="La falaise est tombée sur la falaise"), by=BY)

    run_again(grouping)

    held = cards_by_name(grouping)["Le trait de côte"]
    assert {stray.number, late.number} | numbers(ideas["falaise"]) == held
    assert stray.number not in numbers(one.card for one in placed_cards(station))
    assert [one.is_moved for one in placed_cards(cliff) if one.card == stray] == [True]


def test_a_card_set_aside_stays_out_until_it_is_given_back(grouping, ideas):
    card = ideas["gare"][0]
    set_aside(grouping, [card], by=BY)
    run_again(grouping)
    assert list(shown_grouping(grouping).aside) == [card]

    give_back(grouping, [card], by=BY)
    run_again(grouping)

    assert list(shown_grouping(grouping).aside) == []
    assert card.number in cards_by_name(grouping)[theme_about(grouping, "gare").name]


def test_two_groups_joined_stay_one(grouping, ideas):
    station = rename_theme(theme_about(grouping, "gare"), "Arriver en ville", by=BY)

    join_themes(theme_about(grouping, "marché"), station, by=BY)
    run_again(grouping)

    assert cards_by_name(grouping)["Arriver en ville"] >= numbers(ideas["gare"]) | numbers(ideas["marché"])
    with pytest.raises(SameGroup):
        join_themes(station, station, by=BY)
    elsewhere = run_grouping(grouping_for(grouping.atelier, kind="finding"), by=BY)
    with pytest.raises(OtherGrouping):
        join_themes(theme_about(elsewhere, "gare"), station, by=BY)


def test_people_make_a_group_of_their_own_and_an_emptied_one_goes(grouping, ideas):
    market = theme_about(grouping, "marché")

    made = new_theme(grouping, "Le samedi", ideas["marché"], by=BY)

    assert not Theme.everywhere.filter(pk=market.pk).exists()
    assert numbers(one.card for one in placed_cards(made)) == numbers(ideas["marché"])
    with pytest.raises(NameMissing):
        new_theme(grouping, " ", ideas["gare"], by=BY)
    with pytest.raises(NothingChosen):
        new_theme(grouping, "Vide", [], by=BY)
    with pytest.raises(NotSeen):
        rename_theme(market, "Trop tard", by=BY)


def test_a_kept_theme_is_a_thing_of_the_lineage_and_lets_no_card_go(atelier, grouping, ideas):
    kept = keep_theme(theme_about(grouping, "falaise"), by=BY)
    node = Node("theme", kept.pk)

    assert origins_of(atelier, [node]) == {Node("card", card.pk) for card in ideas["falaise"]}
    assert tell_nodes(atelier, [node])[node].title == kept.name
    with pytest.raises(ThemeKept):
        set_aside(grouping, ideas["falaise"][:1], by=BY)
    with pytest.raises(ThemeKept):
        join_themes(kept, theme_about(grouping, "gare"), by=BY)

    move_cards(ideas["gare"][:1], kept, by=BY)
    late = write_card(atelier, Said(kind="finding", text="La falaise, encore la falaise"), by=BY)
    run_again(grouping)
    assert origins_of(atelier, [node]) >= {Node("card", ideas["gare"][0].pk), Node("card", late.pk)}


def test_one_card_says_what_the_group_said(atelier, grouping, ideas):
    said = Said(kind="finding", text="Les falaises reculent")

    made = card_of_theme(theme_about(grouping, "falaise"), said, by=BY)

    assert origins_of(atelier, [Node("card", made.pk)]) == {Node("card", card.pk) for card in ideas["falaise"]}
    assert [card.fate for card in type(made).objects.of(atelier).filter(number__lte=5)] == ["merged"] * 5
    assert "falaise" not in " ".join(cards_by_name(grouping)).lower()
    assert made in shown_grouping(grouping).alone


def test_a_kept_theme_holds_the_card_made_of_its_cards(grouping):
    kept = keep_theme(theme_about(grouping, "gare"), by=BY)

    made = card_of_theme(kept, Said(kind="finding", text="La gare est loin de tout"), by=BY)

    assert [one.card for one in placed_cards(kept)] == [made]
    with pytest.raises(TooFewCards):
        card_of_theme(kept, Said(kind="finding", text="Encore"), by=BY)


def test_cards_that_stand_no_more_leave_their_group(grouping, ideas):
    decide_card(ideas["gare"][0], "dropped", reason="hors sujet", by=BY)

    assert ideas["gare"][0].number not in cards_by_name(grouping)[theme_about(grouping, "gare").name]


def test_each_workshop_and_kind_has_groups_of_its_own(atelier, grouping):
    workshop = WorkshopFactory(atelier=atelier)
    here = write_ideas(atelier, {"falaise": IDEAS["falaise"], "gare": IDEAS["gare"]}, workshop=workshop)

    of_workshop = run_grouping(grouping_for(atelier, workshop=workshop), by=BY)

    held = {number for numbers_held in cards_by_name(of_workshop).values() for number in numbers_held}
    assert held == numbers(here["falaise"] + here["gare"])
    assert Grouping.everywhere.count() == 2
    assert grouping_for(atelier) == grouping


def test_nearness_is_refused_when_no_card_has_a_place(grouping):
    with pytest.raises(NoPlaces):
        run_grouping(grouping, by=BY, near_m=500)


def test_what_is_moved_while_the_machine_computes_is_not_lost(grouping, ideas, monkeypatch):
    from atelier.synthesis.themes import running

    computed, moved = running._computed, []

    def meanwhile(*given):
        found = computed(*given)
        if not moved:
            moved.append(set_aside(grouping, ideas["gare"][:1], by=BY))
        return found

    monkeypatch.setattr(running, "_computed", meanwhile)
    run_again(grouping)

    assert list(shown_grouping(grouping).aside) == ideas["gare"][:1]


def test_usual_fineness_is_that_of_the_engine():
    assert FINENESS == clusters.FINENESS
