"""The frise as the public reads it: years from the first to the last, three lanes in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from atelier.programme.chronicle.models import ChronicleEvent, Lane
from atelier.programme.models import NationalSession


@dataclass(frozen=True)
class MarkOnYear:
    """A mark of the frise; `url` is "" where there is nothing more to read."""

    title: str
    lane: str
    url: str = ""
    source: str = ""


@dataclass(frozen=True)
class Year:
    """A year and its lanes, those that hold something. A year without a mark is a tick of the ruler."""

    number: int
    lanes: list[tuple[Lane, list[MarkOnYear]]]


def chronicle() -> list[Year]:
    """Every year from the first mark to the last. A session that no event stands for marks its first year."""
    events = ChronicleEvent.objects.filter(is_public=True).select_related("session", "publication")
    marks = [(event.year, _mark_of(event)) for event in events]
    told = {event.session_id for event in events}
    for session in NationalSession.objects.filter(is_public=True).order_by("first_year", "last_year", "pk"):
        if session.pk not in told:
            url = reverse("programme:session", args=[session.slug])
            marks.append((session.first_year, MarkOnYear(session.title, Lane.PROGRAMME, url)))
    return list(_years(marks))


def _years(marks: Iterable[tuple[int, MarkOnYear]]) -> Iterable[Year]:
    found: dict[int, list[MarkOnYear]] = defaultdict(list)
    for year, mark in marks:
        found[year].append(mark)
    for number in range(min(found), max(found) + 1) if found else ():
        lanes = [(lane, [mark for mark in found[number] if mark.lane == lane]) for lane in Lane]
        yield Year(number, [(lane, held) for lane, held in lanes if held])


def _mark_of(event: ChronicleEvent) -> MarkOnYear:
    return MarkOnYear(event.title, event.lane, _address_of(event), event.source)


def _address_of(event: ChronicleEvent) -> str:
    if event.session and event.session.is_public:
        return reverse("programme:session", args=[event.session.slug])
    if event.publication and event.publication.is_public:
        return reverse("programme:publication", args=[event.publication.slug])
    return event.url
