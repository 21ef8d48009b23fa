"""Site packages ready to serve: the map of a site, its layers, its terrain."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from atelier.territories.errors import SiteNotBuilt

Bounds = tuple[float, float, float, float]
FILES = {
    "site.json": "application/json",
    "base.pmtiles": "application/vnd.pmtiles",
    "terrain.pmtiles": "application/vnd.pmtiles",
    "hillshade.pmtiles": "application/vnd.pmtiles",
    "paper.png": "image/png",
    "paper.json": "application/json",
    "paper@2x.png": "image/png",
    "paper@2x.json": "application/json",
    "dark.png": "image/png",
    "dark.json": "application/json",
    "dark@2x.png": "image/png",
    "dark@2x.json": "application/json",
}


@dataclass(frozen=True)
class Site:
    """A built site package. Bounds are west, south, east, north; points longitude, latitude; WGS 84 degrees."""

    slug: str
    title: str
    bounds: Bounds
    max_bounds: Bounds
    centre: tuple[float, float]
    credits: tuple[str, ...]
    version: str
    layers: tuple[str, ...]
    has_relief: bool

    @property
    def style_url(self) -> str:
        return reverse("territories:style", args=[self.slug])

    def file_url(self, name: str) -> str:
        """Address of a file of the package; changes with its content, so that browsers may keep it."""
        return f"{reverse('territories:site_file', args=[self.slug, name])}?v={self.version}"


def packages() -> Path:
    return Path(settings.VAR_DIR) / "sites"


def site(slug: str) -> Site:
    """The package of a site. Raises SiteNotBuilt."""
    path = packages() / slug / "site.json"
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        raise SiteNotBuilt(slug=slug) from None
    return _read(path, stamp)


def sites() -> list[Site]:
    """Packages that are built, by slug."""
    return [site(path.parent.name) for path in sorted(packages().glob("[a-z]*/site.json"))]


def package_files(slug: str) -> list[Path]:
    """The files of a site's package, `site.json` among them. Raises SiteNotBuilt."""
    site(slug)
    return [path for name in FILES if (path := packages() / slug / name).is_file()]


@lru_cache(maxsize=64)
def _read(path: Path, stamp: int) -> Site:
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Site(
        slug=said["slug"],
        title=said["title"],
        bounds=tuple(said["bounds"]),
        max_bounds=tuple(said["max_bounds"]),
        centre=tuple(said["centre"]),
        credits=tuple(said["credits"]),
        version=said["version"],
        layers=tuple(layer["id"] for layer in said["layers"]),
        has_relief=said["has_relief"],
    )
