"""GeoJSON, read feature by feature: what is wrong with one does not hide the others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely
from msgspec import Raw, Struct
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from atelier.engines.exchange.layers import Layer, RawFeature, attributes_of
from atelier.engines.exchange.limits import MEGABYTE, MOST_FEATURES
from atelier.engines.exchange.refusals import FileCode, FileRefused

KINDS = {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}
LENIENT_UP_TO = 50 * MEGABYTE
NOT_JSON = re.compile(rb"\b(?:NaN|-?Infinity)\b")
BAD_SHAPE = (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError)


class _Whole(Struct):
    type: str = ""
    features: list[Raw] | None = None
    crs: Any = None
    name: str = ""


class _Feature(Struct):
    geometry: Raw = Raw(b"null")
    properties: dict[str, Any] | None = None


def read_geojson(path: Path, name: str) -> list[Layer]:
    """One layer. RFC 7946 says WGS 84; the older `crs` member is believed. Raises FileRefused."""
    body = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    whole, features = _opened(body)
    if len(features) > MOST_FEATURES:
        raise FileRefused(FileCode.TOO_MANY_FEATURES, most=MOST_FEATURES)
    layer = Layer(name, crs=_crs(whole.crs) or "EPSG:4326")
    for raw in features:
        layer.add(_feature(raw))
    return [layer]


def _opened(body: bytes) -> tuple[_Whole, list[Raw]]:
    """The head and the features, whatever stands at the top: a collection, one feature, a bare geometry."""
    try:
        whole = msgspec.json.decode(body, type=_Whole)
    except msgspec.ValidationError:
        raise FileRefused(FileCode.NOT_A_MAP, what="JSON") from None
    except msgspec.DecodeError as error:
        if len(body) <= LENIENT_UP_TO and NOT_JSON.search(body):  # what Python's and R's writers make of no number
            return _opened(NOT_JSON.sub(b"null", body))
        raise FileRefused(FileCode.UNREADABLE, line=_line_of(body, error)) from None
    if whole.type == "FeatureCollection":
        return whole, whole.features or []
    if whole.type == "Feature":
        return whole, [Raw(body)]
    if whole.type in KINDS:
        return whole, [Raw(b'{"geometry":' + body + b"}")]
    raise FileRefused(FileCode.NOT_A_MAP, what="JSON")


def _line_of(body: bytes, error: Exception) -> int:
    place = re.search(r"byte (\d+)", str(error))
    return body.count(b"\n", 0, int(place[1]) if place else len(body)) + 1


def _feature(raw: Raw) -> RawFeature:
    try:
        feature = msgspec.json.decode(raw, type=_Feature)
    except msgspec.DecodeError:
        return RawFeature(None, {}, is_broken=True)
    attributes = attributes_of((feature.properties or {}).items())
    text = bytes(feature.geometry)
    if text == b"null":
        return RawFeature(None, attributes)
    geometry = _geometry(text)
    return RawFeature(geometry, attributes, is_broken=geometry is None)


def _geometry(text: bytes) -> BaseGeometry | None:
    geometry: BaseGeometry | None = shapely.from_geojson(text, on_invalid="ignore")
    if geometry is not None:
        return geometry
    try:
        # more patient: closes rings, takes an empty geometry; a null position is a number that was not one
        with np.errstate(invalid="ignore"):
            return shape(json.loads(text.replace(b"null", b"NaN")))
    except BAD_SHAPE:
        return None


def _crs(said: Any) -> str:
    """`{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}` as EPSG:2154."""
    try:
        name = str(said["properties"]["name"])
    except (TypeError, KeyError):
        return ""
    code = re.search(r"EPSG:+(?:[\d.]*:)?(\d{4,6})$", name, re.IGNORECASE)
    return f"EPSG:{code[1]}" if code else ""
