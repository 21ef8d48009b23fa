"""The ground of a map in a page: what the tiles hold, and the layers they lack."""

import numpy as np
import pytest
from pyproj import Transformer

from atelier.engines.cartography import Frame
from atelier.territories.errors import SiteNotBuilt
from atelier.territories.page_ground import page_ground
from atelier.territories.tile_ground import tile_ground

AROUND_DIEPPE = (1.077, 49.9)


def frame():
    centre = Transformer.from_crs(4326, 2154, always_xy=True).transform(*AROUND_DIEPPE)
    return Frame.around(centre, 60_000, 240, 160)


@pytest.mark.usefixtures("dieppe_ground")
def test_a_page_has_the_tiles_of_the_site_with_its_relief_and_its_towns():
    shown = page_ground("dieppe", frame())

    assert set(tile_ground("dieppe", frame()).layers) <= set(shown.layers)
    [(towns, said)] = shown.layers["built"]
    assert said == {"kind": "built"}
    assert towns.area > 1_000_000
    assert not any(towns.buffer(-30).intersects(sea) for sea, water in shown.layers["sea"] if not water.get("band"))
    assert shown.relief is not None
    assert np.nanmax(shown.relief.heights_m) > 90


@pytest.mark.usefixtures("dieppe_ground")
def test_a_site_that_is_not_built_has_no_ground_in_pages():
    with pytest.raises(SiteNotBuilt):
        page_ground("nulle-part", frame())
