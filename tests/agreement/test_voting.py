"""Votes by telephone and by a show of hands: commands, and the pages people use."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from atelier.agreement.consulting import commands
from atelier.agreement.consulting.errors import (
    CollegeMissing,
    ModerationReasonMissing,
    NoHands,
    NothingAsked,
    StatementOut,
    TooManyProposals,
    VoteClosed,
    VoteOfAnother,
)
from atelier.agreement.consulting.queries import ballot_of, last_hand_counts
from atelier.agreement.consulting.voting import begin_voting, cast_vote, propose_statement
from atelier.agreement.models import Vote, Voter
from atelier.ateliers.viewer import SEATS_KEY
from atelier.common.audit import System
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.walking import reached_from
from tests.factories.agreement import ConsultationFactory, StatementFactory, VoterFactory
from tests.factories.ateliers import SeatFactory, WorkshopFactory
from tests.factories.contributions import CardFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def consultation():
    return ConsultationFactory(code="AVISMER", asks_college=True)


@pytest.fixture
def statements(consultation):
    return [StatementFactory(consultation=consultation, text=f"Énoncé {place}.") for place in range(4)]


def all_votes():
    return list(Vote.everywhere.values_list("value", flat=True))


def begun(code="AVISMER", college="elected"):
    client = Client()
    client.post(reverse("agreement:vote", args=[code]), {"college": college})
    return client


def shown(client, code="AVISMER", query=""):
    """The statement and the identifier of the vote that the page asks with."""
    page = client.get(reverse("agreement:vote", args=[code]) + query)
    return dict(re.findall(r'name="(statement|vote)" value="([^"]+)"', page.content.decode()))


def test_the_same_vote_sent_again_is_counted_once_and_said(statements):
    client = begun()
    asked = shown(client) | {"value": "1"}
    client.post(reverse("agreement:vote_cast", args=["AVISMER"]), asked)

    again = client.post(reverse("agreement:vote_cast", args=["AVISMER"]), asked, follow=True)

    assert all_votes() == [1]
    assert "comptée une seule fois" in again.content.decode()


def test_a_change_of_mind_counts_last_and_keeps_both(statements):
    voter = VoterFactory(consultation=statements[0].consultation)
    cast_vote(voter, statements[0], 1)
    cast_vote(voter, statements[0], -1)

    assert all_votes() == [1, -1]
    assert ballot_of(voter).said == {statements[0].pk: -1}


def test_a_vote_after_closing_is_refused_with_a_sentence_and_nothing_is_lost(consultation, statements):
    client = begun()
    first = shown(client) | {"value": "1"}
    client.post(reverse("agreement:vote_cast", args=["AVISMER"]), first)
    late = shown(client) | {"value": "-1"}
    commands.close_consultation(consultation, by=HOUSE)

    answer = client.post(reverse("agreement:vote_cast", args=["AVISMER"]), late)

    assert answer.status_code == 409
    assert "plus rien n’est compté" in answer.content.decode()
    assert all_votes() == [1]


def test_a_vote_past_its_hour_is_refused(consultation, statements):
    voter = VoterFactory(consultation=consultation)
    consultation.closes_at = timezone.now() - timedelta(minutes=1)
    consultation.save()

    with pytest.raises(VoteClosed):
        cast_vote(voter, statements[0], 1)


def test_a_vote_on_a_moderated_statement_is_refused_and_its_votes_are_kept(statements):
    voter = VoterFactory(consultation=statements[0].consultation)
    cast_vote(voter, statements[0], 1)
    commands.moderate_statement(statements[0], "out", reason="Il dit deux choses.", by=HOUSE)

    with pytest.raises(StatementOut) as refused:
        cast_vote(voter, statements[0], -1)

    assert refused.value.values == {"reason": "Il dit deux choses."}
    assert all_votes() == [1]


def test_an_identifier_of_another_s_vote_is_refused(statements):
    one, other = (VoterFactory(consultation=statements[0].consultation) for _ in range(2))
    vote_id = uuid4()
    cast_vote(one, statements[0], 1, vote_id=vote_id)

    with pytest.raises(VoteOfAnother):
        cast_vote(other, statements[0], 1, vote_id=vote_id)


def test_statements_come_in_an_order_of_one_s_own_that_does_not_change(consultation, statements):
    more = [StatementFactory(consultation=consultation) for _ in range(8)]
    voters = [VoterFactory(consultation=consultation) for _ in range(5)]
    orders = {tuple(one.pk for one in ballot_of(voter).statements) for voter in voters}

    assert len(orders) == 5
    assert all(set(order) == {one.pk for one in (*statements, *more)} for order in orders)
    assert ballot_of(voters[0]).statements == ballot_of(Voter.everywhere.get(pk=voters[0].pk)).statements


def test_going_back_shows_the_answer_given_and_changes_it(statements):
    client = begun()
    first = shown(client)
    client.post(reverse("agreement:vote_cast", args=["AVISMER"]), first | {"value": "1"})
    page = client.get(reverse("agreement:vote", args=["AVISMER"])).content.decode()
    assert f"?enonce={first['statement']}" in page

    again = shown(client, query=f"?enonce={first['statement']}")
    client.post(reverse("agreement:vote_cast", args=["AVISMER"]), again | {"value": "-1"})

    assert again["statement"] == first["statement"]
    assert again["vote"] != first["vote"]
    assert sorted(all_votes()) == [-1, 1]


def test_a_college_is_asked_before_voting(consultation):
    with pytest.raises(CollegeMissing):
        begin_voting(consultation)

    assert Client().post(reverse("agreement:vote", args=["AVISMER"]), {}).status_code == 422
    assert Voter.everywhere.count() == 0


def test_who_holds_a_seat_votes_once_from_two_screens(statements):
    consultation = statements[0].consultation
    consultation.workshop = WorkshopFactory(atelier=consultation.atelier)
    consultation.save()
    seat = SeatFactory(workshop=consultation.workshop, college="economic")
    for _screen in range(2):
        client = Client()
        session = client.session
        session[SEATS_KEY] = {str(seat.workshop_id): seat.pk}
        session.save()
        client.cookies["sessionid"] = session.session_key
        client.post(reverse("agreement:vote", args=["AVISMER"]))

    assert list(Voter.everywhere.values_list("college", "seat")) == [("economic", seat.pk)]


def test_a_wrong_code_is_told_at_the_door(consultation):
    assert Client().post(reverse("agreement:vote_enter"), {"code": "ZZZZ"}).status_code == 422
    assert Client().post(reverse("agreement:vote_enter"), {"code": "avis mer"})["Location"] == "/avis/AVISMER/"


def test_a_proposal_waits_then_is_asked(statements):
    voter = VoterFactory(consultation=statements[0].consultation)
    proposed = propose_statement(voter, "  Une   passerelle sur la rivière. ")

    assert proposed.text == "Une passerelle sur la rivière."
    assert proposed not in ballot_of(voter).statements
    commands.moderate_statement(proposed, "asked", by=HOUSE)
    assert proposed in ballot_of(voter).statements


def test_proposals_that_wait_are_few():
    voter = VoterFactory()
    for place in range(5):
        propose_statement(voter, f"Énoncé {place}.")

    with pytest.raises(TooManyProposals):
        propose_statement(voter, "Encore un.")


def test_taking_out_asks_why(statements):
    with pytest.raises(ModerationReasonMissing):
        commands.moderate_statement(statements[0], "out", reason=" ", by=HOUSE)


def test_opening_without_a_statement_is_refused():
    with pytest.raises(NothingAsked):
        commands.open_consultation(ConsultationFactory(opened_at=None), by=HOUSE)


def test_a_card_put_to_the_vote_leads_to_its_statement(consultation):
    card = CardFactory(atelier=consultation.atelier)
    [made] = commands.ask_cards(consultation, [card], by=HOUSE)
    node = Node("statement", made.pk)

    assert reached_from(consultation.atelier, [Node("card", card.pk)]) == {node}
    assert tell_nodes(consultation.atelier, [node])[node].text == card.text


def test_hands_counted_again_replace_the_count_of_the_table(statements):
    for agree in (3, 5):
        commands.count_hands(statements[0], origin_name="Table 1", hands={"elected": (agree, 1, 0)}, by=HOUSE)
    commands.count_hands(statements[0], origin_name="Table 2", hands={"": (0, 2, 0)}, by=HOUSE)

    assert [one.hands for one in last_hand_counts(statements[0].consultation)] == [
        {"elected": [5, 1, 0]},
        {"": [0, 2, 0]},
    ]
    with pytest.raises(NoHands):
        commands.count_hands(statements[0], origin_name="Table 3", hands={"elected": (0, 0, 0)}, by=HOUSE)
