"""The sheet of an action, and how it is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.cards.commands import node_of as card_node
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.steps import asked, node_asked
from atelier.roadmaps.bearing.commands import is_themselves
from atelier.roadmaps.bearing.forms import ConfirmForm
from atelier.roadmaps.bearing.queries import sides_of
from atelier.roadmaps.plan.commands import change_action, write_action
from atelier.roadmaps.plan.commitment import commitment_of
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.errors import ActionChanged
from atelier.roadmaps.plan.forms import LINE_FORMS, ActionForm, GateForm, LiftForm, NewActionForm, WaitsForm
from atelier.roadmaps.plan.models import Action, Axis, Dependency, GatingBlockage
from atelier.roadmaps.plan.needs import (
    LINES,
    add_line,
    change_line,
    depend,
    gate_action,
    lift_gate,
    remove_line,
    undo_dependency,
)
from atelier.roadmaps.plan.origins import origins_of_action
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.plan.remarks import remarks_of
from atelier.roadmaps.rules import access_action, can_write_roadmap
from atelier.roadmaps.views.drawings import SHEET_MM, drawing_of, ground_response, placed
from atelier.roadmaps.views.pages import form_page, head, plan_of
from atelier.roadmaps.views.printing import sheet_pdf

LINE_TITLES = {
    "funding": gettext_lazy("Funding"),
    "indicator": gettext_lazy("Indicator"),
    "plan": gettext_lazy("Planning document or programme"),
}


@login_required
@require_safe
def action(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One page: what, where, who carries it, with what means, when, and where it comes from."""
    viewer = viewer_of(request)
    return render(request, "roadmaps/action.html", _page(viewer, access_action(viewer, slug, pk)))


