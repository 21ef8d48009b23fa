"""The light door, what follows an idea, and the agents' list of ideas."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotForYou, NotSeen
from atelier.people.mandates import is_national, is_state
from atelier.programme.addresses import root_of
from atelier.programme.calls.dated import limits
from atelier.programme.calls.enums import IdeaState
from atelier.programme.calls.errors import TooManyIdeas
from atelier.programme.calls.forms import IdeaForm, ReplyForm, TakeForm
from atelier.programme.calls.ideas import close_idea, idea_followed, leave_idea, take_idea
from atelier.programme.calls.models import Idea
from atelier.programme.calls.queries import ideas_seen_by, open_calls
from atelier.programme.calls.rules import access_idea
from atelier.programme.requests import signed_in
from atelier.territories.models import Commune
from atelier.territories.places import Asked
from atelier.territories.queries import Place, places_matching
from atelier.territories.views import place_detail

A_PAGE, HOUR_S, FOUND_AT_MOST = 30, 3600, 8
SALT = "atelier.light-door"


@never_cache
def light_door(request: HttpRequest) -> HttpResponse:
    """Three questions and an e-mail. Where several communes have the name, the page asks which."""
    form = IdeaForm(request.POST or None)
    places: list[Place] = []
    if request.method == "POST" and form.is_valid():
        if _is_too_fast(form.cleaned_data["opened"]):
            form.add_error(None, _("This came very fast. Read it over, then send it again: your text is still here."))
        else:
            commune, places = _commune(request, form.cleaned_data["place"])
            if commune:
                return _left(request, form, commune)
            if not places:
                form.add_error("place", _("No commune has a name like this one. Try its postcode."))
    page = {
        "form": form,
        "opened": request.POST.get("opened") or signing.dumps("", salt=SALT),
        "places": [(place, place_detail(place)) for place in places],
    }
    return render(request, "programme/calls/light_door.html", page, status=422 if form.errors or places else 200)


@never_cache
@require_safe
@sensitive_variables("token")
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """What became of an idea, for whoever holds its link."""
    idea = idea_followed(token)
    if idea is None:
        raise NotSeen
    response = render(request, "programme/calls/follow.html", {"idea": idea, "IdeaState": IdeaState})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_safe
def idea_list(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    if not (is_state(account) or is_national(account)):
        raise NotForYou(who=_("the agents of the State services, the national team"))
    page = Paginator(ideas_seen_by(account), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/calls/ideas.html", {"page": page})


@login_required
@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    return _idea_page(request, access_idea(signed_in(request), pk))


@login_required
@require_POST
def idea_take(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request)
    found = access_idea(account, pk)
    form = TakeForm(request.POST, calls=open_calls())
    if not form.is_valid():
        return _idea_page(request, found, take=form)
    words = form.cleaned_data
    application = take_idea(found, words["call"], title=words["title"], by=account, root=root_of(request))
    messages.success(request, _("A draft is begun with its words. Whoever left the idea has been told."))
    return redirect("programme:application", slug=application.slug)


@login_required
@require_POST
def idea_close(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request)
    found = access_idea(account, pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _idea_page(request, found, reply=form)
    close_idea(found, reply=form.cleaned_data["reply"], by=account)
    messages.success(request, _("Your answer has left."))
    return redirect("programme:idea", pk=pk)


def _left(request: HttpRequest, form: IdeaForm, commune: Commune) -> HttpResponse:
    words = form.cleaned_data
    try:
        _count(request)
        leave_idea(commune, what=words["what"], who=words["who"], email=words["email"], root=root_of(request))
    except TooManyIdeas as error:
        form.add_error(None, error.sentence)
        page = {"form": form, "opened": request.POST.get("opened", ""), "places": []}
        return render(request, "programme/calls/light_door.html", page, status=429)
    return render(request, "programme/calls/light_door_done.html", {"commune": commune})


def _count(request: HttpRequest) -> None:
    """So many ideas from one network address an hour. Raises TooManyIdeas. The address is kept nowhere else."""
    key = f"ideas-from:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, HOUR_S)
    if cache.incr(key) > limits().from_one_address_an_hour:
        raise TooManyIdeas


def _is_too_fast(opened: str) -> bool:
    """A form filled in less time than people need, or that we did not give. Age alone refuses nobody."""
    try:
        signing.loads(opened, salt=SALT)
        signing.loads(opened, salt=SALT, max_age=limits().least_seconds)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True


def _commune(request: HttpRequest, text: str) -> tuple[Commune | None, list[Place]]:
    """The commune chosen or clearly named; else those it could be."""
    if code := request.POST.get("commune"):
        return Commune.objects.filter(code=code, is_current=True).first(), []
    found = [place for place in places_matching(text, 3 * FOUND_AT_MOST) if place.kind == "commune"]
    words = Asked.read(text).words  # without the postcode, which has narrowed the search
    exact = [place for place in found if place.key == words]
    sure = exact if len(exact) == 1 else found if len(found) == 1 else []
    if sure:
        return Commune.objects.get(code=sure[0].code), []
    return None, found[:FOUND_AT_MOST]


def _idea_page(
    request: HttpRequest, idea: Idea, *, take: TakeForm | None = None, reply: ReplyForm | None = None
) -> HttpResponse:
    title = _("%(commune)s: an idea to look into") % {"commune": idea.commune_name}
    page: dict[str, Any] = {
        "idea": idea,
        "waits": idea.state == IdeaState.WAITING,
        "take_form": take or TakeForm(calls=open_calls(), initial={"title": title}),
        "reply_form": reply or ReplyForm(),
        "has_calls": open_calls().exists(),
    }
    return render(request, "programme/calls/idea.html", page, status=422 if take or reply else 200)
