"""What every reader gives: layers of features, as the file has them, in the file's own projection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from atelier.engines.exchange.limits import MOST_FEATURES, MOST_FIELDS, MOST_LETTERS
from atelier.engines.exchange.refusals import FileCode, FileRefused

Attributes = dict[str, str]


@dataclass
class RawFeature:
    """A feature as written. `geometry` None: no place, or one that could not be read (`is_broken`)."""

    geometry: BaseGeometry | None
    attributes: Attributes
    is_broken: bool = False


@dataclass
class Layer:
    """Features that share a projection. `crs` as pyproj reads it, "" when the file does not say."""

    name: str
    features: list[RawFeature] = field(default_factory=list)
    crs: str = ""
    passed_over: bool = False

    def add(self, feature: RawFeature) -> None:
        """Raises FileRefused when there are too many."""
        if len(self.features) >= MOST_FEATURES:
            raise FileRefused(FileCode.TOO_MANY_FEATURES, most=MOST_FEATURES)
        self.features.append(feature)


def attributes_of(pairs: Iterable[tuple[Any, Any]]) -> Attributes:
    """Names and values as short texts, the empty ones left out."""
    texts: Attributes = {}
    for name, value in pairs:
        text = as_text(value)
        if text and len(texts) < MOST_FIELDS:
            texts[str(name)[:60]] = text
    return texts


def as_text(value: Any) -> str:
    """One line of text without control characters, at most MOST_LETTERS long; "" for nothing and for NaN."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in str(value))
    return text.strip()[:MOST_LETTERS]