@login_required
@require_safe
def action_pdf(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The sheet on A4, to be hung on a wall."""
    one = read(access_action(viewer_of(request), slug, pk))
    headers = {"Content-Disposition": f'inline; filename="{one.name}.pdf"'}
    return HttpResponse(sheet_pdf(one), content_type="application/pdf", headers=headers)


@login_required
@require_safe
def action_ground(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    one = access_action(viewer_of(request), slug, pk)
    return ground_response(one.roadmap.atelier.site, placed([one]), SHEET_MM, is_public=False)


@login_required
def action_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new action from cards, lying where they lie."""
    viewer = viewer_of(request)
    begins = node_asked(request.GET)
    query = f"?{asked(begins)}" if begins else ""
    atelier, plan = plan_of(viewer, slug, to="write_roadmap")
    if plan is None:
        return redirect(reverse("roadmaps:roadmap", args=[slug]) + query)
    if not Axis.objects.of(atelier).filter(roadmap=plan).exists():
        messages.info(request, _("An action stands under an axis: write the first axis."))
        return redirect(reverse("roadmaps:axis_add", args=[slug]) + query)
    form = NewActionForm(request.POST or None, roadmap=plan, initial=_begun(atelier, begins))
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted
        gates = dict.fromkeys([*wanted.pop("gated_by"), *wanted.pop("other_gates")])
        cards = [*wanted.pop("sources"), *wanted.pop("others")]
        sources = [*_further(begins), *(card_node(one) for one in cards)]
        made = write_action(plan, **wanted, sources=sources, gated_by=list(gates), by=viewer)
        return redirect("roadmaps:action", slug=slug, pk=made.pk)
    return form_page(request, atelier, form, _("New action"))


def _begun(atelier: Atelier, begins: Node | None) -> dict[str, Any]:
    """What a form that begins from a thing says already: its words, and the thing where it can be chosen."""
    told = tell_nodes(atelier, [begins]).get(begins) if begins else None
    if begins is None or told is None:
        return {}
    chosen: dict[str, dict[str, Any]] = {"card": {"sources": [begins.id]}, "demonstrator": {"demonstrator": begins.id}}
    return {"text": told.text, **chosen.get(begins.kind, {})}


def _further(begins: Node | None) -> list[Node]:
    """What the action comes from that its form cannot choose."""
    return [begins] if begins and begins.kind not in ("card", "demonstrator") else []


@login_required
def action_change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change an action; where somebody did meanwhile, show theirs above and keep what was typed."""
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    atelier, plan = one.roadmap.atelier, one.roadmap
    form = ActionForm(request.POST or None, roadmap=plan, instance=one, initial={"revision": one.revision})
    if request.method == "POST" and form.is_valid():
        try:
            change_action(one, revision=form.cleaned_data["revision"], by=viewer, by_name=_name(viewer), **form.wanted)
        except ActionChanged as refusal:
            return _conflict(request, one, form, refusal)
        return redirect("roadmaps:action", slug=slug, pk=pk)
    return form_page(request, atelier, form, f"{one.name} · {one.title}", action=one)


def _conflict(request: HttpRequest, one: Action, form: ActionForm, refusal: ActionChanged) -> HttpResponse:
    """Both texts on one page: theirs to read, ours still in the form, at the revision of theirs."""
    theirs: Action = Action.objects.of(one.roadmap.atelier_id).select_related("axis").get(pk=one.pk)
    kept = {**{name: form.data.get(name, "") for name in form.fields}, "revision": str(theirs.revision)}
    again = ActionForm(kept, roadmap=one.roadmap, instance=theirs)
    last = theirs.changes.last()
    page = {
        "atelier": one.roadmap.atelier,
        "form": again,
        "title": f"{theirs.name} · {theirs.title}",
        "action": theirs,
        "refusal": refusal.sentence,
        "theirs": [
            (ActionForm.base_fields[name].label, value) for name, value in (last.after if last else {}).items()
            if name in ActionForm.base_fields
        ],
        "who": last.by_name if last else "",
    }  # fmt: skip
    return render(request, "roadmaps/form_page.html", page, status=409)


@login_required
@require_POST
def action_status(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    if request.POST.get("status") in Status.values:
        change_action(one, status=request.POST["status"], by=viewer, by_name=_name(viewer))
        messages.success(request, _("The status of %(action)s is kept.") % {"action": one.name})
    return redirect("roadmaps:action", slug=slug, pk=pk)


@login_required
def line_add(request: HttpRequest, slug: str, pk: UUID, kind: str) -> HttpResponse:
    """A funding line, an indicator or a planning document."""
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    form_class = _line_form(kind)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_line(one, kind, by=viewer, **form.cleaned_data)
        return redirect("roadmaps:action", slug=slug, pk=pk)
    return form_page(request, one.roadmap.atelier, form, str(LINE_TITLES[kind]), action=one)


@login_required
def line_change(request: HttpRequest, slug: str, pk: UUID, kind: str, line_pk: int) -> HttpResponse:
    """Other values; `remove` takes it away."""
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    form_class = _line_form(kind)
    line: Any = LINES[kind].objects.of(one.roadmap.atelier_id).filter(pk=line_pk, action=one).first()
    if line is None:
        raise NotSeen
    line.action = one
    if request.method == "POST" and "remove" in request.POST:
        remove_line(line, by=viewer)
        return redirect("roadmaps:action", slug=slug, pk=pk)
    form = form_class(request.POST or None, instance=line)
    if request.method == "POST" and form.is_valid():
        try:
            change_line(line, by=viewer, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("roadmaps:action", slug=slug, pk=pk)
    return form_page(request, one.roadmap.atelier, form, str(LINE_TITLES[kind]), action=one, remove=_("Remove it"))


@login_required
@require_POST
def waits_add(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    form = WaitsForm(request.POST, action=one)
    if not form.is_valid():
        return form_page(request, one.roadmap.atelier, form, f"{one.name} · {one.title}", action=one)
    before = form.cleaned_data["before"]
    depend(before, one, by=viewer)
    return redirect("roadmaps:action", slug=slug, pk=pk)


@login_required
@require_POST
def waits_remove(request: HttpRequest, slug: str, pk: UUID, dependency_pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    rows = Dependency.objects.of(one.roadmap.atelier_id).select_related("before", "after__roadmap")
    dependency = rows.filter(pk=dependency_pk, after=one).first()
    if dependency is None:
        raise NotSeen
    undo_dependency(dependency, by=viewer)
    return redirect("roadmaps:action", slug=slug, pk=pk)


@login_required
@require_POST
def gate_add(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    form = GateForm(request.POST, action=one)
    if not form.is_valid():
        return form_page(request, one.roadmap.atelier, form, f"{one.name} · {one.title}", action=one)
    gate_action(one, form.cleaned_data["card"], by=viewer)
    return redirect("roadmaps:action", slug=slug, pk=pk)


@login_required
def gate_lift(request: HttpRequest, slug: str, pk: UUID, gate_pk: int) -> HttpResponse:
    """Say that a blockage is lifted, since when and how."""
    viewer = viewer_of(request)
    one = access_action(viewer, slug, pk, to="write_roadmap")
    rows = GatingBlockage.objects.of(one.roadmap.atelier_id).select_related("card", "action__roadmap")
    gate = rows.filter(pk=gate_pk, action=one).first()
    if gate is None:
        raise NotSeen
    form = LiftForm(request.POST or None, initial={"lifted_on": gate.lifted_on, "how": gate.lifted_how})
    if request.method == "POST" and form.is_valid():
        lift_gate(gate, how=form.cleaned_data["how"], on=form.cleaned_data["lifted_on"], by=viewer)
        return redirect("roadmaps:action", slug=slug, pk=pk)
    title = _("%(card)s is lifted") % {"card": gate.card.name}
    return form_page(request, one.roadmap.atelier, form, title, action=one, about=gate.card.told_text)


def read(one: Action) -> Action:
    """The same action with everything its sheet shows."""
    found: Action = actions_of(one.roadmap).get(pk=one.pk)
    return found


def _page(viewer: Viewer, found: Action) -> dict[str, Any]:
    atelier, one = found.roadmap.atelier, read(found)
    sides = sides_of(one)
    mine = [side.bearer for side in sides if side.bearer and is_themselves(side.bearer, viewer)]
    writes = can_write_roadmap(viewer, atelier)
    return head(viewer, atelier, found.roadmap) | {
        "action": one,
        "sides": sides,
        "mine": [(bearer, ConfirmForm(initial={"seen": commitment_of(one), "words": bearer.words})) for bearer in mine],
        "remarks": remarks_of(one),
        "origins": origins_of_action(one),
        "leads": [wait.after for wait in one.leads.select_related("after")],
        "drawing": drawing_of(placed([one]), SHEET_MM),
        "statuses": Status.choices,
        "amount_eur": sum((line.amount_eur for line in one.funding.all()), start=0),
        "waits_form": WaitsForm(action=one) if writes else None,
        "gate_form": GateForm(action=one) if writes else None,
        "changes": one.changes.order_by("-id")[:20],
    }


def _line_form(kind: str) -> Any:
    if kind not in LINE_FORMS:
        raise NotSeen
    return LINE_FORMS[kind]


def _name(viewer: Viewer) -> str:
    return viewer.account.name if viewer.account else ""
