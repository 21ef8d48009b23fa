"""How near the places of two cards are, for cards that have one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from atelier.engines.measure.legal import in_metres, legal_crs
from atelier.engines.themes.refusals import CardsCode, CardsRefused


def nearness(places: Sequence[tuple[float, float] | None], near_m: float) -> NDArray[np.float32]:
    """(cards, cards), 1 at the same place, 0.37 at `near_m`, nearly 0 at twice that or without a place.

    places: longitude, latitude in degrees. Raises CardsRefused when no card has one.
    """
    rows = [row for row, place in enumerate(places) if place is not None]
    if not rows:
        raise CardsRefused(CardsCode.NOWHERE)
    degrees = np.array([place for place in places if place is not None], dtype=float)
    points = in_metres(degrees, legal_crs(*degrees[0].tolist())).astype(np.float32)
    squares = sum((points[:, None, axis] - points[None, :, axis]) ** 2 for axis in (0, 1))
    near = np.zeros((len(places), len(places)), dtype=np.float32)
    near[np.ix_(rows, rows)] = np.exp(-squares / np.float32(near_m) ** 2)
    return near
