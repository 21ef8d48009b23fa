"""The demonstration: an invented atelier on the real coast of Dieppe, and how to enter it."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

FACILITATOR_EMAIL = "animation@atelier.example"
FACILITATOR_PASSWORD = "falaises-et-galets"  # noqa: S105  (of an invented person, printed at start)


@click.command()
def demo() -> None:
    """Load the Dieppe demonstration into an empty database."""
    import django

    django.setup()
    click.echo(_("Demonstration loaded.") if load_demo() else _("There are ateliers already: nothing was loaded."))


def load_demo() -> bool:
    """Make the demonstration where there is no atelier yet; False when there is one."""
    from atelier.ateliers.models import Atelier
    from atelier.site.demo_dieppe import make_dieppe

    if Atelier.objects.exists():
        return False
    make_dieppe(FACILITATOR_EMAIL, FACILITATOR_PASSWORD)
    return True


def sign_ins() -> list[tuple[str, str]]:
    """Who may enter the demonstration, and how; empty when it is not loaded."""
    from atelier.tables.links import spaced
    from atelier.tables.models import Table

    # everywhere: read by the program that starts the server, for the person in front of it
    tables = list(Table.everywhere.filter(workshop__atelier__is_demo=True)[:1])
    if not tables:
        return []
    return [
        (_("Facilitator"), f"{FACILITATOR_EMAIL} · {FACILITATOR_PASSWORD}"),
        (_("Participant, without an account"), _("code %(code)s") % {"code": spaced(tables[0].code)}),
    ]
