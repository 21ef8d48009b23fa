"""Cards from a CSV, and groups from the file of an earlier run."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from math import isfinite
from pathlib import Path

import msgspec

from atelier.engines.exchange.tabular import LATITUDES, LONGITUDES, open_csv
from atelier.engines.themes.refusals import CardsCode, CardsRefused
from atelier.engines.themes.shapes import FORMAT, Card, Groups

TEXTS = ("texte", "text", "carte", "contenu", "idee", "idée")
IDS = ("id", "identifiant", "numero", "numéro", "n°")


def read_cards(path: Path) -> list[Card]:
    """Semicolons, commas or tabs; without a column of identifiers, cards are numbered by line. Raises CardsRefused."""
    try:
        rows = open_csv(path)
        columns = {str(name).strip().lower(): str(name) for name in rows.fieldnames or ()}
        if not columns:
            raise CardsRefused(CardsCode.EMPTY)
        text, identifier, *place = (_first(columns, names) for names in (TEXTS, IDS, LONGITUDES, LATITUDES))
        if not text:
            raise CardsRefused(CardsCode.NO_TEXT_COLUMN, columns=", ".join(columns))
        cards = [
            Card(_identifier(row, identifier, number), (row[text] or "").strip(), _place(row, place, number))
            for number, row in enumerate(rows, 2)
        ]
    except csv.Error as error:
        raise CardsRefused(CardsCode.UNREADABLE, line=rows.line_num) from error
    if not cards:
        raise CardsRefused(CardsCode.EMPTY)
    return cards


def read_groups(path: Path) -> Groups:
    """Raises CardsRefused."""
    try:
        groups = msgspec.json.decode(path.read_bytes(), type=Groups)
    except msgspec.MsgspecError as error:
        raise CardsRefused(CardsCode.PREVIOUS_UNREADABLE, why=str(error)) from error
    if groups.format != FORMAT:
        raise CardsRefused(CardsCode.PREVIOUS_UNREADABLE, why=f"format {groups.format}")
    return groups


def _first(columns: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((columns[name] for name in names if name in columns), "")


def _identifier(row: Mapping[str, str | None], column: str, line: int) -> str:
    if not column:
        return f"{line:05}"
    if not (found := (row[column] or "").strip()):
        raise CardsRefused(CardsCode.NO_ID, line=line)
    return found


def _place(row: Mapping[str, str | None], columns: list[str], line: int) -> tuple[float, float] | None:
    """None when either number is missing."""
    said = [(row[column] or "").strip() for column in columns if column]
    if len(said) < 2 or not all(said):
        return None
    try:
        longitude, latitude = (float(number.replace(",", ".")) for number in said)
    except ValueError:
        longitude = latitude = float("nan")
    if not (isfinite(longitude) and isfinite(latitude) and abs(longitude) <= 180 and abs(latitude) <= 90):
        raise CardsRefused(CardsCode.BAD_PLACE, value=", ".join(said), line=line)
    return longitude, latitude
