"""Results in both regimes, their files, and the command that reads them back."""

import csv
import io
import json
import random

import pytest
from click.testing import CliRunner
from django.urls import reverse

from atelier.agreement.cli import agreement
from atelier.agreement.consulting.commands import count_hands, moderate_statement
from atelier.agreement.models import ResultSnapshot, Vote, Voter
from atelier.agreement.results.commands import latest_result
from atelier.agreement.results.reading import told
from atelier.common.audit import System
from tests.factories.agreement import ConsultationFactory, StatementFactory, VoteFactory, VoterFactory
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.tables import WallKeyFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def consultation():
    return ConsultationFactory(atelier__slug="ici")


@pytest.fixture
def member(client, consultation):
    client.force_login(MembershipFactory(atelier=consultation.atelier, role="observer").account)
    return client


def result_of(consultation):
    return told(consultation, latest_result(consultation).snapshot.said)


def crowd(consultation, people, *, statements=8, seed=1):
    """Two camps that answer the second half of statements in opposite ways, and agree on the first."""
    chance = random.Random(seed)
    asked = list(consultation.statements.all()) or [
        StatementFactory(consultation=consultation, number=place + 1) for place in range(statements)
    ]
    voters = Voter.everywhere.bulk_create(
        [Voter(consultation=consultation, college=["elected", "inhabitant"][place % 2]) for place in range(people)]
    )
    Vote.everywhere.bulk_create(
        [
            Vote(voter=voter, statement=one, value=_said(camp % 2, place, chance))
            for camp, voter in enumerate(voters)
            for place, one in enumerate(asked)
        ]
    )
    return voters


def _said(camp, place, chance):
    firm = 1 if place < 4 else (1, -1)[camp]
    return firm if chance.random() < 0.9 else 0


def test_few_people_are_counted_by_college_without_groups(consultation):
    one = StatementFactory(consultation=consultation)
    for college, value in (("elected", 1), ("elected", 1), ("inhabitant", -1), ("inhabitant", 0)):
        VoteFactory(statement=one, voter__college=college, value=value)

    found = result_of(consultation)

    assert (found.regime, found.people, found.groups) == ("colleges", 4, [])
    assert [(part.agree, part.disagree, part.passed) for part in found.lines[0].colleges] == [(2, 0, 0), (0, 1, 1)]
    assert found.lines[0].verdict_code == "only"


def test_hands_count_by_college_and_never_make_groups(consultation):
    one = StatementFactory(consultation=consultation)
    VoteFactory(statement=one, voter__college="elected", value=1)
    count_hands(one, origin_name="Table 1", hands={"inhabitant": (1, 60, 2), "elected": (1, 0, 0)}, by=HOUSE)

    found = result_of(consultation)

    assert (found.regime, found.people, found.hands) == ("colleges", 1, 64)
    assert {part.name: (part.agree, part.disagree, part.passed) for part in found.lines[0].colleges} == {
        "Élus": (2, 0, 0),
        "Habitants et usagers": (1, 60, 2),
    }


def test_many_people_are_grouped_and_hands_stay_beside(consultation):
    crowd(consultation, 60)
    count_hands(consultation.statements.first(), origin_name="Table 1", hands={"state": (9, 0, 0)}, by=HOUSE)

    found = result_of(consultation)

    assert (found.regime, found.people, found.hands) == ("groups", 60, 9)
    assert sum(group.people for group in found.groups) == 60
    assert {line.statement.number for line in found.shared} <= {1, 2, 3, 4}
    assert "Services de l’État" in [part.name for part in found.lines[0].colleges]


def test_groups_keep_their_letters_when_votes_are_added(consultation):
    crowd(consultation, 61)
    before = latest_result(consultation).snapshot.said["report"]["participants"]
    crowd(consultation, 40, seed=2)

    after = latest_result(consultation).snapshot.said["report"]["participants"]

    assert len(after) > len(before)
    assert {name: after[name] for name in before} == before


