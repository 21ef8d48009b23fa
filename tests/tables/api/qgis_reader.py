"""Run by the system's Python, which has QGIS: read collections as QGIS does, and the style of a GeoPackage.

qgis_reader.py ADDRESS TOKEN GEOPACKAGE COLLECTION… writes one JSON object.
"""

import json
import sys

from qgis.core import QgsApplication, QgsVectorLayer, QgsWkbTypes

LAYERS = ("traits", "surfaces", "points")


def main() -> None:
    address, token, geopackage, *names = sys.argv[1:]
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    said = {
        "collections": {name: collection(address, token, name) for name in names},
        "styles": {name: style(geopackage, name) for name in LAYERS},
    }
    print(json.dumps(said))  # noqa: T201
    application.exitQgis()


def collection(address: str, token: str, name: str) -> dict:
    """Read two by two, so that QGIS follows the links from page to page."""
    source = f"url='{address}' username='qgis' password='{token}' typename='{name}' pagingEnabled='true' pageSize='2'"
    layer = QgsVectorLayer(source, name, "OAPIF")
    kind = QgsWkbTypes.displayString(layer.wkbType())
    return {"kind": kind, "ids": sorted(feature["identifiant"] for feature in layer.getFeatures())}


def style(geopackage: str, name: str) -> dict:
    """Meaning → colour, as QGIS shows the layer when it is opened."""
    layer = QgsVectorLayer(f"{geopackage}|layername={name}", name, "ogr")
    return {category.value(): category.symbol().color().name() for category in layer.renderer().categories()}


main()
