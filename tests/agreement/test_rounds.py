"""Validation rounds: positions stay with their version, objections are answered, rules end the round."""

import io
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from atelier.agreement.models import Position, Round
from atelier.agreement.rounds import commands
from atelier.agreement.rounds.errors import (
    ChangeMissing,
    ClosingWordsMissing,
    NobodySpoke,
    NotAnObjection,
    ObjectionsUnanswered,
    ReservationsStand,
    RoundOver,
    TextMissing,
    TextUnchanged,
    VersionPassed,
    WhyMissing,
)
from atelier.agreement.rounds.minutes import minutes_pdf
from atelier.agreement.rounds.queries import passes_of, present_version
from atelier.common.audit import System
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.walking import origins_of
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.contributions import CardFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def a_round():
    atelier = AtelierFactory(slug="ici")
    return commands.open_round(atelier, title="Hypothèse du recul", text="Le camping recule de 200 m.", by=HOUSE)


@pytest.fixture
def keeper(a_round):
    client = Client()
    client.force_login(MembershipFactory(atelier=a_round.atelier, role="facilitator").account)
    return client


def say(one, stance, person="", **words):
    said = {"college": "elected", "reason": "" if stance == "agree" else "La route est inondée.", **words}
    version = words.pop("version", None) or present_version(one)
    said.pop("version", None)
    return commands.say_position(version, stance, person=person or f"visitor:{uuid4()}", **said, by=HOUSE)


def test_a_round_takes_the_text_of_a_card_and_remembers_it():
    card = CardFactory(text="Garder la plage libre.", revision=3)
    node = Node("card", card.pk)
    made = commands.open_round(card.atelier, title="Principe", source=node, by=HOUSE)

    assert (present_version(made).text, present_version(made).source_version) == ("Garder la plage libre.", 3)
    assert origins_of(card.atelier, [Node("round", made.pk)]) == {node}
    assert tell_nodes(card.atelier, [Node("round", made.pk)])[Node("round", made.pk)].text == "Garder la plage libre."
    with pytest.raises(TextMissing):
        commands.open_round(card.atelier, title="Vide", source=Node("card", uuid4()), by=HOUSE)


def test_an_objection_says_why(a_round):
    with pytest.raises(WhyMissing):
        say(a_round, "object", reason=" ")


def test_an_objection_stays_with_the_version_it_addresses(a_round):
    say(a_round, "object", person="account:1")
    commands.put_version(a_round, "Le camping recule de 300 m.", change="Plus loin de la route.", by=HOUSE)
    say(a_round, "agree", person="account:1")

    now, before = passes_of(a_round)

    assert [one.stance for one in now.positions] == ["agree"]
    assert [(one.stance, one.reason) for one in before.positions] == [("object", "La route est inondée.")]


def test_a_position_said_again_replaces_one_s_own_and_all_are_kept(a_round):
    say(a_round, "object", person="account:1")
    say(a_round, "reserve", person="account:1")
    say(a_round, "agree", person="account:2")

    assert [one.stance for one in passes_of(a_round)[0].positions] == ["reserve", "agree"]
    assert Position.everywhere.count() == 3


def test_a_position_on_a_text_that_changed_is_refused(a_round):
    read = present_version(a_round)
    commands.put_version(a_round, "Autre texte.", change="Demandé.", by=HOUSE)

    with pytest.raises(VersionPassed):
        say(a_round, "agree", version=read)


@pytest.mark.parametrize(
    ("text", "change", "refusal"),
    [("", "x", TextMissing), ("Autre", "", ChangeMissing), ("Le camping recule de 200 m.", "x", TextUnchanged)],
)
def test_a_version_is_refused_without_text_reason_or_difference(a_round, text, change, refusal):
    with pytest.raises(refusal):
        commands.put_version(a_round, text, change=change, by=HOUSE)


