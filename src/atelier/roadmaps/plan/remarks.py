"""What is told of an action without being refused: dates, programmes, blockages and bearers that do not fit."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.roadmaps.plan.enums import CLOSED, Status
from atelier.roadmaps.plan.models import Action, Valid


def remarks_of(action: Action, *, today: dt.date | None = None) -> list[str]:
    """Sentences, the most pressing first. No query for an action read with `actions_of`."""
    if action.status == Status.ABANDONED:
        return []
    now = today or timezone.localdate()
    return [*_of_dates(action, now), *_of_order(action), *_of_gates(action), *_of_validity(action, now)]


def _of_dates(action: Action, today: dt.date) -> list[str]:
    if action.ends_on and action.ends_on < today and action.status not in CLOSED:
        return [_("Its last day, %(day)s, has passed.") % {"day": _day(action.ends_on)}]
    return []


def _of_order(action: Action) -> list[str]:
    told = []
    for one in action.waits.all():
        before = one.before
        if action.starts_on and before.ends_on and action.starts_on <= before.ends_on and before.status not in CLOSED:
            told.append(
                _("It begins on %(day)s, but waits for %(before)s, which ends on %(end)s.")
                % {"day": _day(action.starts_on), "before": before.name, "end": _day(before.ends_on)}
            )
        if before.status == Status.ABANDONED:
            told.append(_("It waits for %(before)s, which was abandoned.") % {"before": before.name})
    return told


def _of_gates(action: Action) -> list[str]:
    return [
        _("Blockage %(card)s is not lifted.") % {"card": gate.card.name}
        for gate in action.gates.all()
        if gate.lifted_on is None and action.status != Status.DONE
    ]


def _of_validity(action: Action, today: dt.date) -> list[str]:
    lines: list[tuple[str, Valid]] = [(one.programme or one.label, one) for one in action.funding.all()]
    lines += [(one.label, one) for one in action.plans.all()]
    told = []
    for name, one in lines:
        if one.valid_until and one.valid_until < today:
            told.append(
                _("“%(name)s” has not been valid since %(day)s.") % {"name": name, "day": _day(one.valid_until)}
            )
        elif not one.covers(action.starts_on, action.ends_on):
            told.append(_("“%(name)s” is not valid during the action.") % {"name": name})
    return told


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")
