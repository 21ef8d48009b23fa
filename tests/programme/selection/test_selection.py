"""Who judges what, when, and what stays hidden until when."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from atelier.common.errors import NotSeen
from atelier.common.models import Letter
from atelier.programme.calls.applying import remove_paper
from atelier.programme.calls.sending import submit_application
from atelier.programme.models import Decision, Release
from atelier.programme.selection.commands import (
    assign_reviewer,
    decide,
    declare_conflict,
    give_marks,
    give_opinion,
    say_remark,
)
from atelier.programme.selection.enums import Ability
from atelier.programme.selection.errors import (
    AlreadyReleased,
    Conflicted,
    DecisionsMissing,
    MarkOutside,
    MarksMissing,
    NothingToRelease,
    NotInThisPhase,
    RankTaken,
    ReasonsMissing,
    ReviewerIsParty,
)
from atelier.programme.selection.figures import Weighed, figures, total
from atelier.programme.selection.phases import lay_phases
from atelier.programme.selection.queries import board_of, by_criterion, figures_of, reviews_of, weighed
from atelier.programme.selection.releasing import release_results
from atelier.programme.selection.rules import access_selection
from tests.factories.calls import ApplicationFactory, CallFactory, CriterionFactory, PhaseFactory
from tests.factories.people import AccountFactory, MandateFactory
from tests.programme.at_once import both_at_once, needs_connections
from tests.programme.calls.complete import ROOT, agent, complete_application, national

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    call = CallFactory()
    CriterionFactory(call=call, key="question", weight=60, most=5)
    CriterionFactory(call=call, key="portage", weight=40, most=10)
    return call


@pytest.fixture
def application(call):
    return ApplicationFactory(call=call, state="submitted")


@pytest.fixture
def reviewer(application):
    return reviewer_of(application)


def reviewer_of(application):
    account = AccountFactory(name="Inès")
    return assign_reviewer(application, account, by=national())


def lets(call, **parties):
    """One open phase, and no other."""
    call.phases.all().delete()
    return PhaseFactory(call=call, lets=parties)


def marked(review, *values, is_done=True):
    criteria = review.application.call.criteria.all()
    marks = {one.pk: (value, "") for one, value in zip(criteria, values, strict=False)}
    return give_marks(review, marks, summary="Vu.", by=review.account, is_done=is_done)


def can(account, application, ability):
    try:
        access_selection(account, application.slug, to=ability)
    except (NotInThisPhase, Conflicted) as refusal:
        return refusal.code
    return True


def test_a_total_weighs_each_mark_by_its_criterion(call):
    question, portage = call.criteria.all()

    assert total({question.pk: 5, portage.pk: 5}, weighed(call)) == 60 + 20
    assert total({question.pk: 5}, weighed(call)) is None


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9))
def test_the_median_lies_within_the_spread(totals):
    found = figures(totals)

    assert found.low <= found.middle <= found.high
    assert found.spread >= 0


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 10)), min_size=1, max_size=6))
def test_the_best_marks_make_a_hundred_whatever_the_weights(rows):
    criteria = [Weighed(key, weight, most) for key, (weight, most) in enumerate(rows)]

    assert round(total({one.key: one.most for one in criteria}, criteria), 6) == 100
    assert total({one.key: 0 for one in criteria}, criteria) == 0


def test_marks_out_of_range_or_missing_are_refused(reviewer):
    with pytest.raises(MarkOutside):
        marked(reviewer, 6, 10)
    with pytest.raises(MarksMissing):
        marked(reviewer, 5)
    assert reviewer.marks.count() == 1 or not reviewer.marks.exists()


def test_others_marks_are_hidden_until_ones_own_are_given(call, application, reviewer):
    other = reviewer_of(application)
    marked(other, 5, 10)
    lets(call, reviewer=["score"])

    assert can(reviewer.account, application, "read_scores") == "not_in_this_phase"
    marked(reviewer, 3, 5)
    assert can(reviewer.account, application, "read_scores") is True


def test_the_phase_opens_marks_to_those_who_have_not_given_theirs(call, application, reviewer):
    lets(call, reviewer=["score", "read_scores"])

    assert can(reviewer.account, application, "read_scores") is True


def test_a_phase_that_is_over_or_to_come_lets_nothing(call, application, reviewer):
    phase, now = lets(call, reviewer=["score"]), timezone.now()
    for opens, closes in ((-2, -1), (1, 2)):
        phase.opens_at, phase.closes_at = now + dt.timedelta(days=opens), now + dt.timedelta(days=closes)
        phase.save()
        assert can(reviewer.account, application, "score") == "not_in_this_phase"


@pytest.mark.parametrize("ability", ["score", "read_scores", "discuss", "read_opinions"])
def test_a_declared_conflict_closes_the_application_to_its_reviewer(call, application, reviewer, ability):
    lets(call, reviewer=[one.value for one in Ability])
    marked(reviewer, 5, 5)

    declare_conflict(reviewer, reason="Ma commune", by=reviewer.account)

    assert can(reviewer.account, application, ability) == "conflicted"
    assert figures_of(reviews_of(application), weighed(call)).count == 0


def test_letters_sent_are_read_by_reviewers_while_a_phase_lets_them(client):
    state = agent("76")
    application = complete_application(state)
    submit_application(application, by=state, root=ROOT)
    reviewer = reviewer_of(application).account
    client.force_login(reviewer)
    letter = reverse("programme:judged_letter", args=[application.slug, 1])
    remove_paper(application.papers.earliest("pk"), by=state)  # what was sent keeps it

    lets(application.call, reviewer=["score"])
    assert client.get(letter).status_code == 403
    lets(application.call, reviewer=["score", "read_letters"])
    answer = client.get(letter)
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(b"%PDF-")
    assert client.get(reverse("programme:judged_letter", args=[application.slug, 9])).status_code == 404
    assert letter in client.get(reverse("programme:judged", args=[application.slug])).content.decode()


def test_a_national_agent_with_a_conflict_reads_no_marks_and_does_not_decide(call, application):
    solene = national()
    lets(call, national=[one.value for one in Ability])
    declare_conflict(assign_reviewer(application, solene, by=solene), reason="Mon frère y est élu", by=solene)

    assert [can(solene, application, one) for one in ("read_scores", "decide", "discuss")] == ["conflicted"] * 3


def test_those_who_carry_or_accompany_it_do_not_review_it(application):
    with pytest.raises(ReviewerIsParty):
        assign_reviewer(application, agent("76"), by=national())


def test_applicants_see_nothing_of_the_selection(call, application):
    mayor = MandateFactory(organisation=application.holder).account
    lets(call, state=["opine"], reviewer=["score"], national=["decide"])

    with pytest.raises(NotSeen):
        access_selection(mayor, application.slug)
    assert board_of(mayor, call) == []


def test_a_service_gives_its_opinion_on_its_territory_only(call, application):
    lets(call, state=["opine"])

    assert can(agent("76"), application, "opine") is True
    with pytest.raises(NotSeen):
        access_selection(agent("47"), application.slug, to="opine")


def test_a_rank_is_given_once_by_a_service_and_reasons_are_asked(call, application):
    brice = agent("76")
    service = brice.mandates.get().organisation
    give_opinion(application, service, favour="favourable", rank=1, reasons="Mûr.", by=brice)
    other = ApplicationFactory(call=call, state="submitted")

    with pytest.raises(RankTaken):
        give_opinion(other, service, favour="favourable", rank=1, reasons="Mûr aussi.", by=brice)
    with pytest.raises(ReasonsMissing):
        give_opinion(other, service, favour="favourable", rank=2, reasons=" ", by=brice)
    assert give_opinion(application, service, favour="reserved", rank=2, reasons="Revu.", by=brice).rank == 2
    assert application.opinions.count() == 1


def test_figures_by_criterion_keep_their_own_scale(call, application):
    for values in ((5, 10), (3, 4), (4, 4)):
        marked(reviewer_of(application), *values)

    question, portage = by_criterion(call, reviews_of(application))

    assert (question.figures.middle, portage.figures.middle) == (4, 4)
    assert (portage.figures.low, portage.figures.high) == (4, 10)


def test_the_board_takes_as_many_queries_for_one_application_as_for_many(call, application):
    solene = national()
    lets(call, national=[one.value for one in Ability])
    marked(reviewer_of(application), 5, 5)
    board_of(solene, call)  # her mandates are asked for once
    with CaptureQueriesContext(connection) as few:
        board_of(solene, call)
    for _ in range(6):
        marked(reviewer_of(ApplicationFactory(call=call, state="submitted")), 4, 4)
    with CaptureQueriesContext(connection) as many:
        assert len(board_of(solene, call)) == 7

    assert len(many) == len(few)


def test_results_are_released_together_and_each_side_is_told(call, application):
    solene, other = national(), ApplicationFactory(call=call, state="submitted", department="47", region="75")
    ApplicationFactory(call=call, state="draft")
    decide(application, outcome="selected", reasons="Une question juste.", by=solene)
    decide(other, outcome="not_selected", reasons="Trop tôt.", by=solene)
    application.refresh_from_db()
    assert application.state == "submitted"

    release_results(call, by=solene, root=ROOT)

    application.refresh_from_db()
    other.refresh_from_db()
    assert (application.state, other.state) == ("selected", "not_selected")
    told = Letter.objects.filter(to=application.holder.email, subject=f"Résultats : {application.title}").get()
    assert "Une question juste." in told.text
    assert "Trop tôt." not in told.text


def test_nothing_is_released_while_a_decision_is_missing(call, application):
    solene, other = national(), ApplicationFactory(call=call, state="submitted", title="Oubliée")
    decide(application, outcome="selected", reasons="Oui.", by=solene)

    with pytest.raises(DecisionsMissing) as refused:
        release_results(call, by=solene, root=ROOT)

    application.refresh_from_db()
    assert refused.value.values["titles"] == other.title
    assert (application.state, Letter.objects.count(), Release.objects.count()) == ("submitted", 0, 0)


def test_nothing_to_release_is_said(call):
    with pytest.raises(NothingToRelease):
        release_results(call, by=national(), root=ROOT)


def test_after_the_release_nothing_is_written_any_more(call, application, reviewer):
    solene = national()
    decide(application, outcome="selected", reasons="Oui.", by=solene)
    release_results(call, by=solene, root=ROOT)

    with pytest.raises(AlreadyReleased):
        release_results(call, by=solene, root=ROOT)
    with pytest.raises(AlreadyReleased):
        decide(application, outcome="not_selected", reasons="Non.", by=solene)
    with pytest.raises(AlreadyReleased):
        marked(reviewer, 1, 1)
    with pytest.raises(AlreadyReleased):
        say_remark(application, "Trop tard", by=solene)
    assert Decision.objects.get().outcome == "selected"


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_of_two_who_release_at_once_one_does_and_the_other_is_told(call, application):
    solene, ismael = national(), national()
    decide(application, outcome="selected", reasons="Oui.", by=solene)

    outcome = both_at_once(
        lambda: release_results(call, by=solene, root=ROOT), lambda: release_results(call, by=ismael, root=ROOT)
    )

    assert (outcome, Release.objects.count()) == (["already_released", "done"], 1)
    assert Letter.objects.filter(to=application.holder.email).count() == 1


def test_phases_follow_the_closing_of_the_call(call):
    laid = lay_phases(call, by=national())

    assert laid[0].opens_at == call.closes_at
    assert all(before.closes_at == after.opens_at for before, after in pairwise(laid))
    assert {ability for phase in laid for abilities in phase.lets.values() for ability in abilities} == set(Ability)
