"""What happens on which day: the month's page and the calendars one subscribes to read the same list."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from atelier.ateliers.models import Atelier, Stage, Workshop


@dataclass(frozen=True)
class Happening:
    """A day or several of the year. `hours` are those of a workshop whose script is written: (first, last)."""

    key: str
    kind: str
    title: str
    first: dt.date
    last: dt.date
    path: str
    about: str = ""
    place: str = ""
    hours: tuple[dt.datetime, dt.datetime] | None = None


def happenings_of(atelier: Atelier, stages: Iterable[Stage]) -> list[Happening]:
    """Stages, workshops and thematic groups of a year, by day."""
    found: list[Happening] = []
    for stage in stages:
        if stage.removed_at is not None:
            continue
        path = reverse("ateliers:stage", args=[atelier.slug, stage.pk])
        dated = [one for one in stage.workshops.all() if one.held_on]
        if not dated:
            found.append(
                Happening(
                    f"stage-{stage.pk}", stage.kind, stage.title, stage.starts_on, stage.ends_on, path, stage.about
                )
            )
        found += [of_workshop(one) for one in dated]
        found += [
            Happening(f"group-{one.pk}", "group", one.title, one.meets_on, one.meets_on, path, one.members, one.place)
            for one in stage.groups.all()
            if one.meets_on
        ]
    return sorted(found, key=lambda one: (one.first, one.title))


def of_workshop(workshop: Workshop) -> Happening:
    """A dated workshop, with its hours when its script is there."""
    day = workshop.held_on
    assert day
    script = getattr(workshop, "script", None)
    path = reverse("ateliers:script", args=[workshop.pk])
    key, kind = f"workshop-{workshop.pk}", "workshop"
    if script is None:
        return Happening(key, kind, workshop.title, day, day, path)
    zone = ZoneInfo(settings.TIME_ZONE)
    sequences = list(script.sequences.all())
    first = dt.datetime.combine(day, script.starts_at, zone)
    days = max((one.day for one in sequences), default=1)
    of_last = sum(one.minutes for one in sequences if one.day == days)
    last = first + dt.timedelta(days=days - 1, minutes=of_last or 60)
    return Happening(key, kind, workshop.title, day, last.date(), path, script.aim, script.place, (first, last))


def month_weeks(year: int, month: int) -> list[list[dt.date]]:
    """The weeks of a month, Monday first, with the days of the neighbours that fill them."""
    return calendar.Calendar().monthdatescalendar(year, month)


def on_day(happenings: Sequence[Happening], day: dt.date) -> list[tuple[Happening, str]]:
    """What is on this day, and whether it begins, ends, or is all there is (`""`). What goes on is not repeated."""
    found = []
    for one in happenings:
        if one.first == one.last == day:
            found.append((one, ""))
        elif one.first == day:
            found.append((one, "begins"))
        elif one.last == day:
            found.append((one, "ends"))
    return found


def ics_of(atelier: Atelier, happenings: Iterable[Happening], *, base: str) -> bytes:
    """An iCalendar (RFC 5545). `base` is the address of the house, without a slash at its end.

    An event's identifier does not hold it: the same day read under two addresses is one day in the person's calendar.
    """
    from icalendar import Calendar

    made: Any = Calendar()
    made.add("prodid", "-//Atelier//L’Atelier des territoires//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", atelier.title)
    for one in happenings:
        made.add_component(_event(one, atelier, base))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(one: Happening, atelier: Atelier, base: str) -> Any:
    from icalendar import Event

    event: Any = Event()
    event.add("uid", f"{one.key}@{atelier.slug}.atelier")
    event.add("dtstamp", timezone.now().astimezone(dt.UTC))
    event.add("summary", one.title)
    if one.hours:
        event.add("dtstart", one.hours[0])
        event.add("dtend", one.hours[1])
    else:
        event.add("dtstart", one.first)
        event.add("dtend", one.last + dt.timedelta(days=1))  # the end of a whole day is the day after
    if one.place:
        event.add("location", one.place)
    if one.about:
        event.add("description", one.about)
    event.add("url", base + one.path)
    return event
