"""KML and GPX, read one element at a time, without any library that could follow a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.exchange.layers import Layer, RawFeature, attributes_of
from atelier.engines.exchange.refusals import FileCode, FileRefused

WGS84 = "EPSG:4326"
Pairs = list[tuple[float, float]]
BAD = (ValueError, IndexError, shapely.errors.ShapelyError)


def read_kml(path: Path, name: str) -> list[Layer]:
    """Placemarks of any depth of folders; `dossier` says which. Links to elsewhere are not followed."""
    layer, folders = Layer(name, crs=WGS84), list[str]()
    for event, element in _elements(path):
        tag = local(element)
        if tag in {"Folder", "Document"}:
            if event == "start":
                folders.append("")
            else:
                folders.pop()
                element.clear()
        elif event == "end" and tag == "name" and folders and not folders[-1]:
            folders[-1] = (element.text or "").strip()
        elif event == "end" and tag == "Placemark":
            layer.add(_placemark(element, "/".join(part for part in folders[1:] if part)))
            element.clear()
    return [layer]


def read_gpx(path: Path, name: str) -> list[Layer]:
    """Waypoints as points, routes and each segment of tracks as lines."""
    layer = Layer(name, crs=WGS84)
    for event, element in _elements(path):
        if event == "end" and local(element) in {"wpt", "rte", "trk"}:
            layer.add(_gpx_feature(element))
            element.clear()
    return [layer]


def local(element: Element) -> str:
    """The tag without its namespace."""
    return element.tag.rpartition("}")[2]


def _elements(path: Path) -> Iterator[tuple[str, Element]]:
    try:
        yield from iterparse(path, events=("start", "end"))  # noqa: S314 no document type: sniff.py refuses it
    except ParseError as error:
        raise FileRefused(FileCode.UNREADABLE, line=error.position[0]) from None
    except (LookupError, UnicodeError):
        raise FileRefused(FileCode.UNREADABLE, line=1) from None


def _placemark(element: Element, folder: str) -> RawFeature:
    pairs = [(local(child), child.text) for child in element if local(child) in {"name", "description"}]
    for data in element.iter():
        if local(data) == "Data":
            pairs.append((data.get("name", ""), next((one.text for one in data if local(one) == "value"), None)))
        elif local(data) == "SimpleData":
            pairs.append((data.get("name", ""), data.text))
    attributes = attributes_of([*pairs, ("dossier", folder)])
    try:
        shapes = [shape for child in element for shape in _kml_shapes(child)]
    except BAD:
        return RawFeature(None, attributes, is_broken=True)
    return RawFeature(_gathered(shapes), attributes)


def _kml_shapes(element: Element) -> list[BaseGeometry]:
    tag = local(element)
    if tag in {"MultiGeometry", "MultiTrack"}:
        return [shape for child in element for shape in _kml_shapes(child)]
    if tag == "Point":
        return [shapely.Point(pair) for pair in _coordinates(element)[:1]]
    if tag in {"LineString", "LinearRing"}:
        return [shapely.LineString(_coordinates(element))]
    if tag == "Track":
        words = [(one.text or "").split() for one in element if local(one) == "coord"]
        return [shapely.LineString([(float(word[0]), float(word[1])) for word in words])]
    if tag == "Polygon":
        rings = {side: [_coordinates(one) for one in element if local(one) == f"{side}BoundaryIs"]
                 for side in ("outer", "inner")}  # fmt: skip
        return [shapely.Polygon(rings["outer"][0], rings["inner"])]
    return []


def _coordinates(element: Element) -> Pairs:
    """The `lon,lat[,height]` of the first coordinates inside."""
    text = next((one.text for one in element.iter() if local(one) == "coordinates"), "") or ""
    words = [word.split(",") for word in text.split()]
    return [(float(word[0]), float(word[1])) for word in words]


def _gpx_feature(element: Element) -> RawFeature:
    kinds = {"wpt": "point", "rte": "itinéraire", "trk": "trace"}
    said = [(local(child), child.text) for child in element if local(child) in {"name", "desc", "cmt", "type", "time"}]
    attributes = attributes_of([*said, ("genre", kinds[local(element)])])
    try:
        return RawFeature(_gathered(_gpx_shapes(element)), attributes)
    except BAD:
        return RawFeature(None, attributes, is_broken=True)


def _gpx_shapes(element: Element) -> list[BaseGeometry]:
    if local(element) == "wpt":
        return [shapely.Point(_place(element))]
    parts = [element] if local(element) == "rte" else [one for one in element if local(one) == "trkseg"]
    lines = [[_place(one) for one in part if local(one) in {"rtept", "trkpt"}] for part in parts]
    return [shapely.LineString(line) if len(line) > 1 else shapely.Point(line[0]) for line in lines if line]


def _place(element: Element) -> tuple[float, float]:
    return float(element.get("lon", "")), float(element.get("lat", ""))


def _gathered(shapes: list[BaseGeometry]) -> BaseGeometry | None:
    if not shapes:
        return None
    return shapes[0] if len(shapes) == 1 else shapely.GeometryCollection(shapes)
