"""Statements of a result as HTML, a hundred at once: drawn once by `result_line.html`, filled for each."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from atelier.agreement.results.reading import Line, Told
from atelier.common.moulds import Mould, mark

MARKED = ("number", "text", "verdict", "code", "bar", "agree", "passed", "disagree", "rows")


def drawn_lines(told: Told, *, is_wall: bool) -> list[SafeString]:
    """One for each line, in their order. On a wall the counts by college and by group are left out."""
    moulds: dict[bool, Mould] = {}
    drawn = []
    for line in told.lines:
        has_groups = bool(line.groups)
        if has_groups not in moulds:
            moulds[has_groups] = _mould(told, has_groups=has_groups, is_wall=is_wall)
        drawn.append(moulds[has_groups].filled(_values(line, is_wall=is_wall)))
    return drawn


def _mould(told: Told, *, has_groups: bool, is_wall: bool) -> Mould:
    said = {"is_open": told.regime == "colleges", "has_groups": has_groups, "is_wall": is_wall}
    return Mould(render_to_string("agreement/result_line.html", said | {one: mark(one) for one in MARKED}))


def _values(line: Line, *, is_wall: bool) -> dict[str, str]:
    everybody = line.everybody
    return {
        "number": str(line.statement.number),
        "text": escape(line.statement.text),
        "verdict": escape(line.verdict),
        "code": escape(line.verdict_code),
        "bar": everybody.bar,
        "agree": str(everybody.agree),
        "passed": str(everybody.passed),
        "disagree": str(everybody.disagree),
        "rows": "" if is_wall else "".join(one.row for one in (*line.colleges, *line.groups)),
    }
