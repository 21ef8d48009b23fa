from __future__ import annotations

import numpy as np
import pytest
import shapely

from atelier.engines.perimeter.shapes import Commune, Country

SIDE = 0.1  # degrees
WEST, SOUTH = 2.0, 47.0
COLUMNS, ROWS = 5, 3


def square(column: int, row: int) -> shapely.Polygon:
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    return shapely.box(west, south, west + SIDE, south + SIDE)


@pytest.fixture(scope="session")
def chessboard() -> Country:
    """Fifteen square communes, code = column and row; the two columns to the west are EPCI A, the others EPCI B."""
    cells = [(column, row) for column in range(COLUMNS) for row in range(ROWS)]
    communes = {
        f"{column}{row}": Commune(f"{column}{row}", f"Case {column}{row}", "A" if column < 2 else "B", 100, 84.0)
        for column, row in cells
    }
    outlines = np.array([square(*cell) for cell in cells], dtype=object)
    return Country(communes, list(communes), outlines, {"A": "CC de l’Ouest", "B": "CC de l’Est"})


def middle(column: int, row: int) -> tuple[float, float]:
    return WEST + (column + 0.5) * SIDE, SOUTH + (row + 0.5) * SIDE
