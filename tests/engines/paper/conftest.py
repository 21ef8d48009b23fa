import numpy as np
import pytest
import shapely

from atelier.engines.cartography import Ground, HeightGrid
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.sheets import Order

CENTRE = (562_000.0, 6_980_000.0)


@pytest.fixture(scope="session")
def ground():
    """A slope with a road and two communes around CENTRE."""
    rows, columns = np.mgrid[0:300, 0:300]
    heights = (columns * 0.6 + 20 * np.sin(rows / 18)).astype(np.float32)
    communes = [
        (shapely.box(555_000, 6_975_000, 562_000, 6_985_000), {"name": "Arques-la-Bataille", "role": "coeur"}),
        (shapely.box(562_000, 6_975_000, 569_000, 6_985_000), {"name": "Martin-Église", "role": "voisin"}),
    ]
    road = shapely.LineString([(555_000, 6_979_000), (569_000, 6_981_000)])
    return Ground(
        {"communes": communes, "roads": [(road, {"kind": "main"})]},
        HeightGrid(heights, 559_000, 6_983_000, 20),
        credits=("IGN – Licence Ouverte 2.0",),
    )


@pytest.fixture(scope="session")
def order():
    return Order("Vallée de l’Arques", PAPERS["A3"], legends()["diagnosis"])
