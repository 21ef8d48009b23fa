"""A result in words and figures, ready for a page, a wall or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from atelier.agreement.consulting.enums import Standing
from atelier.agreement.consulting.models import Consultation, Statement
from atelier.agreement.consulting.queries import statement_names, statements_of
from atelier.agreement.results.words import college_name, verdict_words, warning_words
from atelier.people.enums import COLLEGE_COLORS

UNSAID_COLOR = "#5c574f"
MOST_SHARED = 5
RECTANGLE = '<rect class="bar-{}" x="{}" y="0" width="{}" height="40"/>'
ROW = '<tr><th scope="row">{}</th><td class="bar-cell">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
BAR = '<svg class="bar" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>'


@dataclass(frozen=True)
class Counted:
    """Agreements, disagreements and passes of a college, a group or everybody, with whole shares in percent.

    head: its name as a table shows it. What a result has hundreds of is written here: templates take six times as long.
    """

    name: str
    color: str
    agree: int
    disagree: int
    passed: int
    head: str = ""

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.passed

    @property
    def bars(self) -> list[tuple[str, int, int, int]]:
        """(which, x, width, count) of a bar of 1,000 units; the three fill it whatever the rounding."""
        if not self.total:
            return []
        edges = [0, round(1000 * self.agree / self.total), round(1000 * (self.agree + self.passed) / self.total), 1000]
        counts = (("agree", self.agree), ("pass", self.passed), ("disagree", self.disagree))
        return [
            (which, edges[place], edges[place + 1] - edges[place], count)
            for place, (which, count) in enumerate(counts)
            if count
        ]

    @property
    def bar(self) -> SafeString:
        """In SVG; nothing where nobody answered."""
        drawn = "".join(RECTANGLE.format(*bar[:3]) for bar in self.bars)
        return mark_safe(BAR.format(drawn) if drawn else "")  # noqa: S308 numbers, and three words of ours

    @property
    def row(self) -> SafeString:
        """Of a table: name, bar, agreements, passes, disagreements."""
        said = ROW.format(conditional_escape(self.head), self.bar, self.agree, self.passed, self.disagree)
        return mark_safe(said)  # noqa: S308 its words are escaped on the line above


@dataclass(frozen=True)
class Line:
    """A statement with its counts: everybody, by college, by group; its verdict in words; its consensus, 0 to 1."""

    statement: Statement
    everybody: Counted
    colleges: list[Counted]
    verdict: str = ""
    verdict_code: str = ""
    groups: list[Counted] = field(default_factory=list)
    consensus: float | None = None

    @property
    def is_shared(self) -> bool:
        """In every group of opinion, more than half agree."""
        return bool(self.groups) and all(2 * one.agree > one.total for one in self.groups)


@dataclass(frozen=True)
class GroupCard:
    """A group of opinion: its letter, size, firmness in words, and what sets it apart."""

    letter: str
    people: int
    share: int
    firmness: str
    stability: float
    typical: list[tuple[Statement, str, int, int]]


@dataclass(frozen=True)
class Told:
    """All that a page says. regime: none, colleges or groups."""

    regime: str
    people: int
    hands: int
    lines: list[Line]
    unvoted: list[Statement]
    out: list[Statement]
    colleges: list[tuple[str, str, int]]
    groups: list[GroupCard]
    shared: list[Line]
    warnings: list[str]
    stability: float | None
    draws: int


def told(consultation: Consultation, said: dict[str, Any]) -> Told:
    """`said`: of a snapshot."""
    statements = list(statements_of(consultation).exclude(standing=Standing.WAITING))
    names = statement_names(consultation)
    asked = [one for one in statements if one.is_asked]
    counted = {one["statement"]: one for one in said.get("colleges", {}).get("statements", [])}
    report = said.get("report", {}) if said["regime"] == "groups" else {}
    college = cache(_college)
    lines = [_line(one, names[one.pk], counted, report, college) for one in asked if names[one.pk] in counted]
    stability = report.get("stability", {})
    return Told(
        regime=said["regime"],
        people=said["people"],
        hands=said["hands"],
        lines=lines,
        unvoted=[one for one in asked if names[one.pk] not in counted],
        out=[one for one in statements if not one.is_asked],
        colleges=[
            (college_name(one["college"]), color_of(one["college"]), one["people"])
            for one in said.get("colleges", {}).get("colleges", [])
        ],
        groups=_groups(report, {names[one.pk]: one for one in asked}),
        shared=sorted((one for one in lines if one.is_shared), key=lambda one: -(one.consensus or 0))[:MOST_SHARED],
        warnings=[warning_words(one) for one in report.get("warnings", [])],
        stability=stability.get("overall"),
        draws=stability.get("draws", 0),
    )


def color_of(college: str) -> str:
    return COLLEGE_COLORS.get(college, UNSAID_COLOR)


def _college(college: str) -> tuple[str, str, SafeString]:
    """Its name, its colour, and both as a table shows them."""
    name, color = college_name(college), color_of(college)
    return name, color, render_to_string("components/college.html", {"label": name, "color": color})


def _line(
    statement: Statement,
    name: str,
    all_counted: dict[str, Any],
    report: dict[str, Any],
    college: Callable[[str], tuple[str, str, SafeString]],
) -> Line:
    counted = all_counted[name]
    colleges = [
        Counted(name, color, one["agree"], one["disagree"], one["pass"], head)
        for code, one in counted["counts"].items()
        for name, color, head in (college(code),)
    ]
    groups = [
        Counted(letter, "", agree, disagree, passed, _("Group %(letter)s") % {"letter": letter})
        for letter, (agree, disagree, passed) in report.get("counts", {}).get(name, {}).items()
    ]
    consensus = report.get("consensus", {}).get(name)
    return Line(
        statement,
        _sum(_("Everybody"), colleges),
        colleges,
        verdict_words(counted),
        counted["verdict"],
        sorted(groups, key=lambda one: one.name),
        consensus if groups else None,
    )


def _sum(name: str, parts: Sequence[Counted]) -> Counted:
    return Counted(
        name, "", sum(one.agree for one in parts), sum(one.disagree for one in parts), sum(one.passed for one in parts)
    )


def _groups(report: dict[str, Any], statements: dict[str, Statement]) -> list[GroupCard]:
    everybody = sum(one["people"] for one in report.get("groups", [])) or 1
    return [
        GroupCard(
            letter=one["id"],
            people=one["people"],
            share=round(100 * one["people"] / everybody),
            firmness=_firmness(one["stability"]),
            stability=one["stability"],
            typical=[
                (statements[said["statement"]], said["side"], said["count"], said["votes"])
                for said in report["representative"].get(one["id"], [])
                if said["statement"] in statements
            ],
        )
        for one in sorted(report.get("groups", []), key=lambda one: one["id"])
    ]


def _firmness(stability: float) -> str:
    """Hennig (2007): 0.75 and more is stable, under 0.6 should not be trusted."""
    if stability >= 0.75:
        return _("firm: found again when other people are drawn")
    if stability >= 0.6:
        return _("rather firm: its edges move when other people are drawn")
    return _("fragile: hardly found again when other people are drawn")
