"""Naming and asking those who carry an action; and what they see, signed in or by their personal link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import DomainError, NotSeen
from atelier.roadmaps.bearing.commands import (
    ask_bearer,
    confirm_bearing,
    leave_bearing,
    name_bearer,
    take_back,
)
from atelier.roadmaps.bearing.errors import ActionMoved
from atelier.roadmaps.bearing.forms import BearerForm, ConfirmForm
from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.bearing.queries import bearer_with_key, sides_of
from atelier.roadmaps.plan.commitment import commitment_of
from atelier.roadmaps.rules import access_action, access_plan
from atelier.roadmaps.views.action_pages import read
from atelier.roadmaps.views.pages import form_page


@login_required
def bearer_name(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Name who is to carry one side; their personal link leaves at once unless one says otherwise."""
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    form = BearerForm(request.POST or None, initial={"kind": request.GET.get("cote", "elected")})
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        is_asked = words.pop("is_asked")
        try:
            bearer = name_bearer(one, **words, by=viewer)
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            if is_asked and bearer.email:
                ask_bearer(bearer, base_url=public_url(request, "/"), by=viewer)
                messages.success(request, _("A letter leaves for %(name)s.") % {"name": bearer.name})
            return redirect("roadmaps:action", slug=slug, pk=pk)
    title = _("Who carries %(action)s?") % {"action": one.name}
    about = _("An elected member and a State service carry each action together. Each confirms for themselves.")
    return form_page(request, one.roadmap.atelier, form, title, action=one, about=about)


@login_required
@require_POST
def bearer_ask(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    bearer = _bearer(viewer, slug, pk, to="write_roadmap")
    ask_bearer(bearer, base_url=public_url(request, "/"), by=viewer)
    messages.success(request, _("A letter leaves for %(name)s.") % {"name": bearer.name})
    return redirect("roadmaps:action", slug=slug, pk=bearer.action_id)


@login_required
@require_POST
def bearer_leave(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Said by who writes the roadmap; the bearer says it on their own page."""
    viewer = viewer_of(request)
    bearer = _bearer(viewer, slug, pk, to="write_roadmap")
    leave_bearing(bearer, by=viewer)
    messages.info(request, _("%(name)s carries this action no more. Name somebody else.") % {"name": bearer.name})
    return redirect("roadmaps:action", slug=slug, pk=bearer.action_id)


@login_required
@require_POST
def bearer_confirm(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Signed in: the bearer's own account, and no other (bearing/commands.py refuses)."""
    viewer = viewer_of(request)
    bearer = _bearer(viewer, slug, pk, to="read_roadmap")
    form = ConfirmForm(request.POST)
    words = form.cleaned_data if form.is_valid() else {"seen": "", "words": ""}
    if "take_back" in request.POST:
        take_back(bearer, words=words["words"], by=viewer)
        messages.info(request, _("You confirm this action no more."))
    else:
        confirm_bearing(bearer, **words, by=viewer)
        messages.success(request, _("Thank you: your confirmation is kept, with its date."))
    return redirect("roadmaps:action", slug=slug, pk=bearer.action_id)


@never_cache
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """The personal link: the action as it stands, and what its bearer says of it."""
    bearer = bearer_with_key(key)
    refusal = ""
    if request.method == "POST":
        form = ConfirmForm(request.POST)
        words = form.cleaned_data if form.is_valid() else {"seen": "", "words": ""}
        try:
            _say(request, bearer, words)
        except ActionMoved as error:
            refusal = error.sentence
        else:
            return redirect("roadmaps:confirm", key=key)
    action = read(bearer.action)
    side = next(one for one in sides_of(action) if one.kind == bearer.kind)
    typed = request.POST.get("words", bearer.words)
    page = {
        "bearer": bearer,
        "action": action,
        "side": side,
        "others": [one for one in sides_of(action) if one.kind != bearer.kind],
        "form": ConfirmForm(initial={"seen": commitment_of(action), "words": typed}),
        "refusal": refusal,
    }
    return render(request, "roadmaps/confirm.html", page, status=409 if refusal else 200)


def _say(request: HttpRequest, bearer: Bearer, words: dict[str, str]) -> None:
    """What the bearer said with their own link."""
    if "leave" in request.POST:
        leave_bearing(bearer, by=bearer)
        messages.info(request, _("Thank you. Somebody else will be asked."))
    elif "take_back" in request.POST:
        take_back(bearer, words=words["words"], by=bearer)
        messages.info(request, _("You confirm this action no more."))
    else:
        confirm_bearing(bearer, **words, by=bearer)
        messages.success(request, _("Thank you: your confirmation is kept, with its date."))


def _bearer(viewer: Viewer, slug: str, pk: UUID, *, to: str) -> Bearer:
    """A bearer of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_plan(viewer, slug, to=to)
    rows = Bearer.objects.of(atelier).select_related("action__roadmap__atelier", "account")
    found: Bearer | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found
