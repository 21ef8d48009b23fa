"""Places offered at the start."""

import json
from pathlib import Path

import pytest

from atelier.engines.relief.reading import Extent, read_ground
from atelier.engines.relief.refusals import ReliefRefused
from atelier.reliefs.forms import bounds_around


@pytest.mark.parametrize("slug", ["dieppe", "fumel", "bar-le-duc", "parc-national-forets"])
def test_places_offered_lie_on_ground_whose_heights_are_known(slug):
    folder = Path("data/sites") / slug

    for spot in json.loads((folder / "reliefs.json").read_text(encoding="utf-8")):
        around = Extent(bounds_around(*spot["lieu"]))
        grounds = [ground for dem in folder.glob("mnt_*.tif") if (ground := read_or_none(dem, around))]
        wanted_m2 = spot["lieu"][2] * spot["lieu"][3] * 1e6
        assert max(ground.width_m * ground.depth_m for ground in grounds) > 0.98 * wanted_m2, spot["nom"]


def read_or_none(dem, extent):
    try:
        return read_ground(dem, extent)
    except ReliefRefused:
        return None
