"""Packing and merging asked from a page: heavy enough for the worker."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou
from atelier.common.jobs import Progress
from atelier.people.models import Account
from atelier.suitcase.arriving import merge_suitcase
from atelier.suitcase.packing_up import pack_atelier


def pack_job(progress: Progress, *, atelier: int, account: int, **_urls: str) -> Path:
    """The suitcase, to be taken from the job's page."""
    one, keeper = _asked(atelier, account)
    out = progress.folder / f"{one.slug}-{timezone.localdate():%Y-%m-%d}.atelier"
    pack_atelier(one, out, by=keeper, say=progress.at, is_forced=True)
    return out


def merge_job(progress: Progress, *, atelier: int, account: int, upload: str, **_urls: str) -> None:
    """What was brought is taken in or refused, and the upload goes."""
    one, keeper = _asked(atelier, account)
    try:
        merge_suitcase(uploads() / str(UUID(upload)), by=keeper, say=progress.at, into=one)
    finally:
        (uploads() / str(UUID(upload))).unlink(missing_ok=True)


def keep_upload(file: UploadedFile[bytes]) -> str:
    """The file, aside, until the worker reads it; its name there."""
    folder, name = uploads(), str(uuid4())
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with (folder / name).open("wb") as kept:
        shutil.copyfileobj(file, kept)
    return name


def uploads() -> Path:
    return Path(settings.VAR_DIR) / "suitcases"


def _asked(atelier: int, account: int) -> tuple[Atelier, Account]:
    """Rights are asked again when the work begins: they may have gone meanwhile. Raises NotForYou."""
    one, keeper = Atelier.objects.get(pk=atelier), Account.objects.get(pk=account)
    if not keeper.is_active or not is_keeper(Viewer(account=keeper), one):
        raise NotForYou
    return one, keeper
