import numpy as np
import pytest
import shapely

from atelier.engines.cartography import Frame, Ground, HeightGrid


@pytest.fixture
def frame():
    """Two kilometres by one and a half, at 1:10 000."""
    return Frame((600_000, 6_900_000, 602_000, 6_901_500), 200, 150)


@pytest.fixture
def ground():
    """A valley with a stream, a road, three communes, a sea to the north."""
    rows, columns = np.mgrid[0:120, 0:140]
    heights = (np.abs(columns - 60) * 2.5 + rows * 0.4 + 5).astype(np.float32)
    west = shapely.box(599_000, 6_899_000, 601_000, 6_901_200)
    east = shapely.box(601_000, 6_899_000, 603_000, 6_900_400)
    north = shapely.box(601_000, 6_900_400, 603_000, 6_901_200)
    communes = [(west, "Saint-Aubin-sur-Scie", "coeur"), (east, "Rouxmesnil-Bouteilles", "coeur"),
                (north, "L’Haÿ", "voisin")]  # fmt: skip
    stream = shapely.LineString([(600_700 + 60 * np.sin(t / 3), 6_899_500 + 70 * t) for t in range(26)])
    return Ground(
        {
            "sea": [(shapely.box(599_000, 6_901_200, 603_000, 6_902_000), {"band": 0})],
            "communes": [(shape, {"name": name, "role": role, "population": 500}) for shape, name, role in communes],
            "places": [(shape.centroid, {"name": name, "kind": "commune", "rank": 3}) for shape, name, _ in communes]
            + [(shapely.Point(600_500, 6_901_400), {"name": "La Manche", "kind": "mer", "zoom": 8})],
            "streams": [(stream, {"kind": "stream", "name": "L’Arques"})],
            "roads": [(shapely.LineString([(600_000, 6_900_100), (602_000, 6_900_300)]), {"kind": "main"})],
            "limits": [(west.boundary, {"kind": "commune"}), (north.boundary, {"kind": "core"})],
            "woods": [(shapely.box(601_500, 6_900_500, 601_900, 6_900_900), {})],
        },
        HeightGrid(heights, 599_500, 6_902_000, 20),
    )
