"""IGN's own maps, when the setting allows the Internet. Nothing of them is written otherwise."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from atelier.territories.style.parts import Group

WMTS = "https://data.geopf.fr/wmts"
LAYERS = {
    "plan-ign": ("GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", "image/png", 19),
    "orthophoto": ("HR.ORTHOIMAGERY.ORTHOPHOTOS", "image/jpeg", 20),
}


def sources() -> dict[str, dict[str, Any]]:
    return {
        name: {
            "type": "raster",
            "tiles": [_address(layer, image)],
            "tileSize": 256,
            "maxzoom": max_zoom - 1,
            "attribution": "© IGN – Géoplateforme",
        }
        for name, (layer, image, max_zoom) in LAYERS.items()
    }


def groups() -> list[Group]:
    titles = {"plan-ign": _("IGN map"), "orthophoto": _("Aerial photograph")}
    paint = {"raster-fade-duration": 150}
    return [
        Group(name, titles[name], False, ({"id": name, "type": "raster", "source": name, "paint": paint},))
        for name in LAYERS
    ]


def _address(layer: str, image: str) -> str:
    fixed = "SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&STYLE=normal&TILEMATRIXSET=PM"
    return f"{WMTS}?{fixed}&LAYER={layer}&FORMAT={image}&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}"
