"""The choice of most value that stated means allow, and why each of the others is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from atelier.engines.scenarios.ordering import earlier_first
from atelier.engines.scenarios.refusals import ScenarioCode, ScenarioRefused
from atelier.engines.scenarios.shapes import Action, Choice, LeftOut, Means
from atelier.engines.scenarios.solving import Programme
from atelier.engines.scenarios.weighing import (
    Limit,
    alternatives,
    limits_of,
    needed_by,
    shortages,
    spent_on,
)

MOST = 1_000  # actions

ById = Mapping[str, Action]


def choose(actions: Sequence[Action], means: Means) -> Choice:
    """Of all the choices that hold, one of most value; of two actions worth the same of which either could be taken,
    the first stated (ordering.py). The same for the same list, on every machine.

    Raises ScenarioRefused (two actions of one identifier, a need that nobody names, too many).
    """
    by_id = _checked(actions)
    limits = limits_of(actions, means)
    barred = {one.id for one in actions if any(by_id[need].wish == "never" for need in needed_by([one.id], by_id))}
    musts = needed_by((one.id for one in actions if one.wish == "must"), by_id)
    if refused := _refused(actions, musts, barred, by_id, limits):
        return Choice("impossible", refused=refused, spent=spent_on([by_id[one] for one in musts], limits))
    taken, bound, is_proven = _searched(actions, musts, barred, limits)
    taken = earlier_first(actions, _without_idle(taken | musts, musts, by_id), barred, limits)
    taken = _completed(actions, _without_idle(taken, musts, by_id), barred, by_id, limits)
    chosen = [one for one in actions if one.id in taken]
    value = sum(one.value for one in chosen)
    return Choice(
        "best" if is_proven or value == bound else "bounded",
        value=value,
        bound=bound,
        chosen=[one.id for one in chosen],
        left_out=[_reason(one, actions, chosen, by_id, limits) for one in actions if one.id not in taken],
        spent=spent_on(chosen, limits),
    )


def imposing(actions: Sequence[Action], identifier: str) -> list[Action]:
    """The same, one of them imposed: choosing again says what it takes the place of."""
    return [msgspec.structs.replace(one, wish="must") if one.id == identifier else one for one in actions]


def _checked(actions: Sequence[Action]) -> dict[str, Action]:
    if len(actions) > MOST:
        raise ScenarioRefused(ScenarioCode.TOO_MANY, actions=len(actions), most=MOST)
    by_id: dict[str, Action] = {}
    for action in actions:
        if action.id in by_id:
            raise ScenarioRefused(ScenarioCode.SAME_ID, id=action.id)
        by_id[action.id] = action
    for action in actions:
        for need in action.needs:
            if need not in by_id:
                raise ScenarioRefused(ScenarioCode.UNKNOWN, id=need, asked=action.id)
    return by_id


def _searched(
    actions: Sequence[Action], musts: set[str], barred: set[str], limits: Sequence[Limit]
) -> tuple[set[str], int, bool]:
    if not actions:
        return set(), 0, True
    least = np.array([float(one.id in musts) for one in actions])
    most = np.array([float(one.id not in barred) for one in actions])
    found = Programme(actions, limits, least=least, most=most).best()
    return {one.id for one, is_in in zip(actions, found.taken, strict=True) if is_in}, found.bound, found.is_proven


def _without_idle(taken: set[str], musts: set[str], by_id: ById) -> set[str]:
    """Without what nobody wants and nothing taken needs."""
    return needed_by((one for one in taken if by_id[one].value > 0 or one in musts), by_id)


def _completed(
    actions: Sequence[Action], taken: set[str], barred: set[str], by_id: ById, limits: Sequence[Limit]
) -> set[str]:
    """With every wanted action that still fits: none after a proven search, maybe some after one cut short."""
    for action in actions:
        wider = taken | needed_by([action.id], by_id)
        is_open = action.value > 0 and action.id not in taken | barred and not _clashes(wider, by_id)
        if is_open and not shortages([by_id[one] for one in wider], limits):
            taken = wider
    return taken


def _clashes(taken: set[str], by_id: ById) -> list[list[Action]]:
    """Alternatives of which several are taken."""
    return [among for among in alternatives([by_id[one] for one in sorted(taken)]).values() if len(among) > 1]


def _refused(
    actions: Sequence[Action], musts: set[str], barred: set[str], by_id: ById, limits: Sequence[Limit]
) -> list[LeftOut]:
    """Why what must be taken does not hold together; empty when it does."""
    stated = [one for one in actions if one.id in musts]
    found = [_barred(one, by_id) for one in stated if one.id in barred and one.wish == "must"]
    for among in alternatives(stated).values():
        found += [LeftOut(one.id, "alternative", by=[among[0].id]) for one in among[1:]]
    if missing := shortages(stated, limits):
        found.append(LeftOut("", "means", missing, together=[one.id for one in stated]))
    return found


def _barred(action: Action, by_id: ById) -> LeftOut:
    needed = needed_by([action.id], by_id) - {action.id}
    return LeftOut(action.id, "barred", by=sorted(one for one in needed if by_id[one].wish == "never"))


def _reason(
    action: Action, actions: Sequence[Action], chosen: Sequence[Action], by_id: ById, limits: Sequence[Limit]
) -> LeftOut:
    needed = needed_by([action.id], by_id)
    if any(by_id[one].wish == "never" for one in needed):
        return _barred(action, by_id)
    taken = {one.id for one in chosen}
    coming = needed - taken
    names = {name for one in coming for name in by_id[one].choices}
    rivals = [one.id for one in actions if one.id in taken | needed and names.intersection(one.choices)]
    clashing = {one.id for among in _clashes(taken | needed, by_id) for one in among}
    together = [one.id for one in actions if one.id in coming and one is not action]
    if by := [one for one in rivals if one in clashing and one != action.id]:
        gone = {one for one in taken if needed_by([one], by_id).intersection(by)}
        instead = [by_id[one] for one in (taken | needed) - gone]
        return LeftOut(action.id, "alternative", shortages(instead, limits), together, by)
    missing = shortages([*chosen, *(by_id[one] for one in coming)], limits)
    if not missing:
        return LeftOut(action.id, "no_value", together=together)
    is_alone_light = bool(together) and not shortages([*chosen, action], limits)
    return LeftOut(action.id, "dependency" if is_alone_light else "means", missing, together)
