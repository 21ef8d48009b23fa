"""Pages of validation rounds: for those who lead them, and for those who answer for the text."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.agreement.rounds.commands import (
    answer_objection,
    close_round,
    node_of,
    open_round,
    put_version,
    refusal_of,
    say_position,
)
from atelier.agreement.rounds.enums import Outcome
from atelier.agreement.rounds.forms import AnswerForm, CloseForm, PositionForm, RoundForm, VersionForm
from atelier.agreement.rounds.minutes import minutes_pdf
from atelier.agreement.rounds.models import Position, Round
from atelier.agreement.rounds.queries import (
    passes_of,
    position_of,
    present_version,
    round_with_code,
    rounds_of,
    sources_of,
)
from atelier.agreement.rules import abilities_in, access_agreement, access_round
from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import DomainError, NotSeen
from atelier.common.qr import qr_svg
from atelier.contributions.lineage.nodes import Node, Told, tell_nodes
from atelier.contributions.lineage.steps import node_asked, steps_from
from atelier.people.enums import COLLEGE_COLORS

SESSION_KEY = "rounds"


@login_required
@never_cache
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """The rounds of the atelier."""
    viewer = viewer_of(request)
    atelier = access_agreement(viewer, slug)
    page = {"atelier": atelier, "rounds": rounds_of(atelier), "abilities": abilities_in(viewer, atelier)}
    return render(request, "agreement/rounds.html", page)


@login_required
@never_cache
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a text: a free one, or that of `?noeud=kind:uuid`, any thing of the lineage."""
    viewer = viewer_of(request)
    atelier = access_agreement(viewer, slug, to="lead_agreement")
    source, told = _source(atelier, request)
    initial = {"title": told.title, "text": told.text} if told else {}
    form = RoundForm(request.POST or None, atelier=atelier, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = open_round(atelier, **form.cleaned_data, source=source, by=viewer)
        return redirect("agreement:round", slug=slug, pk=made.pk)
    page = {"atelier": atelier, "form": form, "source": told}
    return render(request, "agreement/round_form.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def detail(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The versions and what was said of each; those who lead answer, change the text, close."""
    viewer = viewer_of(request)
    return _detail(request, access_round(viewer, slug, pk), viewer)


@login_required
@require_POST
def version(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Put a changed text."""
    viewer = viewer_of(request)
    one = access_round(viewer, slug, pk, to="lead_agreement")
    form = VersionForm(request.POST)
    if form.is_valid():
        try:
            put_version(one, form.cleaned_data["text"], change=form.cleaned_data["change"], by=viewer)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    return _back_or_again(request, one, viewer, version_form=form)


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, pk: UUID, position_pk: UUID) -> HttpResponse:
    """Answer an objection or a reservation."""
    viewer = viewer_of(request)
    one = access_round(viewer, slug, pk, to="lead_agreement")
    position = Position.objects.of(one.atelier_id).filter(pk=position_pk, version__round=one).first()
    if position is None:
        raise NotSeen
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_objection(position, form.cleaned_data["text"], by=viewer, by_name=_name(viewer))
        except DomainError as refused:
            form.add_error("text", refused.sentence)
    for message in form.errors.values():
        messages.error(request, str(message[0]))
    return redirect("agreement:round", slug=slug, pk=pk)


@login_required
@require_POST
def close(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say how the round ends."""
    viewer = viewer_of(request)
    one = access_round(viewer, slug, pk, to="lead_agreement")
    form = CloseForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data
        try:
            close_round(one, words["outcome"], words=words["words"], by=viewer, by_name=_name(viewer))
        except DomainError as refused:
            form.add_error("outcome", refused.sentence)
    return _back_or_again(request, one, viewer, close_form=form)


@login_required
@require_safe
def minutes(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The minutes, PDF."""
    one = access_round(viewer_of(request), slug, pk)
    name = content_disposition_header(False, "validation.pdf") or ""
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(minutes_pdf(one), content_type="application/pdf", headers=headers)


@never_cache
def speak(request: HttpRequest, code: str) -> HttpResponse:
    """The text as it is now, and one's position on it: by an account, or by whoever typed the code."""
    one = _found(request, code)
    viewer, now = viewer_of(request), present_version(one)
    person = _person(request, one, viewer)
    said = position_of(now, person) if person else None
    form = PositionForm(request.POST or None, initial=_initial(viewer, said) | {"version": now.pk})
    if request.method == "POST" and form.is_valid() and _say(request, one, viewer, form):
        messages.success(request, _("Your position is kept. You can change it here while the round is open."))
        return redirect("agreement:round_speak", code=one.code)
    page = {"round": one, "version": now, "form": form, "said": said, "colors": COLLEGE_COLORS}
    return render(request, "agreement/round_speak.html", page, status=422 if form.errors else 200)


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the round, to be shown on the wall."""
    body = qr_svg(public_url(request, reverse("agreement:round_speak", args=[_found(request, code).code])))
    return HttpResponse(body, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


def _say(request: HttpRequest, one: Round, viewer: Viewer, form: PositionForm) -> bool:
    words = form.cleaned_data
    version = one.versions.filter(pk=words.pop("version")).first()
    if version is None:
        raise NotSeen
    known = _person(request, one, viewer)
    person = known or f"visitor:{uuid4()}"
    try:
        say_position(version, words.pop("stance"), person=person, **words, by=viewer)
    except DomainError as refused:
        form.add_error("reason" if refused.code == "why_missing" else None, refused.sentence)
        return False
    if not known:
        request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), str(one.pk): person}
    return True


def _detail(
    request: HttpRequest,
    one: Round,
    viewer: Viewer,
    *,
    version_form: VersionForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    passes = passes_of(one)
    endings = [(outcome, refusal_of(one, outcome)) for outcome in Outcome] if one.is_open else []
    page = {
        "atelier": one.atelier,
        "round": one,
        "passes": passes,
        "sources": sources_of(one),
        "abilities": abilities_in(viewer, one.atelier),
        "version_form": version_form or VersionForm(initial={"text": passes[0].version.text}),
        "close_form": close_form or CloseForm(),
        "answer_form": AnswerForm(),
        "endings": [(outcome, refused.sentence if refused else "") for outcome, refused in endings],
        "url": public_url(request, reverse("agreement:round_speak", args=[one.code])),
        "steps": steps_from(viewer, one.atelier, node_of(one)) if one.is_adopted else [],
    }
    is_wrong = bool(version_form or close_form)
    return render(request, "agreement/round.html", page, status=422 if is_wrong else 200)


def _back_or_again(
    request: HttpRequest,
    one: Round,
    viewer: Viewer,
    *,
    version_form: VersionForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    form = version_form or close_form
    if form is not None and form.errors:
        return _detail(request, one, viewer, version_form=version_form, close_form=close_form)
    return redirect("agreement:round", slug=one.atelier.slug, pk=one.pk)


def _source(atelier: Atelier, request: HttpRequest) -> tuple[Node | None, Told | None]:
    """The thing the address names, if it is one of this atelier."""
    node = node_asked(request.GET)
    told = tell_nodes(atelier, [node]).get(node) if node else None
    return (node, told) if told else (None, None)


def _person(request: HttpRequest, one: Round, viewer: Viewer) -> str:
    """Who speaks; '' for a browser that never spoke here."""
    if viewer.account:
        return viewer.author_ref
    held: str = request.session.get(SESSION_KEY, {}).get(str(one.pk), "")
    return held


def _initial(viewer: Viewer, said: Position | None) -> dict[str, object]:
    if said:
        return {name: getattr(said, name) for name in ("stance", "reason", "college", "name", "is_named")}
    return {"name": _name(viewer)}


def _name(viewer: Viewer) -> str:
    return str(viewer.account) if viewer.account else ""


def _found(request: HttpRequest, code: str) -> Round:
    refuse_guesses(request)
    try:
        return round_with_code(code)
    except NotSeen:
        count_miss(request)
        raise
