"""The pages of those who vote, on a telephone, without account nor script."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.agreement.consulting.enums import Choice
from atelier.agreement.consulting.errors import StatementOut
from atelier.agreement.consulting.forms import BeginForm, CodeForm, StatementForm, VoteForm
from atelier.agreement.consulting.models import Consultation, Statement, Voter
from atelier.agreement.consulting.queries import ballot_of, consultation_with_code, statements_of
from atelier.agreement.consulting.voting import begin_voting, cast_vote, propose_statement
from atelier.ateliers.codes import tidy_code
from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import DomainError, NotSeen
from atelier.common.qr import qr_svg
from atelier.people.enums import COLLEGE_COLORS

SESSION_KEY = "voters"


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code of a vote."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = tidy_code(form.cleaned_data["code"])
        try:
            return redirect("agreement:vote", code=_found(request, code).code)
        except NotSeen:
            form.add_error("code", _("No vote has this code. Read it again, or ask the facilitator."))
    return render(request, "agreement/enter.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """The door, then one statement at a time; `?enonce=` goes back to one. POST begins."""
    consultation = _found(request, code)
    voter = voter_of(request, consultation)
    if voter is None:
        return _begin(request, consultation)
    page: dict[str, object] = {"consultation": consultation, "voter": voter, "choices": _choices()}
    if not consultation.is_open:
        return render(request, "agreement/vote_over.html", page)
    ballot = ballot_of(voter, asked=_uuid(request.GET.get("enonce", "")))
    page |= {"ballot": ballot, "vote_id": uuid4(), "propose_form": StatementForm(), "said": None}
    if ballot.now:
        page["said"] = ballot.said.get(ballot.now.pk)
        return render(request, "agreement/vote.html", page)
    return render(request, "agreement/vote_done.html", page)


@require_POST
def cast(request: HttpRequest, code: str) -> HttpResponse:
    """One answer. Sent twice, it is counted once; the page that follows says what was not counted."""
    consultation = _found(request, code)
    voter, form = voter_of(request, consultation), VoteForm(request.POST)
    if voter is None or not form.is_valid():
        return redirect("agreement:vote", code=consultation.code)
    words = form.cleaned_data
    statement = _statement(consultation, words["statement"])
    try:
        _vote, is_new = cast_vote(voter, statement, words["value"], vote_id=words["vote"])
    except DomainError as refused:
        status = refused.http_status
        page = {
            "consultation": consultation,
            "sentence": refused.sentence,
            "goes_on": isinstance(refused, StatementOut),
        }
        return render(request, "agreement/vote_refused.html", page, status=status)
    if not is_new:
        messages.info(request, _("You had already sent this answer: it is counted once."))
    return redirect("agreement:vote", code=consultation.code)


@never_cache
@require_safe
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """What one said of each statement, and changing it."""
    consultation = _found(request, code)
    voter = voter_of(request, consultation)
    if voter is None:
        return redirect("agreement:vote", code=consultation.code)
    page = {
        "consultation": consultation,
        "ballot": ballot_of(voter),
        "choices": {choice.value: choice.label for choice in Choice},
        "proposals": voter.proposals.all(),
    }
    return render(request, "agreement/vote_mine.html", page)


@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """A statement of one's own, for the facilitator to read first."""
    consultation = _found(request, code)
    voter, form = voter_of(request, consultation), StatementForm(request.POST)
    if voter is None:
        return redirect("agreement:vote", code=consultation.code)
    if form.is_valid():
        try:
            propose_statement(voter, form.cleaned_data["text"])
        except DomainError as refused:
            form.add_error("text", refused.sentence)
        else:
            messages.success(
                request, _("Thank you: the facilitator reads your statement before it is put to the vote.")
            )
            return redirect("agreement:vote", code=consultation.code)
    page = {"consultation": consultation, "propose_form": form}
    return render(request, "agreement/vote_propose.html", page, status=422)


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of the result's wall, to be typed on the projector's computer."""
    consultation = _found(request, code)
    return redirect("agreement:results_wall", slug=consultation.atelier.slug, pk=consultation.pk)


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the vote, to be shown on the wall."""
    consultation = _found(request, code)
    body = qr_svg(public_url(request, reverse("agreement:vote", args=[consultation.code])))
    return HttpResponse(body, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


def voter_of(request: HttpRequest, consultation: Consultation) -> Voter | None:
    """Who this browser votes as: what its session says, or the seat it holds at the workshop."""
    known = request.session.get(SESSION_KEY, {}).get(str(consultation.pk))
    voters = Voter.objects.of(consultation.atelier_id).select_related("consultation").filter(consultation=consultation)
    if known and (found := voters.filter(pk=known).first()):
        return found
    seat = _seat(request, consultation)
    return voters.filter(seat=seat).first() if seat else None


def _begin(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    seat = _seat(request, consultation)
    asks = consultation.asks_college and seat is None
    form = BeginForm(request.POST) if request.method == "POST" and asks else BeginForm()
    if request.method == "POST" and (not asks or form.is_valid()):
        college = form.cleaned_data["college"] if asks else ""
        voter = begin_voting(consultation, college=college, seat=seat)
        request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), str(consultation.pk): str(voter.pk)}
        return redirect("agreement:vote", code=consultation.code)
    page = {
        "consultation": consultation,
        "form": form if asks else None,
        "seat": seat,
        "colors": COLLEGE_COLORS,
        "asked": statements_of(consultation).filter(standing="asked").count(),
    }
    return render(request, "agreement/vote_begin.html", page, status=422 if form.errors else 200)


def _found(request: HttpRequest, code: str) -> Consultation:
    refuse_guesses(request)
    try:
        return consultation_with_code(code)
    except NotSeen:
        count_miss(request)
        raise


def _seat(request: HttpRequest, consultation: Consultation) -> Seat | None:
    return viewer_of(request).seat_in(consultation.workshop_id) if consultation.workshop_id else None


def _statement(consultation: Consultation, pk: UUID) -> Statement:
    found: Statement | None = statements_of(consultation).filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _choices() -> list[tuple[int, str, str]]:
    """(value, class, words), as they are laid under the thumb."""
    return [
        (1, "agree", _("I agree")),
        (-1, "disagree", _("I disagree")),
        (0, "pass", _("I pass")),
    ]
