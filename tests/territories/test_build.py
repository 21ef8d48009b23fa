import gzip
import json
from io import BytesIO

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from PIL import Image
from pmtiles.reader import MemorySource, Reader

from atelier.engines.terrain.mercator import HALF_WORLD_M, to_metres
from atelier.engines.terrain.terrarium import decode
from atelier.territories.build.package import build_site
from atelier.territories.build.recipe import recipe
from atelier.territories.errors import SiteUnknown

PORT, SEA, PLATEAU, PETIT_CAUX = (1.0847, 49.9285), (1.06, 49.95), (1.065, 49.912), (1.185, 49.945)


def tile_at(archive: Reader, zoom: int, lon: float, lat: float) -> bytes:
    """The tile that holds a point."""
    x, y = to_metres(lon, lat)
    span = 2 * HALF_WORLD_M / 2**zoom
    tile = archive.get(zoom, int((x + HALF_WORLD_M) // span), int((HALF_WORLD_M - y) // span))
    assert tile is not None
    return tile


def archive(path) -> Reader:
    return Reader(MemorySource(path.read_bytes()))


def height_m(dieppe, lon, lat, zoom=11):
    image = np.asarray(Image.open(BytesIO(tile_at(archive(dieppe / "terrain.pmtiles"), zoom, lon, lat))))
    x, y = to_metres(lon, lat)
    pixel = 2 * HALF_WORLD_M / 2**zoom / 512
    column, row = int((x + HALF_WORLD_M) / pixel) % 512, int((HALF_WORLD_M - y) / pixel) % 512
    return decode(image)[row, column]


def layers_at(dieppe, zoom, lon, lat):
    return mapbox_vector_tile.decode(gzip.decompress(tile_at(archive(dieppe / "base.pmtiles"), zoom, lon, lat)))


def is_sea(dieppe, lon, lat):
    """Whether the sea of the vector tiles covers a point."""
    zoom = 12
    sea = layers_at(dieppe, zoom, lon, lat)["sea"]
    x, y = to_metres(lon, lat)
    span = 2 * HALF_WORLD_M / 2**zoom
    at = shapely.Point(
        ((x + HALF_WORLD_M) / span) % 1 * sea["extent"], (1 - ((HALF_WORLD_M - y) / span) % 1) * sea["extent"]
    )
    return any(
        shapely.make_valid(shapely.geometry.shape(feature["geometry"])).covers(at) for feature in sea["features"]
    )


def test_build_colours_the_sea_and_the_harbour_but_not_the_town(dieppe):
    assert is_sea(dieppe, *SEA)
    assert is_sea(dieppe, *PORT)
    assert not is_sea(dieppe, *PLATEAU)
    assert "sea" not in layers_at(dieppe, 12, 1.09, 49.86)


def test_build_town_tile_holds_every_layer_of_the_ground(dieppe):
    found = set(layers_at(dieppe, 12, *PORT))

    assert {
        "sea", "communes", "plu", "population", "flood", "risk", "contours", "streams", "shore", "defences", "roads",
    } <= found  # fmt: skip


def test_build_labels_keep_their_french_letters(dieppe):
    names = {feature["properties"]["name"] for feature in layers_at(dieppe, 8, 1.08, 49.92)["places"]["features"]}

    assert {"Dieppe", "Martin-Église", "Grèges", "La Manche", "Saint-Nicolas-d’Aliermont"} <= names
    assert not any("'" in name for name in names)


@pytest.mark.parametrize(("place", "low_m", "high_m"), [(PORT, -12, 8), (PLATEAU, 55, 90), (SEA, -15, -2)])
def test_build_terrain_knows_the_heights_of_dieppe(dieppe, place, low_m, high_m):
    assert low_m <= height_m(dieppe, *place) <= high_m


def test_build_leaves_out_the_valley_that_the_detailed_model_invents(dieppe):
    """The east of mnt_20m.tif is the valley of Criel-sur-Mer, pasted beside Dieppe for a game: SRTM tells the truth."""
    assert height_m(dieppe, 1.153, 49.94) > 60
    assert "L’Yères" not in {
        feature["properties"].get("name")
        for feature in layers_at(dieppe, 12, *PETIT_CAUX).get("streams", {}).get("features", [])
    }


def test_build_terrain_has_no_cliff_where_the_models_meet(dieppe):
    lons = np.linspace(1.13, 1.16, 60)
    heights = np.array([height_m(dieppe, lon, 49.90) for lon in lons])

    assert np.abs(np.diff(heights)).max() < 25


def test_build_shade_is_clear_at_sea_and_drawn_on_slopes(dieppe):
    image = np.asarray(Image.open(BytesIO(tile_at(archive(dieppe / "hillshade.pmtiles"), 12, 1.075, 49.905))))

    assert image.shape == (512, 512, 4)
    assert 0.01 < (image[..., 3] > 40).mean() < 0.7
    sea = archive(dieppe / "hillshade.pmtiles").get(12, 2058, 1389)
    assert sea is None or np.asarray(Image.open(BytesIO(sea)))[..., 3].mean() < 6


def test_build_again_does_nothing_until_a_file_changes(built, data):
    before = (built / "sites" / "dieppe").resolve()

    assert build_site("dieppe", data=data, var=built) is False
    assert (built / "sites" / "dieppe").resolve() == before


def test_build_fingerprint_changes_with_the_files(tmp_path, data):
    from atelier.territories.build.package import fingerprint

    for name in ("national", "sites"):
        (tmp_path / name).mkdir()
    for path in [*data.glob("national/*"), data / "sites" / "sites.json"]:
        (tmp_path / path.relative_to(data)).symlink_to(path)
    folder = tmp_path / "sites" / "dieppe"
    folder.mkdir()
    for path in (data / "sites" / "dieppe").iterdir():
        (folder / path.name).symlink_to(path)
    assert fingerprint(recipe("dieppe", tmp_path)) == fingerprint(recipe("dieppe", data))

    (folder / "routes.geojson").unlink()

    assert fingerprint(recipe("dieppe", tmp_path)) != fingerprint(recipe("dieppe", data))


def test_build_that_fails_leaves_the_shown_package_and_no_trace(built, data, monkeypatch):
    from atelier.territories.build import package

    shown = (built / "sites" / "dieppe").resolve()

    def broken(plan, folder, version):
        (folder / "base.pmtiles").write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(package, "write_package", broken)
    with pytest.raises(OSError, match="disk full"):
        build_site("dieppe", data=data, var=built, force=True)

    assert (built / "sites" / "dieppe").resolve() == shown
    folders = [path.name for path in (built / "sites").iterdir() if path.is_dir() and not path.is_symlink()]
    assert folders == [shown.name]


def test_build_of_an_unknown_site_names_those_there_are(tmp_path, data):
    with pytest.raises(SiteUnknown) as refused:
        build_site("atlantide", data=data, var=tmp_path)

    assert "dieppe" in refused.value.sentence


def test_build_says_what_the_site_is(dieppe):
    said = json.loads((dieppe / "site.json").read_text())

    assert said["name"] == "Agglomération dieppoise"
    assert {"Courbes de niveau", "Cours d’eau", "Ouvrages littoraux"} <= {layer["title"] for layer in said["layers"]}
