import pytest

from atelier.territories.build.package import build_site
from atelier.territories.sites import site


@pytest.mark.parametrize("slug", ["fumel"])
def test_build_of_an_inland_site_has_no_sea_but_a_relief(slug, data, tmp_path, settings, client):
    settings.VAR_DIR = tmp_path
    build_site(slug, data=data, var=tmp_path)

    found = site(slug)

    assert found.has_relief
    assert set(found.layers) == {"communes", "contours", "streams", "limits", "places"}
    style = client.get(found.style_url).json()
    assert {layer["source-layer"] for layer in style["layers"] if "source-layer" in layer} <= {
        *found.layers,
        "sea",
        "shore",
    }
