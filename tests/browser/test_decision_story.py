"""From two tables to a decision that an élu and the State carry, to its news six months later, by what people click.

Jeanne on a phone, two scribes at one board, a facilitator, an élu and a State agent. What each does is told in `acts`.
"""

from __future__ import annotations

import pytest

from tests.browser.acts import answering, deciding, gathering_cards, in_six_months, validating
from tests.serving import RunningServer


@pytest.fixture(scope="module")
def running_server(posting_server: RunningServer) -> RunningServer:
    return posting_server


def test_what_two_tables_say_is_decided_carried_and_followed(open_screen, running_server, postbox, complaints, picture):
    complaints.allow("422")  # an ending that an unanswered objection refuses
    keeper, agent, jeanne, elected = open_screen(), open_screen(), open_screen("phone"), open_screen("phone")
    gathering_cards.come(keeper, "animation")
    gathering_cards.jeanne_writes_at_her_table(keeper, jeanne)
    sami = gathering_cards.a_scribe_is_named(keeper, open_screen(), postbox, "Sami")
    nour = gathering_cards.a_scribe_is_named(keeper, open_screen(), postbox, "Nour")
    gathering_cards.two_scribes_fill_one_board(sami, nour, picture)
    gathering_cards.a_group_becomes_one_finding(nour, picture)
    gathering_cards.the_finding_leads_to_a_hypothesis(nour, picture)

    gathering_cards.come(agent, "ddtm")
    code = validating.the_hypothesis_is_put_to_validation(agent, picture)
    validating.the_elected_member_objects(elected, code, picture)
    validating.the_objection_is_answered_and_the_text_changed(agent, picture)
    validating.the_elected_member_agrees(elected, code)
    validating.the_text_is_adopted(agent, picture)

    deciding.it_is_tried_in_a_place(agent, picture)
    deciding.an_action_is_made_of_it(agent, picture)
    deciding.two_bearers_are_asked(agent)
    answering.the_elected_member_confirms(elected, postbox, picture)
    deciding.it_cannot_be_official_with_one_alone(agent)
    answering.the_state_confirms(open_screen("phone"), postbox)
    public = deciding.it_is_made_official(agent, picture)
    deciding.everyone_reads_it(open_screen("phone"), public, picture)
    gathering_cards.her_slip_says_what_became_of_it(jeanne, picture)

    in_six_months.pass_by(running_server)
    in_six_months.bearers_are_written_to(agent, picture)
    in_six_months.the_elected_member_tells_the_news(elected, postbox, picture)
    in_six_months.everyone_reads_the_news(open_screen("phone"), agent, public, picture)
