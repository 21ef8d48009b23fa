"""Real files, written by the tools people use: GDAL for what GDAL writes, text for what is written by hand."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely

from atelier.engines.measure.legal import project

DIEPPE = (1.0, 49.8, 1.2, 50.0)
PATH = shapely.LineString([(1.07, 49.92), (1.08, 49.925), (1.09, 49.92)])
FIELD = shapely.Polygon([(1.05, 49.9), (1.06, 49.9), (1.06, 49.91), (1.05, 49.91)])
TREE = shapely.Point(1.0775, 49.9233)
BOW = shapely.Polygon([(1.05, 49.9), (1.06, 49.91), (1.06, 49.9), (1.05, 49.91)])


def write(path, geometries, *, driver, crs="EPSG:4326", names=None, encoding=None, layer=None, kind=None):
    """A file by GDAL, with a field `nom`."""
    names = names or [f"Chemin n° {number} des Prés-Salés" for number in range(len(geometries))]
    pyogrio.raw.write(
        path,
        geometry=np.array(shapely.to_wkb(geometries), dtype=object),
        field_data=[np.array(names, dtype=object)],
        fields=np.array(["nom"]),
        geometry_type=kind or "Unknown",
        driver=driver,
        crs=crs,
        encoding=encoding,
        layer=layer,
        append=Path(path).exists(),
    )
    return Path(path)


def shapefile(folder, geometries, *, crs="EPSG:2154", encoding="UTF-8", kind="LineString", without=()):
    """A zipped Shapefile, in metres of `crs` from degrees."""
    metres = [project(one, int(crs.rpartition(":")[2])) for one in geometries] if crs != "EPSG:4326" else geometries
    shp = write(folder / "chemins.shp", metres, driver="ESRI Shapefile", crs=crs, encoding=encoding, kind=kind)
    path = folder / "chemins.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob("chemins.*")):
            if part.suffix not in {*without, ".zip"}:
                archive.write(part, f"Données/{part.name}")
    assert shp.exists()
    return path


def geojson(path, features, **more):
    """features: geometries (shapely, dict or None), or whole feature dicts."""
    rows = [
        one
        if isinstance(one, dict) and one.get("type") == "Feature"
        else {
            "type": "Feature",
            "properties": {"nom": f"Objet {number}"},
            "geometry": json.loads(shapely.to_geojson(one)) if isinstance(one, shapely.Geometry) else one,
        }
        for number, one in enumerate(features)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows, **more}))
    return path


def zipped(path, **members):
    """members: name (dots as __) → bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "."), body)
    return path


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
<name>Mes lieux</name>
<Style id="s"><LineStyle><color>ff0000ff</color></LineStyle></Style>
<NetworkLink><Link><href>http://192.0.2.1/loin.kml</href></Link></NetworkLink>
<Folder><name>Balades</name><Folder><name>Été</name>
<Placemark><name>Sentier des Douaniers</name>
<ExtendedData><Data name="état"><value>Dégradé</value></Data></ExtendedData>
<LineString><coordinates>1.07,49.92,12 1.08,49.925,14 1.09,49.92,11</coordinates></LineString></Placemark></Folder>
<Placemark><name>Belvédère</name><Point><coordinates>1.0775,49.9233,0</coordinates></Point></Placemark></Folder>
<Placemark><name>Pré et haie</name><MultiGeometry>
<Polygon><outerBoundaryIs><LinearRing><coordinates>1.05,49.9 1.06,49.9 1.06,49.91 1.05,49.91 1.05,49.9</coordinates>
</LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing>
<coordinates>1.052,49.902 1.054,49.902 1.054,49.904 1.052,49.902</coordinates></LinearRing></innerBoundaryIs></Polygon>
<LineString><coordinates>1.05,49.9 1.06,49.9</coordinates></LineString></MultiGeometry></Placemark>
<Placemark><name>Promenade à cheval</name><gx:Track><when>2026-05-01T10:00:00Z</when><when>2026-05-01T10:01:00Z</when>
<gx:coord>1.07 49.92 5</gx:coord><gx:coord>1.08 49.93 6</gx:coord></gx:Track></Placemark>
<Placemark><name>Cassé</name><Point><coordinates>un,deux</coordinates></Point></Placemark>
</Document></kml>"""

GPX = """<?xml version="1.0"?><gpx version="1.1" creator="montre" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><name>Sortie</name></metadata>
<wpt lat="49.9233" lon="1.0775"><ele>12</ele><name>Départ</name></wpt>
<rte><name>Prévu</name><rtept lat="49.92" lon="1.07"/><rtept lat="49.925" lon="1.08"/></rte>
<trk><name>Fait</name><trkseg><trkpt lat="49.92" lon="1.07"><time>2026-05-01T10:00:00Z</time></trkpt>
<trkpt lat="49.925" lon="1.08"/></trkseg>
<trkseg><trkpt lat="49.93" lon="1.09"/><trkpt lat="49.94" lon="1.1"/></trkseg></trk>
</gpx>"""
