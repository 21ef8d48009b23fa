"""`atelier roadmap …`: is this paper an official version?"""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def roadmap() -> None:
    """Official roadmaps."""


@roadmap.command()
@click.argument("paper")
def verify(paper: str) -> None:
    """Say which version PAPER is: the file of a PDF, or the SHA-256 printed at its foot.

    Ends with 1 where it is none, or where the content kept here was altered since.
    """
    import django

    django.setup()
    from atelier.roadmaps.freezing.queries import is_whole, version_of_file, version_with_fingerprint

    path = Path(paper)
    is_file = path.is_file()
    version = version_of_file(path.read_bytes()) if is_file else version_with_fingerprint(paper)
    if version is None:
        raise click.ClickException(
            "Not the PDF of a version made official here. A signed or scanned paper is another file: give the SHA-256 "
            "printed at its foot."
            if is_file
            else "No version made official here has this SHA-256."
        )
    said = f"version {version.number} of “{version.content['title']}”, {version.frozen_at:%Y-%m-%d}, {version.sha256}"
    if not is_whole(version):
        raise click.ClickException(f"Altered since it was frozen: {said}")
    click.echo(f"{'This PDF' if is_file else 'This SHA-256'} is {said}")
