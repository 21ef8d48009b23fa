"""Dated names of the backups of a folder, and which of them go."""

from __future__ import annotations

import time
from pathlib import Path

PREFIX, SUFFIX = "atelier-", ".zip"


def dated(folder: Path) -> Path:
    return folder / f"{PREFIX}{time.strftime('%Y%m%d-%H%M%S')}{SUFFIX}"


def forget_older(folder: Path, keep: int) -> list[Path]:
    """Remove all but the last `keep` of the folder's own backups; other files are not ours."""
    own = sorted(folder.glob(f"{PREFIX}????????-??????{SUFFIX}"))
    older = own[: max(0, len(own) - keep)]
    for path in older:
        path.unlink()
    return older
