"""`atelier territory …`: the tables of communes and the maps of the sites."""

from __future__ import annotations

import logging
import time

import click


@click.group()
def territory() -> None:
    """Communes, groupings and the maps of the sites."""
    import django

    django.setup()


@territory.command()
@click.option("--force", is_flag=True, help="Load again even when the files have not changed.")
def load(force: bool) -> None:
    """Load the communes, EPCI, departments and regions of the data folder."""
    from django.conf import settings

    from atelier.territories.commands import load_reference
    from atelier.territories.models import Commune

    started = time.perf_counter()
    changed = load_reference(settings.DATA_DIR, force=force)
    count = Commune.objects.count()
    click.echo(f"{count} communes {'loaded' if changed else 'already there'} ({time.perf_counter() - started:.1f} s)")


@territory.command()
@click.argument("slugs", nargs=-1, required=True)
@click.option("--force", is_flag=True, help="Build again even when nothing has changed.")
def build(slugs: tuple[str, ...], force: bool) -> None:
    """Make the maps of the sites SLUGS (`all` for every site of the data folder)."""
    from django.conf import settings

    from atelier.common.errors import DomainError
    from atelier.territories.build.package import build_site, known_sites

    logging.getLogger("pyogrio").setLevel(logging.WARNING)
    for slug in known_sites(settings.DATA_DIR) if slugs == ("all",) else slugs:
        started = time.perf_counter()
        try:
            built = build_site(slug, data=settings.DATA_DIR, var=settings.VAR_DIR, force=force)
        except DomainError as error:
            raise click.ClickException(error.sentence) from error
        click.echo(f"{slug}: {'built' if built else 'already there'} ({time.perf_counter() - started:.1f} s)")


@territory.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=8, show_default=True)
def search(text: tuple[str, ...], limit: int) -> None:
    """Find communes and EPCI by name or postcode, typing mistakes forgiven."""
    from atelier.territories.queries import places_matching
    from atelier.territories.views import place_detail

    for place in places_matching(" ".join(text), limit):
        click.echo(f"{place.code:>9}  {place.name} · {place_detail(place)}")
