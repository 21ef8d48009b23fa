"""CSV and XLSX: no cell is ever a formula, days are days, sums are sums."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from atelier.roadmaps.out.gathering import Gathered
from atelier.roadmaps.out.tet import AMOUNT, COLUMNS, Cell, tet_row
from atelier.roadmaps.plan.models import Action

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # those of full width too: spreadsheets read them
LONGEST = 32_767  # characters of a cell of a spreadsheet
WIDE, NARROW, NUMBER = 44, 16, 14
WIDTHS = {"Descriptif": 60, "Titre de la fiche action": 48, "Axe (x)": 34, AMOUNT: NUMBER, "Notes de suivi": 50}
NAMES_ROW, FIRST_ROW = 1, 3  # of the sheet: names on the second line, actions from the fourth


def write_csv(gathered: Gathered) -> bytes:
    """The columns of Territoires en Transitions. Semicolons, UTF-8 with its mark, days as 31/12/2027."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in tet_rows(gathered):
        writer.writerow([harmless(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def write_xlsx(gathered: Gathered) -> bytes:
    """The actions as Territoires en Transitions imports them, then funding, indicators and what was said."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": gathered.roadmap.title, "subject": gathered.roadmap.atelier.title})
        styles = _styles(book)
        _plan_sheet(book, styles, gathered)
        for name, head, rows in _other_sheets(gathered):
            sheet = book.add_worksheet(name)
            _write_row(sheet, 0, head, [styles["name"]] * len(head), styles)
            for number, row in enumerate(rows, 1):
                _write_row(sheet, number, row, [None] * len(row), styles)
            for column in range(len(head)):
                sheet.set_column(column, column, WIDE if column in (0, 1, 2) else NARROW + 4)
            sheet.freeze_panes(1, 1)
    return file.getvalue()


def tet_rows(gathered: Gathered) -> Iterator[list[Cell]]:
    for action in gathered.actions:
        yield tet_row(action, gathered.reports.get(action.pk, ()))


def harmless(cell: Cell) -> str:
    """A cell of a CSV that no spreadsheet runs: text that begins as a formula stands behind an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _plan_sheet(book: Any, styles: dict[str, Any], gathered: Gathered) -> None:
    """Names on the second line, actions from the fourth: where that import looks for them."""
    sheet = book.add_worksheet("Plan d'action")
    sheet.write_string(0, 0, _("Roadmap “%(title)s”") % {"title": gathered.roadmap.title}, styles["title"])
    _write_row(sheet, NAMES_ROW, COLUMNS, [styles["name"]] * len(COLUMNS), styles)
    sheet.write_string(
        2, 0, _("Columns of Territoires en Transitions: leave the three first lines as they are."), styles["soft"]
    )
    for number, row in enumerate(tet_rows(gathered), FIRST_ROW):
        _write_row(sheet, number, row, [None] * len(row), styles)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, WIDTHS.get(name, 24))
    sheet.freeze_panes(FIRST_ROW, 4)


def _other_sheets(gathered: Gathered) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]:
    actions = gathered.actions
    yield _("Funding"), _funding_head(), [row for one in actions for row in _funding(one)]
    yield _("Indicators"), _indicator_head(), [row for one in actions for row in _indicators(one)]
    yield _("History"), _history_head(), [row for one in actions for row in _history(one, gathered)]


def _funding_head() -> list[str]:
    return [
        _("Action"), _("Title"), _("What for"), _("Funder"), _("Programme"), _("State"), _("Amount (€)"),
        _("Valid from"), _("Valid until"),
    ]  # fmt: skip


def _funding(action: Action) -> Iterator[list[Cell]]:
    for line in action.funding.all():
        yield [
            action.name, action.title, line.label, line.funder, line.programme, str(line.get_state_display()),
            line.amount_eur, line.valid_from, line.valid_until,
        ]  # fmt: skip


def _indicator_head() -> list[str]:
    return [_("Action"), _("Title"), _("Indicator"), _("Unit"), _("Today"), _("Aimed at")]


def _indicators(action: Action) -> Iterator[list[Cell]]:
    for one in action.indicators.all():
        yield [action.name, action.title, one.label, one.unit, one.baseline, one.target]


def _history_head() -> list[str]:
    return [
        _("Action"), _("Title"), _("Campaign"), _("Said on"), _("Progress (%)"), _("Status"), _("Studies made"),
        _("Works made"), _("What blocks"), _("Comment"), _("Corrected since"),
    ]  # fmt: skip


def _history(action: Action, gathered: Gathered) -> Iterator[list[Cell]]:
    standing = {one.pk for one in gathered.reports.get(action.pk, ())}
    for one in gathered.history.get(action.pk, ()):
        yield [
            action.name, action.title, one.campaign.title, timezone.localdate(one.said_at), one.progress,
            str(one.get_status_display()), one.studies, one.works, one.blocks, one.comment,
            "" if one.pk in standing else _("yes"),
        ]  # fmt: skip


def _write_row(sheet: Any, number: int, row: Sequence[Cell], formats: Sequence[Any], styles: dict[str, Any]) -> None:
    """Text is written as text: a spreadsheet runs none of it."""
    for column, (cell, style) in enumerate(zip(row, formats, strict=True)):
        if cell is None or cell == "":
            continue
        if isinstance(cell, dt.date):
            sheet.write_datetime(number, column, dt.datetime.combine(cell, dt.time()), styles["day"])  # noqa: DTZ
        elif isinstance(cell, Decimal):
            sheet.write_number(number, column, float(cell), styles["sum"])
        elif isinstance(cell, int):
            sheet.write_number(number, column, cell, styles["text"])
        else:
            sheet.write_string(number, column, str(cell)[:LONGEST], style or styles["text"])


def _styles(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "soft": book.add_format({"italic": True, "font_color": "#5b574f"}),
        "name": book.add_format({"bold": True, "text_wrap": True, "bg_color": "#dde7ee", "bottom": 1, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, **top}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", **top}),
        "sum": book.add_format({"num_format": "# ##0.00", **top}),
    }
