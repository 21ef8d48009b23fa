"""The whole programme on one server, no step skipped: from a mayor's idea to the notebook of her atelier.

Letters leave by the server's own worker to a real mail server. Only the clock is moved behind the screens: the hour
when tenders close, the days before a contract may be signed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.acts import applying, contracting, following, inviting
from tests.browser.acts.applying import MAYOR
from tests.browser.acts.signing import sign_in
from tests.serving import RunningServer


@pytest.fixture(scope="module")
def running_server(posting_server: RunningServer) -> RunningServer:
    return posting_server


@pytest.fixture(autouse=True)
def pictures_folder() -> None:
    Path("var/pictures").mkdir(parents=True, exist_ok=True)


def test_an_idea_becomes_an_atelier_with_its_year(open_screen, running_server, postbox, picture, complaints, tmp_path):
    complaints.allow(r"status of (409|422)")
    mayor, brice, nadia = open_screen("phone"), open_screen("computer"), open_screen("tablet")
    solene = open_screen("computer")
    for page, who in ((brice, "ddtm"), (nadia, "ddtm2"), (solene, "nationale")):
        sign_in(page, who)
    an_idea_is_selected(open_screen, mayor, brice, nadia, solene, postbox, picture)
    team = a_team_is_found(open_screen, brice, nadia, running_server, postbox, picture)
    year = following.the_atelier_begins(brice, picture)
    people_come(brice, open_screen("phone"), mayor, year, postbox, picture)
    following.the_gate_refuses_then_passes(brice, team, year, picture)
    following.the_notebook_leaves_as_odt(brice, tmp_path, picture)


def an_idea_is_selected(open_screen, mayor, brice, nadia, solene, postbox, picture) -> None:
    applying.the_mayor_leaves_an_idea(mayor, picture)
    mayor.goto(inviting.LINK.search(postbox.text_to(MAYOR, "idée")).group())
    application = applying.the_agent_takes_it_up(brice, picture)
    mayor.reload()
    expect(mayor.get_by_text("Brice", exact=False).first).to_be_visible()
    applying.two_write_the_same_field(brice, nadia, application, picture)
    applying.the_rest_is_written_and_sent(brice, application, picture)
    applying.two_read_it(open_screen, solene, application, picture)
    applying.the_national_team_releases(solene, picture)
    brice.goto(application)
    expect(brice.get_by_text("Une question juste.")).to_be_visible()


def a_team_is_found(open_screen, brice, nadia, server, postbox, picture):
    team, rival = open_screen("computer"), open_screen("phone")
    sign_in(team, "equipe")
    sign_in(rival, "equipe2")
    contracting.write_the_specification(brice, picture)
    contracting.prepare(brice, nadia, picture)
    contracting.tender(team, "64800", "Nous partirons des valleuses.")
    contracting.tender(rival, "59400,50", "Notre expérience.")
    picture(rival, "receipt")
    contracting.stays_shut(brice)
    contracting.ask_the_house(server, contracting.HOUR_PASSES)
    contracting.open_together(brice, nadia, picture)
    contracting.judge(brice, picture)
    contracting.read_the_letter(team, "Votre offre est retenue")
    contracting.read_the_letter(rival, "Votre offre n’est pas retenue")
    assert "Elle a lu ce site-ci." in postbox.text_to("equipe@atelier.example", "retenue")
    assert "Le texte vaudrait ailleurs." in postbox.text_to("equipe2@atelier.example", "retenue")
    contracting.sign(brice, server)
    return team


def people_come(brice, phone, mayor, year, postbox, picture) -> None:
    following.roles_are_given(brice, picture)
    following.the_mayor_opens_her_letter(mayor, postbox.text_to(MAYOR, "invité"), year, picture)
    inviting.contacts_come_from_a_list(brice, picture)
    inviting.invitations_leave(brice, picture)
    inviting.an_answer_without_an_account(phone, postbox.text_to("odette@scie.example", "Invitation"), picture)
    inviting.people_arrive(brice, phone, picture)
