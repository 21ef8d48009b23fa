"""Actions from a CSV, and means as one states them on the command line."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from atelier.engines.exchange.tabular import open_csv
from atelier.engines.scenarios.refusals import ScenarioCode, ScenarioRefused
from atelier.engines.scenarios.shapes import UNDATED, Action, Kind, Means, Wish

HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifiant", "numero", "numéro"),
    "title": ("title", "titre", "intitule", "intitulé"),
    "value": ("value", "valeur", "priorite", "priorité"),
    "needs": ("needs", "depend_de", "dépend de", "depend de", "dependances", "dépendances"),
    "choices": ("choices", "au_choix", "au choix", "variante de", "variante"),
    "wish": ("wish", "souhait", "imposee", "imposée"),
}
AMOUNTS: dict[Kind, tuple[str, ...]] = {"euros": ("euros", "cout", "coût", "budget"), "days": ("days", "jours")}
WISHES: dict[str, Wish] = {
    "": "", "must": "must", "never": "never", "oui": "must", "non": "never", "toujours": "must", "jamais": "never"
}  # fmt: skip


def read_actions(path: Path) -> list[Action]:
    """Columns id, value, euros or euros_2027…, days or days_2027…, needs, choices, wish. Raises ScenarioRefused.

    Lists are parted by spaces, commas or bars. Amounts with decimals are rounded up: means are never overstepped.
    """
    try:
        rows = open_csv(path)
        columns = {str(name).strip().lower(): str(name) for name in rows.fieldnames or ()}
        if not columns:
            raise ScenarioRefused(ScenarioCode.EMPTY)
        reader = _Reader(columns)
        actions = [reader.action(row, line) for line, row in enumerate(rows, 2)]
    except csv.Error as error:
        raise ScenarioRefused(ScenarioCode.UNREADABLE, line=rows.line_num) from error
    if not actions:
        raise ScenarioRefused(ScenarioCode.EMPTY)
    return actions


def read_means(*, euros: str = "", days: str = "") -> Means:
    """Each is a number, the total, or years: `2027=40000,2028=60000`. Raises ScenarioRefused."""
    said: dict[str, Any] = {}
    for kind, text in (("euros", euros), ("days", days)):
        if "=" in text:
            said[kind] = dict(_year_stated(part, text) for part in text.replace(";", ",").split(",") if part.strip())
        elif text.strip():
            said[f"{kind}_total"] = _stated(text, text)
    return Means(**said)


class _Reader:
    """Which column holds what."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns = {
            key: next((columns[name] for name in names if name in columns), "") for key, names in HEADINGS.items()
        }
        for key in ("id", "value"):
            if not self.columns[key]:
                raise ScenarioRefused(ScenarioCode.NO_COLUMN, column=key, columns=", ".join(columns))
        self.amounts: dict[Kind, dict[int, str]] = {kind: _dated(columns, names) for kind, names in AMOUNTS.items()}

    def action(self, row: Mapping[str, str | None], line: int) -> Action:
        words = {key: (row.get(column) or "").strip() if column else "" for key, column in self.columns.items()}
        if (wish := WISHES.get(words["wish"].lower())) is None:
            raise ScenarioRefused(ScenarioCode.BAD_WISH, value=words["wish"], line=line)
        taken = {
            kind: {year: amount for year, column in years.items() if (amount := _amount(row, column, line))}
            for kind, years in self.amounts.items()
        }
        return Action(
            id=words["id"] or f"{line:05}",
            title=words["title"],
            value=_number(words["value"] or "0", self.columns["value"], line),
            euros=taken["euros"],
            days=taken["days"],
            needs=_names(words["needs"]),
            choices=_names(words["choices"]),
            wish=wish,
        )


def _dated(columns: Mapping[str, str], names: tuple[str, ...]) -> dict[int, str]:
    """Year, or UNDATED → the column that holds the amount: `euros`, `euros_2027`, `Coût 2027`."""
    found = {}
    for low, column in columns.items():
        name, year = low, ""
        if low[-4:].isdigit():
            name, year = low[:-4].rstrip(" _-"), low[-4:]
        if name in names:
            found[int(year) if year else UNDATED] = column
    return found


def _amount(row: Mapping[str, str | None], column: str, line: int) -> int:
    return _number((row.get(column) or "").strip() or "0", column, line)


def _number(text: str, column: str, line: int) -> int:
    number = _decimal(text)
    if number is None:
        raise ScenarioRefused(ScenarioCode.BAD_NUMBER, value=text, column=column, line=line)
    return int(number.to_integral_value(ROUND_CEILING))


def _year_stated(part: str, text: str) -> tuple[int, int]:
    year, _, amount = part.partition("=")
    if not (year.strip().isdigit() and len(year.strip()) == 4):
        raise ScenarioRefused(ScenarioCode.BAD_MEANS, value=text)
    return int(year), _stated(amount, text)


def _stated(amount: str, text: str) -> int:
    number = _decimal(amount)
    if number is None:
        raise ScenarioRefused(ScenarioCode.BAD_MEANS, value=text)
    return int(number)


def _decimal(text: str) -> Decimal | None:
    """From 0 up, with a decimal comma or point, spaces between thousands, a sign of euro."""
    plain = "".join(text.replace("€", "").split()).replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < Decimal(10) ** 12 else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.replace("|", " ").replace(",", " ").split()))
