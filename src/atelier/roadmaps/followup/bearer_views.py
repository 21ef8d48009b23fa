"""What a bearer sees with their personal link, without an account; and what everyone may read."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from atelier.common.errors import DomainError, NotSeen
from atelier.roadmaps.followup.commands import say_news
from atelier.roadmaps.followup.errors import LinkEnded, NotYourAction
from atelier.roadmaps.followup.forms import NewsForm
from atelier.roadmaps.followup.models import Asking, Report
from atelier.roadmaps.followup.queries import asking_with_key, carried_by, latest_by_action, reports_of
from atelier.roadmaps.followup.reading import followed
from atelier.roadmaps.models import RoadmapVersion
from atelier.roadmaps.plan.models import Action
from atelier.roadmaps.plan.queries import actions_of


@never_cache
@require_safe
def news(request: HttpRequest, key: str) -> HttpResponse:
    """The actions this person carries today, and what they said of each."""
    asking = asking_with_key(key)
    actions = _actions(asking)
    said = latest_by_action(reports_of(actions).filter(asking__email=asking.email))
    page = {
        "asking": asking,
        "campaign": asking.campaign,
        "rows": [(action, said.get(action.pk)) for action in actions],
    }
    return render(request, "roadmaps/followup/news.html", page)


@never_cache
def news_action(request: HttpRequest, key: str, pk: UUID) -> HttpResponse:
    """Say something of one action. What was said before stays; one may say that the new word corrects it."""
    asking = asking_with_key(key)
    action = next((one for one in _actions(asking) if one.pk == pk), None)
    if action is None:
        raise NotSeen
    before = _said_now(asking, action)
    form = NewsForm(request.POST or None, action=action, before=before)
    if request.method == "POST" and form.is_valid():
        try:
            say_news(asking, action, form.news, corrects=before if form.cleaned_data.get("is_correction") else None)
        except (LinkEnded, NotYourAction):
            raise
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Thank you: what you said of %(action)s is kept.") % {"action": action.name})
            return redirect("roadmaps:news", key=key)
    page = {"asking": asking, "campaign": asking.campaign, "action": action, "form": form, "before": before}
    return render(request, "roadmaps/followup/news_action.html", page, status=422 if form.errors else 200)


@require_safe
def public_followup(request: HttpRequest, slug: str) -> HttpResponse:
    """What bearers let everyone read of a roadmap made official; 404 before it is."""
    # everywhere: a public page; the version says that the roadmap is public
    rows = RoadmapVersion.everywhere.filter(roadmap__atelier__slug=slug).select_related("roadmap__atelier")
    version = rows.order_by("-number").first()
    if version is None:
        raise NotSeen
    plan = version.roadmap
    page = followed(plan, is_public=True, asked=request.GET.get("page"))
    page |= {"atelier": plan.atelier, "plan": plan, "version": version}
    return render(request, "roadmaps/followup/public.html", page)


def _actions(asking: Asking) -> list[Action]:
    """Each action once, in the order of the roadmap. Raises LinkEnded."""
    carried = {bearer.action_id for bearer in carried_by(asking)}
    if not carried:
        raise LinkEnded(name=asking.name)
    return list(actions_of(asking.campaign.roadmap).filter(pk__in=carried))


def _said_now(asking: Asking, action: Action) -> Report | None:
    """The last word of this person on this action in this campaign, which the next one starts from."""
    mine = reports_of([action]).filter(asking=asking)
    return latest_by_action(mine).get(action.pk)
