"""What a version holds: the roadmap as plain values, without any address, and its readable parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from atelier.roadmaps.bearing.queries import sides_of
from atelier.roadmaps.plan.models import Action, FundingLine, GatingBlockage, Roadmap, Valid
from atelier.roadmaps.plan.origins import origins_of_action

FORMAT = "atelier.roadmap/1"
Values = dict[str, Any]


def content_of(roadmap: Roadmap, actions: Sequence[Action], left_out: Sequence[dict[str, str]]) -> Values:
    """docs/reference/roadmaps.md says each field. Bearers are there by name and function, for they signed; nobody else
    is named, and no address is."""
    atelier = roadmap.atelier
    return {
        "format": FORMAT,
        "atelier": {"slug": atelier.slug, "title": atelier.title, "territory": atelier.territory},
        "title": roadmap.title,
        "vision": roadmap.vision,
        "axes": [
            {
                "id": str(axis.pk),
                "title": axis.title,
                "text": axis.text,
                "actions": [action_content(one) for one in actions if one.axis_id == axis.pk],
            }
            for axis in roadmap.axes.all()
        ],
        "left_out": list(left_out),
    }


def action_content(action: Action) -> Values:
    """One action as plain values; dates in ISO 8601, money in euros as text with two decimals."""
    origins = origins_of_action(action)
    return {
        "id": str(action.pk),
        "name": action.name,
        "title": action.title,
        "text": action.text,
        "status": action.status,
        "origin": action.origin,
        "starts_on": _day(action.starts_on),
        "ends_on": _day(action.ends_on),
        "place": action.geometry,
        "partners": action.partner_names,
        "person_days": action.person_days,
        "human_means": action.human_means,
        "funding": [_funding(line) for line in action.funding.all()],
        "indicators": [
            {"label": one.label, "unit": one.unit, "baseline": _number(one.baseline), "target": _number(one.target)}
            for one in action.indicators.all()
        ],
        "plans": [
            {"kind": one.kind, "label": one.label, "reference": one.reference, **_validity(one)}
            for one in action.plans.all()
        ],
        "waits_for": sorted(one.before.name for one in action.waits.all()),
        "gates": [_gate(gate) for gate in action.gates.all()],
        "bearers": _bearers(action),
        "comes_from": {
            "near": [{"title": told.title, "text": told.text} for told in origins.near],
            "counts": origins.counts,
            "places": origins.places,
        },
    }


def _funding(line: FundingLine) -> Values:
    return {
        "label": line.label,
        "funder": line.funder,
        "amount_eur": f"{line.amount_eur:.2f}",
        "state": line.state,
        "programme": line.programme,
        **_validity(line),
    }


def _gate(gate: GatingBlockage) -> Values:
    return {
        "card": gate.card.name,
        "text": gate.card.told_text,
        "lift_condition": gate.card.told_lift,
        "lifted_on": _day(gate.lifted_on),
        "lifted_how": gate.lifted_how,
    }


def _bearers(action: Action) -> list[Values]:
    """Elected, then State: who is there by name and function, and the day they confirmed."""
    found = []
    for side in sides_of(action):
        if side.bearer:
            at = side.bearer.confirmed_at
            said = {"kind": side.kind.value, "name": side.bearer.name, "function": side.bearer.function}
            found.append({**said, "confirmed_on": _day(timezone.localdate(at)) if at else ""})
    return found


def _validity(one: Valid) -> dict[str, str]:
    return {"valid_from": _day(one.valid_from), "valid_until": _day(one.valid_until)}


def actions_in(content: Values) -> list[Values]:
    """The actions of a version, in the order of its axes."""
    return [action for axis in content["axes"] for action in axis["actions"]]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _number(value: Any) -> str:
    return f"{value.normalize():f}" if value is not None else ""
