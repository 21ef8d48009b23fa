"""A site package that comes from another machine: shown whole, or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atelier.territories.sites import packages


def is_package_of(slug: str, folder: Path) -> bool:
    """Whether what came can be read, and is of this site."""
    try:
        return bool(json.loads((folder / "site.json").read_text(encoding="utf-8"))["slug"] == slug)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def has_package(slug: str) -> bool:
    return (packages() / slug / "site.json").exists()


@contextmanager
def received_package(slug: str) -> Iterator[Path]:
    """An empty folder to fill; shown as the package of the site when the block ends well, forgotten otherwise."""
    shown = packages() / slug
    shown.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{slug}-", dir=shown.parent))
    try:
        yield folder
        folder.chmod(0o755)
        link = folder.with_name(f"{folder.name}.link")
        link.symlink_to(folder.name)
        link.replace(shown)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
