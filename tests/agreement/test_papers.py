"""Votes on paper: numbered, typed, corrected, counted like the others."""

import pytest
from django.test import Client
from django.urls import reverse

from atelier.agreement.consulting.commands import add_statement, close_consultation, moderate_statement
from atelier.agreement.consulting.errors import AnswerGone, PaperBlank, PaperCounted, PaperUnknown, VoteClosed
from atelier.agreement.consulting.paper_printing import papers_pdf
from atelier.agreement.consulting.papers import (
    answers_of,
    correct_paper,
    enter_paper,
    next_paper,
    number_papers,
    paper_of,
    papers_of,
)
from atelier.agreement.models import Vote
from atelier.agreement.results.commands import compute_result, latest_result
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from tests.factories.agreement import ConsultationFactory
from tests.factories.ateliers import MembershipFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def vote():
    return ConsultationFactory()


@pytest.fixture
def asked(vote):
    return [add_statement(vote, text, by=BY) for text in ("Reculer le camping", "Planter la digue")]


@pytest.fixture
def printed(vote, asked):
    number_papers(vote, 3, by=BY)
    vote.refresh_from_db()
    return vote


def test_numbers_follow_each_other_and_none_is_given_twice(vote, asked):
    assert number_papers(vote, 30, by=BY) == (1, 30)
    assert number_papers(vote, 5, by=BY) == (31, 35)


def test_a_paper_counts_as_one_participant_of_its_college(printed, asked):
    first, second = asked
    enter_paper(printed, 2, {first.pk: 1, second.pk: -1}, college="elected", by=BY)

    compute_result(printed)

    said = latest_result(printed).snapshot.said
    counts = {one["statement"]: one["counts"]["elected"] for one in said["colleges"]["statements"]}
    assert said["people"] == 1
    assert [counts[name]["agree"] for name in ("1", "2")] == [1, 0]
    assert [counts[name]["disagree"] for name in ("1", "2")] == [0, 1]
    assert next_paper(printed) == 1


@pytest.mark.parametrize(("number", "refusal"), [(2, PaperCounted), (9, PaperUnknown), (0, PaperUnknown)])
def test_a_paper_is_refused_when_typed_twice_or_never_printed(printed, asked, number, refusal):
    enter_paper(printed, 2, {asked[0].pk: 1}, by=BY)

    with pytest.raises(refusal):
        enter_paper(printed, number, {asked[0].pk: 1}, by=BY)

    assert papers_of(printed).count() == 1


def test_a_paper_without_an_answer_is_refused(printed):
    with pytest.raises(PaperBlank):
        enter_paper(printed, 1, {}, by=BY)


def test_a_correction_counts_and_what_was_typed_before_is_kept(printed, asked):
    first, second = asked
    paper = enter_paper(printed, 1, {first.pk: 1, second.pk: 0}, by=BY)

    assert correct_paper(paper, {first.pk: -1, second.pk: 0}, college="state", by=BY) == 1

    assert answers_of(paper) == {first.pk: -1, second.pk: 0}
    assert list(Vote.everywhere.filter(voter=paper, statement=first).values_list("value", flat=True)) == [1, -1]
    kept = AuditEntry.objects.get(verb="paper.corrected")
    assert (kept.details["number"], kept.details["was"]) == (1, "")


def test_an_answer_that_was_counted_does_not_become_empty(printed, asked):
    paper = enter_paper(printed, 1, {asked[0].pk: 1}, by=BY)

    with pytest.raises(AnswerGone):
        correct_paper(paper, {}, college="", by=BY)


def test_nothing_is_typed_nor_corrected_after_the_vote_closed(printed, asked):
    paper = enter_paper(printed, 1, {asked[0].pk: 1}, by=BY)
    close_consultation(printed, by=BY)

    with pytest.raises(VoteClosed):
        enter_paper(printed, 2, {asked[0].pk: 1}, by=BY)
    with pytest.raises(VoteClosed):
        correct_paper(paper, {asked[0].pk: 0}, college="", by=BY)


def test_a_statement_taken_out_since_the_printing_is_passed_over(printed, asked):
    first, second = asked
    moderate_statement(second, "out", reason="Deux fois la même", by=BY)

    paper = enter_paper(printed, 1, {first.pk: 1, second.pk: 1}, by=BY)

    assert answers_of(paper) == {first.pk: 1}


def test_printed_papers_are_tagged_and_bear_their_numbers(printed):
    pypdfium2 = pytest.importorskip("pypdfium2")
    made = papers_pdf(printed, 2, 3)

    pages = pypdfium2.PdfDocument(made)
    words = [page.get_textpage().get_text_range() for page in pages]
    assert len(words) == 2
    assert all(printed.code in said and "Planter la digue" in said for said in words)
    assert b"/StructTreeRoot" in made


def test_a_scribe_prints_types_and_corrects_a_paper(printed, asked):
    first, second = asked
    client, at = Client(), [printed.atelier.slug, printed.pk]
    client.force_login(MembershipFactory(atelier=printed.atelier, role="scribe").account)

    numbered = client.post(reverse("agreement:papers_number", args=at), {"count": 2})
    shown = client.get(reverse("agreement:paper", args=at))
    typed = client.post(
        reverse("agreement:paper", args=at),
        {"number": 4, "college": "elected", f"answer_{first.pk}": "1", f"answer_{second.pk}": "-"},
    )
    wrong = client.post(reverse("agreement:paper", args=at), {"number": 5, f"answer_{first.pk}": "7"})
    again = client.post(reverse("agreement:paper", args=at), {"number": 4, f"answer_{first.pk}": "1"})
    correct = reverse("agreement:paper_correct", args=[*at, 4])
    corrected = client.post(correct, {f"answer_{first.pk}": "0", f"answer_{second.pk}": "-", "college": ""})

    assert numbered["Location"] == reverse("agreement:papers_pdf", args=[*at, 4, 5])
    assert client.get(numbered["Location"])["Content-Type"] == "application/pdf"
    assert (shown.status_code, typed.status_code, corrected.status_code) == (200, 302, 302)
    assert (wrong.status_code, again.status_code) == (422, 422)
    assert "4" in again.content.decode()
    assert answers_of(paper_of(printed, 4)) == {first.pk: 0, second.pk: -1}


@pytest.mark.parametrize(
    ("role", "status"), [("scribe", 200), ("facilitator", 200), ("elected", 403), ("observer", 403)]
)
def test_papers_are_for_those_who_gather(printed, role, status):
    client = Client()
    client.force_login(MembershipFactory(atelier=printed.atelier, role=role).account)

    assert client.get(reverse("agreement:papers", args=[printed.atelier.slug, printed.pk])).status_code == status
