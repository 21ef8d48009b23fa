"""What was said of an action one day, as HTML: drawn once for each set of things said, a page shows hundreds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from django.template.defaultfilters import date, linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from atelier.common.moulds import Mould, mark
from atelier.roadmaps.followup.models import Report
from atelier.roadmaps.freezing import words


def drawn_report(report: Report, *, is_public: bool) -> SafeString:
    """By `report.html`. is_public: what only the atelier reads is left out."""
    language = get_language() or ""
    values = _values(report, is_public=is_public) | {"day": _day(language, localtime(report.said_at).date())}
    said = tuple(name for name, value in values.items() if value)
    return _mould(language, said).filled(values)


@lru_cache(maxsize=2048)
def _day(_language: str, day: dt.date) -> str:
    """A campaign is answered on a few days."""
    return date(day, "j F Y")


@lru_cache(maxsize=256)
def _mould(_language: str, said: tuple[str, ...]) -> Mould:
    return Mould(render_to_string("roadmaps/followup/report.html", {name: mark(name) for name in said}))


def _values(report: Report, *, is_public: bool) -> dict[str, str]:
    """Escaped; '' where nothing was said."""
    awaits = report.status and not report.accepted_at and not is_public
    blockage = report.blockage
    return {
        "who": escape(report.said_name),
        "captured": escape(report.captured_name),
        "progress": "" if report.progress is None else str(report.progress),
        "status": escape(report.get_status_display()) if awaits else "",
        "studies": _lines(report.studies),
        "works": _lines(report.works),
        "raised": format_html_join("", "<li>{}</li>", ((_line(one),) for one in report.raised))
        if report.raised
        else "",
        "blocks": _lines(report.blocks),
        "blockage": escape(f"{blockage.name} {blockage.told_text}") if blockage else "",
        "comment": _lines(report.comment),
    }


def _lines(text: str) -> str:
    return linebreaksbr(text) if text else ""


def _raised(lines: Iterable[Mapping[str, str]]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((_line(one),) for one in lines))


def _line(line: Mapping[str, str]) -> SafeString:
    """A funding line as it was called that day, and what of it is acquired."""
    funder = format_html(" ({})", line["funder"]) if line.get("funder") else ""
    return format_html("{}{} : {}", line["label"], funder, words.amount(Decimal(line["amount_eur"])))
