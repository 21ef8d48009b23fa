import json

import pytest

from atelier.territories.sites import FILES, site, sites
from atelier.territories.style import style_of

ORIGIN = "http://testserver"


@pytest.fixture
def style(client, dieppe):
    return client.get("/sites/dieppe/style.json").json()


def groups(style):
    return {group["id"]: group for group in style["metadata"]["atelier:groups"]}


@pytest.mark.usefixtures("dieppe")
def test_style_titles_are_those_of_the_table_in_french(style):
    assert [(group["title"], group["visible"]) for group in groups(style).values()] == [
        ("Relief", True), ("Courbes de niveau", True), ("Routes", True), ("Cours d’eau", True), ("Communes", True),
        ("Zonage PLU", False), ("Population", False), ("Zones protégées", False), ("Inondation de l’Arques", False),
        ("Risques (PPR)", False), ("Ouvrages littoraux", True),
    ]  # fmt: skip


def test_style_groups_name_layers_that_exist_with_their_visibility(style):
    layers = {layer["id"]: layer for layer in style["layers"]}
    assert len(layers) == len(style["layers"])
    for group in groups(style).values():
        assert group["layers"]
        for name in group["layers"]:
            hidden = layers[name].get("layout", {}).get("visibility") == "none"
            assert hidden is not group["visible"]


def test_style_draws_only_layers_the_package_holds(style, dieppe):
    held = {layer["id"] for layer in json.loads((dieppe / "site.json").read_text())["layers"]}

    drawn = {layer["source-layer"] for layer in style["layers"] if "source-layer" in layer}

    assert drawn == held
    assert {layer["source"] for layer in style["layers"] if "source" in layer} <= set(style["sources"])


def test_styles_ask_only_for_what_our_map_engine_holds(client, dieppe, settings):
    """What `frontend/map-engine.ts` leaves out of MapLibre would be a blank map."""
    settings.INTERNET_ALLOWED = True
    for theme in ("paper", "dark"):
        style = client.get("/sites/dieppe/style.json", {"theme": theme}).json()

        assert {layer["type"] for layer in style["layers"]} <= {"background", "fill", "line", "symbol", "raster"}
        assert {source["type"] for source in style["sources"].values()} <= {"vector", "raster", "raster-dem"}
        assert {source.get("encoding", "terrarium") for source in style["sources"].values()} == {"terrarium"}
        assert not {"projection", "terrain", "sky"} & style.keys()


def test_style_asks_nothing_outside_without_the_internet(style):
    text = json.dumps(style)

    assert "glyphs" not in style
    assert "geopf" not in text
    assert not {"plan-ign", "orthophoto"} & set(groups(style))
    assert text.count("://") == text.count("pmtiles:///sites/dieppe/") + text.count(f"{ORIGIN}/sites/dieppe/")


def test_style_offers_ign_maps_with_the_internet(client, dieppe, settings):
    settings.INTERNET_ALLOWED = True

    style = client.get("/sites/dieppe/style.json").json()

    offered = groups(style)
    assert (offered["plan-ign"]["title"], offered["orthophoto"]["title"]) == ("Plan IGN", "Photographie aérienne")
    assert not offered["plan-ign"]["visible"]
    (address,) = style["sources"]["plan-ign"]["tiles"]
    assert address.startswith("https://data.geopf.fr/wmts?")
    assert "LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2" in address
    assert address.endswith("TILEMATRIX={z}&TILEROW={y}&TILECOL={x}")


@pytest.mark.django_db  # closing a file's answer ends the request, and Django looks at its connections then
def test_style_fonts_sprite_and_archives_are_served(client, style):
    for address in style["font-faces"].values():
        font = client.get(address)
        assert font.getvalue()[:4] == b"wOF2"
        font.close()
    for suffix in (".json", ".png", "@2x.json", "@2x.png"):
        stem, _, version = style["sprite"].removeprefix(ORIGIN).partition("?")
        assert client.head(f"{stem}{suffix}?{version}").status_code == 200
    for source in style["sources"].values():
        assert client.head(source["url"].removeprefix("pmtiles://")).status_code == 200


@pytest.mark.usefixtures("dieppe")
def test_style_patterns_are_in_the_sprite(style, dieppe):
    used = {layer["paint"]["fill-pattern"] for layer in style["layers"] if "fill-pattern" in layer["paint"]}

    assert used <= set(json.loads((dieppe / "paper.json").read_text()))


@pytest.mark.usefixtures("dieppe")
def test_style_dark_has_the_same_layers_in_other_colours():
    paper, dark = (style_of(site("dieppe"), theme=theme, origin=ORIGIN) for theme in ("paper", "dark"))

    assert [layer["id"] for layer in paper["layers"]] == [layer["id"] for layer in dark["layers"]]
    assert paper["layers"][0]["paint"] != dark["layers"][0]["paint"]


def test_sites_lists_what_is_built(dieppe, settings):
    (found,) = sites()

    assert found == site("dieppe")
    assert (found.title, found.style_url) == ("Dieppe", "/sites/dieppe/style.json")
    west, south, east, north = found.max_bounds
    assert west < found.bounds[0] < found.centre[0] < found.bounds[2] < east
    assert south < found.bounds[1] < found.centre[1] < found.bounds[3] < north
    assert any("LittoSIM" in credit for credit in found.credits)
    assert {path.name for path in dieppe.iterdir()} == set(FILES)
