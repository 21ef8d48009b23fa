"""What one may ask of a collection: how many, where, when, and by the value of simple properties."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from atelier.common.geometry import Bounds
from atelier.tables.api.answers import ParameterWrong

DEFAULT_LIMIT, MAX_LIMIT = 1000, 10_000
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CRS_PARAMETERS = ("crs", "bbox-crs")  # of Part 2: GDAL says them even where there is but one answer
PROPERTIES = ("legende", "college", "calque", "auteur")
ITEMS_PARAMETERS = frozenset({"limit", "bbox", "datetime", "after", *CRS_PARAMETERS, *PROPERTIES})
FRACTION = re.compile(r":\d\d[.,]\d")
Moment = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Place:
    """Where a page stopped: the next begins after it, whatever was drawn or erased meanwhile."""

    said_at: dt.datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{self.said_at.astimezone(dt.UTC):%Y%m%dT%H%M%S.%fZ}_{self.pk.hex}"


@dataclass(frozen=True)
class Asked:
    """`since` is included, `until` is not. `properties` are equal, letter by letter."""

    limit: int = DEFAULT_LIMIT
    bounds: Bounds | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    after: Place | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


def asked(query: Mapping[str, str]) -> Asked:
    """Raises ParameterWrong, with what to write instead."""
    for name in CRS_PARAMETERS:
        if query.get(name, CRS84) != CRS84:
            raise ParameterWrong(name=name, expected=CRS84)
    since, until = interval(query["datetime"]) if "datetime" in query else (None, None)
    return Asked(
        limit=limit(query.get("limit", str(DEFAULT_LIMIT))),
        bounds=bounds(query["bbox"]) if "bbox" in query else None,
        since=since,
        until=until,
        after=place(query["after"]) if "after" in query else None,
        properties={name: query[name] for name in PROPERTIES if name in query},
    )


def limit(said: str) -> int:
    """A larger one than the maximum is the maximum (OGC 17-069r4, requirement 22)."""
    if not re.fullmatch(r"[0-9]{1,9}", said) or int(said) < 1:
        raise ParameterWrong(name="limit", expected=_("a number from 1 to %(most)s") % {"most": MAX_LIMIT})
    return min(int(said), MAX_LIMIT)


def bounds(said: str) -> Bounds:
    """(west, south, east, north); heights (six numbers) are left out. West exceeds east across the antimeridian."""
    expected = _("west,south,east,north in degrees (or with heights: six numbers)")
    try:
        numbers = [float(number) for number in said.split(",")]
    except ValueError:
        raise ParameterWrong(name="bbox", expected=expected) from None
    if len(numbers) not in {4, 6} or not all(math.isfinite(number) for number in numbers):
        raise ParameterWrong(name="bbox", expected=expected)
    half = len(numbers) // 2
    (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
    if south > north:
        raise ParameterWrong(name="bbox", expected=expected)
    return west, south, east, north


def interval(said: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """An instant, or two ends with a slash between, one of them open (`..` or nothing). The second is excluded."""
    first, slash, last = said.partition("/")
    if not slash:
        since, until = moment(first)
        return since, until
    is_open = [end in {"", ".."} for end in (first, last)]
    opening = None if is_open[0] else moment(first)[0]
    closing = None if is_open[1] else moment(last)[1]
    if all(is_open) or (opening and closing and opening >= closing):
        raise _moment_wrong()
    return opening, closing


def moment(said: str) -> Moment:
    """From when to when what was written lasts: a day (in Paris), a second, or a microsecond. RFC 3339."""
    said = said.strip().replace(" ", "+")  # a plus sign of an address that was not escaped
    try:
        if day := parse_date(said):
            return _midnight(day), _midnight(day + dt.timedelta(days=1))
        found = parse_datetime(said)
    except (ValueError, OverflowError):
        raise _moment_wrong() from None
    if found is None or found.tzinfo is None:
        raise _moment_wrong()
    lasts = dt.timedelta(microseconds=1) if FRACTION.search(said) else dt.timedelta(seconds=1)
    try:
        return found.astimezone(dt.UTC), found.astimezone(dt.UTC) + lasts
    except OverflowError:
        raise _moment_wrong() from None


def place(said: str) -> Place:
    """What `next` carried."""
    try:
        when, _underscore, which = said.partition("_")
        return Place(dt.datetime.strptime(when, "%Y%m%dT%H%M%S.%f%z"), UUID(which))
    except ValueError:
        raise ParameterWrong(name="after", expected=_("what the link “next” said")) from None


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _moment_wrong() -> ParameterWrong:
    expected = _("2026-11-23T14:00:00Z, 2026-11-23, or two of them with a slash between; .. leaves an end open")
    return ParameterWrong(name="datetime", expected=expected)
