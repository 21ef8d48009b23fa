"""Writes on the library."""

from __future__ import annotations

from typing import IO

from django.db import transaction

from atelier.common.audit import Author
from atelier.programme.keeping import Links, keep
from atelier.programme.library.files import store
from atelier.programme.library.models import Publication


@transaction.atomic
def keep_publication(
    publication: Publication, links: Links, *, by: Author, file: IO[bytes] | None = None, drops_file: bool = False
) -> list[str]:
    """Write a publication, and its file when one is given; the names of the fields that changed.

    A file replaced stays on the disk, under its fingerprint: another publication may hold the same.
    """
    if drops_file:
        publication.file, publication.file_bytes = "", 0
    if file:
        publication.file, publication.file_bytes = store(file)
    return keep(publication, links, by=by)
