"""What changed between two versions, field by field, in words people read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from atelier.engines.wording.differences import Piece, word_differences
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.freezing.content import actions_in
from atelier.roadmaps.freezing.words import amount, day, period
from atelier.roadmaps.plan.enums import FundingState, Origin, Status

Values = dict[str, Any]


@dataclass(frozen=True)
class FieldChange:
    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class ActionDifference:
    """An action in two versions; `kind`: new, gone, changed."""

    name: str
    title: str
    kind: str
    changes: list[FieldChange]
    why: str = ""


@dataclass(frozen=True)
class Differences:
    head: list[FieldChange]
    actions: list[ActionDifference]
    same: int


def differences_between(before: Values, after: Values) -> Differences:
    """Two contents compared: the head, then every action that is new, changed or gone, in the order of the later."""
    old, new = _by_id(before), _by_id(after)
    found = [_of(old.get(key), new.get(key), after) for key in [*new, *(key for key in old if key not in new)]]
    changed = [one for one in found if one]
    return Differences(_head(before, after), changed, len(found) - len(changed))


def _by_id(content: Values) -> dict[str, Values]:
    axes = {action["id"]: axis["title"] for axis in content["axes"] for action in axis["actions"]}
    return {action["id"]: action | {"axis": axes[action["id"]]} for action in actions_in(content)}


def _of(old: Values | None, new: Values | None, after: Values) -> ActionDifference | None:
    if new is None:
        assert old
        why = next((one["why"] for one in after["left_out"] if one["name"] == old["name"]), "")
        return ActionDifference(old["name"], old["title"], "gone", [], why)
    if old is None:
        return ActionDifference(new["name"], new["title"], "new", [])
    changes = _changes(old, new) if old != new else []  # most are the same: their words are not read
    return ActionDifference(new["name"], new["title"], "changed", changes) if changes else None


def _head(before: Values, after: Values) -> list[FieldChange]:
    pairs = [
        (_("Title"), before["title"], after["title"]),
        (_("Vision"), before["vision"], after["vision"]),
        (_("Axes"), _axes(before), _axes(after)),
    ]
    return [FieldChange(label, word_differences(old, new)) for label, old, new in pairs if old != new]


def _axes(content: Values) -> str:
    return "\n".join(f"{axis['title']}\n{axis['text']}".strip() for axis in content["axes"])


def _changes(old: Values, new: Values) -> list[FieldChange]:
    found = []
    for label, read in _fields():
        before, after = read(old), read(new)
        if before != after:
            found.append(FieldChange(label, word_differences(before, after)))
    return found


def _fields() -> list[tuple[str, Callable[[Values], str]]]:
    return [
        (_("Title"), lambda one: str(one["title"])),
        (_("Axis"), lambda one: str(one["axis"])),
        (_("Text"), lambda one: str(one["text"])),
        (_("Status"), lambda one: str(Status(one["status"]).label)),
        (_("Origin"), lambda one: str(Origin(one["origin"]).label)),
        (_("Schedule"), lambda one: period(one["starts_on"], one["ends_on"])),
        (_("Bearers"), _bearers),
        (_("Partners"), lambda one: "\n".join(one["partners"])),
        (_("Human means"), _human),
        (_("Funding"), _funding),
        (_("Indicators"), _indicators),
        (_("Documents and programmes"), lambda one: "\n".join(plan["label"] for plan in one["plans"])),
        (_("Waits for"), lambda one: ", ".join(one["waits_for"])),
        (_("Blockages"), _gates),
        (_("Place"), lambda one: _("Drawn on the map: %(kind)s") % _place(one) if one["place"] else ""),
    ]


def _place(one: Values) -> dict[str, str]:
    """Two geometries are told apart by their corners: a drawing has no words."""
    from atelier.common.geometry import bounds_of

    west, south, east, north = bounds_of(one["place"])
    return {"kind": f"{one['place']['type']} {west:.4f} {south:.4f} {east:.4f} {north:.4f}"}


def _bearers(one: Values) -> str:
    return "\n".join(
        f"{BearerKind(said['kind']).label}: {said['name']}, {said['function']}".rstrip(", ") for said in one["bearers"]
    )


def _human(one: Values) -> str:
    days = _("%(count)s person-days") % {"count": one["person_days"]} if one["person_days"] is not None else ""
    return "\n".join(filter(None, [days, one["human_means"]]))


def _funding(one: Values) -> str:
    return "\n".join(
        f"{line['label']}, {line['funder']}, {amount(line['amount_eur'])}, {FundingState(line['state']).label}"
        for line in one["funding"]
    )


def _indicators(one: Values) -> str:
    return "\n".join(
        f"{said['label']}: {said['baseline']} → {said['target']} {said['unit']}" for said in one["indicators"]
    )


def _gates(one: Values) -> str:
    told = []
    for gate in one["gates"]:
        state = _("lifted on %(day)s") % {"day": day(gate["lifted_on"])} if gate["lifted_on"] else _("not lifted")
        told.append(f"{gate['card']}: {state}")
    return "\n".join(told)
