from __future__ import annotations

from pathlib import Path

import pytest

from atelier.engines.themes.cards import read_cards
from atelier.engines.themes.shapes import Card

CARDS = Path(__file__).resolve().parents[2] / "fixtures" / "cartes_dieppe.csv"


@pytest.fixture(scope="session")
def dieppe_cards() -> list[Card]:
    """122 cards about the coast of Dieppe, invented, of eleven themes and a few that belong nowhere."""
    return read_cards(CARDS)