def test_nothing_is_adopted_over_an_unanswered_objection_of_any_version(a_round):
    objection = say(a_round, "object", person="account:1")
    commands.put_version(a_round, "Autre texte.", change="Demandé.", by=HOUSE)
    say(a_round, "agree", person="account:1")

    for outcome in ("adopted", "reserved"):
        with pytest.raises(ObjectionsUnanswered):
            commands.close_round(a_round, outcome, by=HOUSE)
    commands.answer_objection(objection, "La digue est refaite.", by=HOUSE, by_name="Zoé")
    commands.close_round(a_round, "adopted", by=HOUSE)

    assert Round.everywhere.get().outcome == "adopted"


def test_a_standing_objection_once_answered_allows_reservations_only(a_round):
    commands.answer_objection(say(a_round, "object"), "Nous en tenons compte.", by=HOUSE, by_name="Zoé")

    with pytest.raises(ReservationsStand):
        commands.close_round(a_round, "adopted", by=HOUSE)
    assert commands.close_round(a_round, "reserved", by=HOUSE).outcome == "reserved"


def test_an_end_is_refused_when_nobody_spoke_or_without_words(a_round):
    with pytest.raises(NobodySpoke):
        commands.close_round(a_round, "adopted", by=HOUSE)
    with pytest.raises(ClosingWordsMissing):
        commands.close_round(a_round, "not", by=HOUSE)


def test_nothing_moves_once_it_is_over(a_round):
    said = say(a_round, "reserve")
    commands.close_round(a_round, "not", words="On reprend en mai.", by=HOUSE)

    for refused in (
        lambda: say(a_round, "agree"),
        lambda: commands.put_version(a_round, "Autre.", change="x", by=HOUSE),
        lambda: commands.answer_objection(said, "Oui.", by=HOUSE, by_name="Zoé"),
        lambda: commands.close_round(a_round, "adopted", by=HOUSE),
    ):
        with pytest.raises(RoundOver):
            refused()


def test_agreement_is_not_answered(a_round):
    with pytest.raises(NotAnObjection):
        commands.answer_objection(say(a_round, "agree"), "Merci.", by=HOUSE, by_name="Zoé")


def test_the_sentence_names_colleges(a_round):
    say(a_round, "agree", college="elected")
    say(a_round, "object", college="state")

    said = passes_of(a_round)[0].sentence.replace("\u00a0", " ")
    assert said == "Objections : Services de l’État. Accord sans réserve : Élus."


def test_a_telephone_speaks_once_and_changes_its_mind(a_round):
    client = Client()
    address = reverse("agreement:round_speak", args=[a_round.code])
    words = {"version": str(present_version(a_round).pk), "college": "inhabitant", "name": "Odile"}
    refused = client.post(address, {**words, "stance": "object"})
    client.post(address, {**words, "stance": "object", "reason": "Trop loin."})
    client.post(address, {**words, "stance": "agree"})

    assert refused.status_code == 422
    assert [one.stance for one in passes_of(a_round)[0].positions] == ["agree"]


def test_the_page_refuses_an_early_end_with_a_sentence(a_round, keeper):
    say(a_round, "object")

    answer = keeper.post(reverse("agreement:round_close", args=["ici", a_round.pk]), {"outcome": "adopted"})

    assert answer.status_code == 422
    assert "Objections encore sans réponse" in answer.content.decode()


def test_minutes_name_only_those_who_agreed(a_round):
    say(a_round, "agree", name="Odile Léger", is_named=True)
    say(a_round, "object", name="Marc Petit", is_named=False)

    pages = pypdfium2.PdfDocument(io.BytesIO(minutes_pdf(a_round)))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)

    assert "Odile Léger" in text
    assert "Marc Petit" not in text
    assert "La route est inondée." in text


def test_list_of_rounds_asks_as_many_questions_whatever_their_number(a_round, keeper, django_assert_max_num_queries):
    for place in range(6):
        made = commands.open_round(a_round.atelier, title=f"Texte {place}", text="Oui.", by=HOUSE)
        say(made, "agree")

    with django_assert_max_num_queries(9):
        keeper.get(reverse("agreement:rounds", args=["ici"]))
