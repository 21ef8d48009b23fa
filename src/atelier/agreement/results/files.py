"""CSV files: votes as the command line reads them, statements, results."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from atelier.agreement.consulting.models import Consultation
from atelier.agreement.consulting.queries import statement_names, statements_of
from atelier.agreement.results.commands import latest_result
from atelier.agreement.results.gathering import gathered
from atelier.agreement.results.reading import Counted, told

MODERATED = {"out": "-1", "asked": "0", "waiting": "-1"}
Rows = Iterator[list[object]]


def votes_rows(consultation: Consultation) -> Rows:
    """One line a person and statement, the last vote; participants under their pseudonym. No hands: see results."""
    from atelier.engines.agreement.votes import natural

    found = gathered(consultation)
    yield ["participant", "statement", "vote", "college"]
    for person, statement, value in sorted(found.cast, key=lambda one: (one[0], natural(one[1]))):
        yield [person, statement, value, found.college.get(person, "")]


def statements_rows(consultation: Consultation) -> Rows:
    """Names and words of statements; `moderated` -1 as the command line reads it."""
    yield ["statement", "moderated", "text", "standing", "reason", "proposed"]
    names = statement_names(consultation)
    for one in statements_of(consultation):
        proposed = "1" if one.proposed_by_id else "0"
        yield [names[one.pk], MODERATED[one.standing], one.text, one.standing, one.reason, proposed]


def results_rows(consultation: Consultation) -> Rows:
    """Counts of each statement: everybody, each college (hands counted in), each group."""
    yield ["statement", "text", "who", "name", "agree", "disagree", "pass", "verdict", "consensus"]
    snapshot = latest_result(consultation).snapshot
    if snapshot is None:
        return
    names = statement_names(consultation)
    for line in told(consultation, snapshot.said).lines:
        consensus = "" if line.consensus is None else round(line.consensus, 6)
        parts: list[tuple[str, Counted, object, object]] = [("all", line.everybody, line.verdict_code, consensus)]
        parts += [("college", one, "", "") for one in line.colleges] + [("group", one, "", "") for one in line.groups]
        for who, one, verdict, figure in parts:
            yield [names[line.statement.pk], line.statement.text, who, one.name, one.agree, one.disagree, one.passed,
                   verdict, figure]  # fmt: skip


FILES: dict[str, Callable[[Consultation], Rows]] = {
    "votes": votes_rows,
    "statements": statements_rows,
    "results": results_rows,
}


def file_names() -> dict[str, str]:
    return {"votes": _("votes.csv"), "statements": _("statements.csv"), "results": _("results.csv")}


def write_csv(rows: Rows) -> bytes:
    """Commas, UTF-8 with its mark; a cell that a spreadsheet would run is text."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t"} and cell != "-1" else cell