def test_a_result_is_computed_once_for_the_same_votes(consultation, django_assert_num_queries):
    VoteFactory(statement=StatementFactory(consultation=consultation))
    made = latest_result(consultation).snapshot

    with django_assert_num_queries(4):
        assert latest_result(consultation).snapshot == made
    moderate_statement(consultation.statements.get(), "out", reason="Deux idées.", by=HOUSE)
    assert latest_result(consultation).snapshot.mark != made.mark


def test_a_large_result_is_a_job_and_the_page_says_what_is_missing(consultation, member, monkeypatch):
    monkeypatch.setattr("atelier.agreement.results.commands.MOST_AT_ONCE", 3)
    monkeypatch.setattr("atelier.agreement.results.views.MOST_AT_ONCE", 3)
    one = StatementFactory(consultation=consultation)
    for _ in range(4):
        VoteFactory(statement=one)

    page = member.get(reverse("agreement:results", args=["ici", consultation.pk]))
    job = member.post(reverse("agreement:results_compute", args=["ici", consultation.pk]))

    assert "4 votes" in page.content.decode()
    assert ResultSnapshot.everywhere.count() == 0
    assert job["Location"].startswith("/travaux/") or "/job" in job["Location"] or job.status_code == 302


def test_the_files_are_read_back_by_the_command_as_the_page_says(consultation, member, tmp_path):
    crowd(consultation, 60)
    moderate_statement(consultation.statements.get(number=8), "out", reason="Deux idées.", by=HOUSE)
    for kind in ("votes", "statements", "results"):
        answer = member.get(reverse("agreement:results_file", args=["ici", consultation.pk, kind]))
        (tmp_path / f"{kind}.csv").write_bytes(answer.content)

    out = tmp_path / "groups.json"
    asked = ["groups", str(tmp_path / "votes.csv"), "--statements", str(tmp_path / "statements.csv"), "--out", str(out)]
    done = CliRunner().invoke(agreement, asked)

    assert done.exit_code == 0, done.output
    said = json.loads(out.read_text())
    assert said == latest_result(consultation).snapshot.said["report"]
    assert said["moderated"] == ["8"]


def test_files_say_no_seat_and_run_nothing_in_a_spreadsheet(consultation, member):
    one = StatementFactory(consultation=consultation, text="=1+1")
    voter = VoterFactory(consultation=consultation)
    VoteFactory(statement=one, voter=voter, value=-1)

    def rows(kind):
        answer = member.get(reverse("agreement:results_file", args=["ici", consultation.pk, kind]))
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows("votes")[1] == [voter.pseudonym, str(one.number), "-1", "inhabitant"]
    assert rows("statements")[1][2] == "'=1+1"


def test_the_wall_is_for_members_and_comes_again_while_open(consultation, member, client):
    crowd(consultation, 55)

    answer = member.get(reverse("agreement:results_wall", args=["ici", consultation.pk]))

    assert answer["Refresh"] == "20"
    assert "Groupe A" in answer.content.decode()


def test_the_computer_where_the_walls_code_was_typed_shows_the_result_and_nothing_else(consultation, client):
    consultation.workshop = WorkshopFactory(atelier=consultation.atelier)
    consultation.save()
    shown = reverse("agreement:results_wall", args=["ici", consultation.pk])
    assert client.get(shown).status_code == 404
    session = client.session
    session["walls"] = {str(consultation.workshop_id): WallKeyFactory(workshop=consultation.workshop).pk}
    session.save()

    answer = client.get(reverse("agreement:vote_wall", args=[consultation.code]), follow=True)

    assert answer.redirect_chain[-1][0] == shown
    assert consultation.title in answer.text
    assert client.get(reverse("agreement:results", args=["ici", consultation.pk])).status_code == 302
    consultation.workshop = None
    consultation.save()
    assert client.get(shown).status_code == 404
