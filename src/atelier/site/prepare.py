"""What must be there before the doors open: the tables of the database, the communes, the maps, the demo.

Each step first asks whether it is needed: the second start passes through in a moment.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils.translation import gettext as _

Say = Callable[[str], None]
DEMO_SITE = "dieppe"
OF_THE_BUNDLE = {"staticfiles.W004", "django_vite.W001"}  # nothing was built, or not yet


class NotReady(Exception):
    """The house cannot open; the message says why."""


def prepare(*, demo: bool, say: Say, is_served: bool = True) -> None:
    """Bring an empty or older installation to the point where it can serve.

    Where it is not served next, the front end may still be missing: `make run` builds it meanwhile.
    """
    prepare_database(say, is_served=is_served)
    load_archive(say)
    draw_country()
    build_site(DEMO_SITE, say)
    if demo:
        load_demo(say)


def prepare_database(say: Say, *, is_served: bool = True) -> None:
    """The tables of the database and the communes, without any map: a suitcase brings its own."""
    verify_settings(set() if is_served else OF_THE_BUNDLE)
    migrate(say)
    load_territories(say)


def verify_settings(passed_over: set[str]) -> None:
    """Django's own checks but these: a warning is a refusal, with its sentence."""
    told = (message for message in checks.run_checks() if message.id not in passed_over)
    if found := [message for message in told if message.is_serious(checks.WARNING) and not message.is_silenced()]:
        raise NotReady("\n".join(map(str, found)))


def migrate(say: Say) -> None:
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(_("Bringing the database up to date…"))
        call_command("migrate", interactive=False, verbosity=0)


def load_territories(say: Say) -> None:
    """The reference tables, brought in line with data/ where its files changed."""
    from atelier.territories.commands import load_reference
    from atelier.territories.models import Commune

    if not Commune.objects.exists():
        say(_("Loading the communes, EPCI and departments of France…"))
    load_reference(settings.DATA_DIR)


def load_archive(say: Say) -> None:
    """The sessions since 2006 and what is known of them, where the programme is still empty."""
    from atelier.common.audit import System
    from atelier.programme.archive.writing import import_archive
    from atelier.programme.cli import ARCHIVE
    from atelier.programme.models import NationalSession

    if NationalSession.objects.exists():
        return
    say(_("Loading the archive of the programme…"))
    if problems := import_archive(settings.DATA_DIR / ARCHIVE, by=System()).problems:
        raise NotReady("\n".join(map(str, problems)))


def draw_country() -> None:
    """The map of the catalogue, made once: nobody waits for it."""
    from atelier.territories.france import france

    france()


def build_site(slug: str, say: Say) -> None:
    """The maps of a site, made from data/ where they are absent or older."""
    from atelier.territories.build.package import build_site as build

    if not (settings.VAR_DIR / "sites" / slug / "site.json").exists():
        say(_("Drawing the maps of the site…"))
    build(slug, data=settings.DATA_DIR, var=settings.VAR_DIR)


def load_demo(say: Say) -> None:
    """The Dieppe atelier, where nothing was begun yet."""
    from atelier.ateliers.models import Atelier

    if not Atelier.objects.exists():
        from atelier.site.demo import load_demo as load

        say(_("Loading the Dieppe demo…"))
        load()
