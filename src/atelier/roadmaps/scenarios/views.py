"""Pages of the scenarios: state means, read what fits and why, put two side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError
from atelier.engines.scenarios.shapes import LeftOut
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.rules import access_plan
from atelier.roadmaps.scenarios.commands import apply_scenario, set_aside, weigh
from atelier.roadmaps.scenarios.costing import WEIGHED, Asked, weighed_actions
from atelier.roadmaps.scenarios.forms import ScenarioForm
from atelier.roadmaps.scenarios.queries import Read, compared, one_scenario, read, scenarios_of
from atelier.roadmaps.scenarios.words import amount_words, refused_words, why_words
from atelier.roadmaps.views.pages import begun, head


@login_required
@require_safe
def scenarios(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    page = head(viewer, atelier, plan) | {"scenarios": [read(one) for one in scenarios_of(atelier)]}
    return render(request, "roadmaps/scenarios/list.html", page)


@login_required
def scenario_add(request: HttpRequest, slug: str) -> HttpResponse:
    """State the means; POST weighs. `de`: the scenario to start from; `imposer`: an action to take."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug, to="write_roadmap")
    before = _start(request, slug)
    weighed = weighed_actions(actions_of(plan, *WEIGHED).defer("geometry"), Asked())
    form = ScenarioForm(request.POST or None, actions=weighed, before=before, imposed=request.GET.get("imposer", ""))
    if request.method == "POST" and form.is_valid():
        by_name = viewer.account.name if viewer.account else ""
        try:
            made = weigh(
                plan, name=form.cleaned_data["name"], means=form.means, asked=form.asked, by=viewer, by_name=by_name
            )
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("roadmaps:scenario", slug=slug, pk=made.pk)
    page = head(viewer, atelier, plan) | {"form": form, "before": before}
    return render(request, "roadmaps/scenarios/form.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def scenario(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    one = read(one_scenario(atelier, pk))
    others = [other for other in scenarios_of(atelier) if other.pk != pk]
    page = (
        head(viewer, atelier, plan)
        | _told(one)
        | {"others": others, "has_moved": one.scenario.revision != plan.revision}
    )
    return render(request, "roadmaps/scenarios/one.html", page)


@login_required
@require_safe
def scenarios_compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two scenarios, `a` and `b`, side by side."""
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    one, other = (read(one_scenario(atelier, _uuid(request.GET.get(key, "")))) for key in ("a", "b"))
    rows = [
        (row, [_side(is_in, why, side) for is_in, why, side in zip(row.is_in, row.why, (one, other), strict=True)])
        for row in compared(one, other)
    ]
    page = head(viewer, atelier, plan) | {
        "sides": (_told(one), _told(other)),
        "rows": rows,
        "different": sum(row.differs for row, _sides in rows),
    }
    return render(request, "roadmaps/scenarios/compare.html", page)


@login_required
@require_POST
def scenario_apply(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = one_scenario(access_plan(viewer, slug, to="write_roadmap"), pk)
    changed = apply_scenario(one, by=viewer, by_name=viewer.account.name if viewer.account else "")
    said = ngettext("%(count)s action changed in the roadmap.", "%(count)s actions changed in the roadmap.", changed)
    messages.success(request, said % {"count": changed})
    return redirect("roadmaps:scenario", slug=slug, pk=pk)


@login_required
@require_POST
def scenario_remove(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    set_aside(one_scenario(access_plan(viewer, slug, to="write_roadmap"), pk), by=viewer)
    messages.success(request, _("The scenario is set aside."))
    return redirect("roadmaps:scenarios", slug=slug)


def _told(one: Read) -> dict[str, Any]:
    """What the template shows of a scenario."""
    return {
        "one": one,
        "scenario": one.scenario,
        "in_all": (amount_words("euros", one.euros), amount_words("days", one.days)),
        "spent": [
            (mean, amount_words(mean.kind, mean.stated), amount_words(mean.kind, mean.used),
             amount_words(mean.kind, max(0, mean.stated - mean.used)))
            for mean in one.choice.spent
        ],
        "left_out": [(one.actions[left.id], left, why_words(left, one.actions)) for left in one.choice.left_out],
        "refused": [refused_words(left, one.actions) for left in one.choice.refused],
    }  # fmt: skip


def _side(is_in: bool | None, why: LeftOut | None, side: Read) -> tuple[str, str]:
    """A mark's kind and a sentence, for one action in one scenario."""
    if is_in is None:
        return "", _("Not in the roadmap then, or already done.")
    if is_in:
        return "ok", _("Taken")
    return "warning", why_words(why, side.actions) if why else _("Nothing holds.")


def _start(request: HttpRequest, slug: str) -> Read | None:
    asked = request.GET.get("de", "")
    if not asked:
        return None
    return read(one_scenario(access_plan(viewer_of(request), slug), _uuid(asked)))


def _uuid(text: str) -> UUID:
    """Raises NotSeen through a number nobody has."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
