"""A site package: everything the map of a site needs, made in one go, or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from atelier.territories.build.recipe import Recipe, known_sites, recipe

__all__ = ["build_site", "known_sites"]

BUILDER = "2"  # to raise when the same files must give another package


def build_site(slug: str, *, data: Path, var: Path, force: bool = False) -> bool:
    """Make `var/sites/<slug>` from `data/sites/<slug>`; False when it was already there and nothing has changed.

    The package is written aside, then shown by one rename of a link: nobody ever reads half a map.
    Raises SiteUnknown.
    """
    plan = recipe(slug, data)
    shown = var / "sites" / slug
    version = fingerprint(plan)
    if not force and _version(shown) == version:
        return False
    shown.parent.mkdir(parents=True, exist_ok=True)
    with _alone(shown.parent / f".{slug}.lock"):
        if not force and _version(shown) == version:  # another process made it while we waited
            return False
        _make(plan, shown, version)
    return True


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two processes that start together must not clear each other's unfinished package."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(plan: Recipe, shown: Path, version: str) -> None:
    workshop = Path(tempfile.mkdtemp(prefix=f".{shown.name}-", dir=shown.parent))
    try:
        write_package(plan, workshop, version)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    workshop.chmod(0o755)
    _show(workshop, shown)


def fingerprint(plan: Recipe) -> str:
    """Twelve characters that change with the files or the builder."""
    digest = hashlib.sha256(BUILDER.encode())
    for path in plan.inputs:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def write_package(plan: Recipe, folder: Path, version: str) -> None:
    """All the files of the package, into an empty folder."""
    from atelier.territories.build.coast import coast_of
    from atelier.territories.build.layers import site_layers
    from atelier.territories.build.raster_tiles import write_hillshade, write_terrain
    from atelier.territories.build.relief import merged_relief
    from atelier.territories.build.sprite import write_sprites
    from atelier.territories.build.vector_tiles import write_vector_tiles

    relief = merged_relief(plan)
    coast = coast_of(plan, relief)
    layers = site_layers(plan, coast, relief)
    write_vector_tiles(folder / "base.pmtiles", layers, plan.max_bounds)
    if relief is not None:
        write_terrain(folder / "terrain.pmtiles", relief)
        write_hillshade(folder / "hillshade.pmtiles", relief, coast.land)
    write_sprites(folder)
    titles = [(layer.name, layer.title) for layer in layers]
    said = _description(plan, version, titles, has_relief=relief is not None)
    (folder / "site.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _description(plan: Recipe, version: str, layers: Iterable[tuple[str, str]], *, has_relief: bool) -> dict[str, Any]:
    said = plan.said
    return {
        "slug": plan.slug,
        "name": said["nom"],
        "title": said["titre"],
        "description": said["description"],
        "version": version,
        "bounds": plan.bounds,
        "max_bounds": plan.max_bounds,
        "centre": said["centre"],
        "has_relief": has_relief,
        "layers": [{"id": name, "title": title} for name, title in layers],
        "credits": said["credits"],
    }


def _version(shown: Path) -> str | None:
    try:
        return str(json.loads((shown / "site.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None


def _show(workshop: Path, shown: Path) -> None:
    """Point the link `shown` at the new package in one step, and clear the old ones."""
    link = workshop.with_name(f"{workshop.name}.link")
    link.symlink_to(workshop.name)
    if shown.is_dir() and not shown.is_symlink():
        shutil.rmtree(shown)
    link.replace(shown)
    for old in shown.parent.glob(f".{shown.name}-*"):
        if old != workshop and not old.name.endswith(".link"):
            shutil.rmtree(old, ignore_errors=True)
