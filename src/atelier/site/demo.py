"""The demonstration: an invented atelier on the real coast of Dieppe, and how to enter it."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FACILITATOR_EMAIL = "animation@atelier.example"
FACILITATOR_PASSWORD = "falaises-et-galets"  # noqa: S105  (of an invented person, printed at start)

# Those of the invented year whom a newcomer may be; demo_people.py names all of them.
OF_THE_YEAR = {
    "nationale": gettext_noop("National team"),
    "ddtm": gettext_noop("State service of the department"),
    "maire": gettext_noop("Mayor"),
    "equipe": gettext_noop("Team answering a competition"),
}


@click.command()
def demo() -> None:
    """Load the Dieppe demonstration into an empty database."""
    import django

    django.setup()
    click.echo(_("Demonstration loaded.") if load_demo() else _("There are ateliers already: nothing was loaded."))


def load_demo() -> bool:
    """Make the demonstration where there is no atelier yet; False when there is one."""
    from atelier.ateliers.models import Atelier
    from atelier.people.models import Account
    from atelier.site.demo_arques import make_arques
    from atelier.site.demo_calls import make_calls
    from atelier.site.demo_dieppe import make_dieppe
    from atelier.site.demo_participants import make_participants
    from atelier.site.demo_procurement import make_procurement
    from atelier.site.demo_reliefs import make_reliefs
    from atelier.site.demo_year import make_years

    if Atelier.objects.exists():
        return False
    make_dieppe(FACILITATOR_EMAIL, FACILITATOR_PASSWORD)
    make_calls()
    make_procurement()
    make_years()
    make_participants()
    facilitator = Account.objects.get(email=FACILITATOR_EMAIL)
    make_arques(facilitator)
    make_reliefs(Atelier.objects.get(slug="dieppe"), facilitator)
    return True


def sign_ins() -> list[tuple[str, str]]:
    """Who may enter the demonstration, and how; empty when it is not loaded."""
    from atelier.site.demo_people import PASSWORD
    from atelier.tables.links import spaced
    from atelier.tables.models import Table

    # everywhere: read by the program that starts the server, for the person in front of it
    tables = list(Table.everywhere.filter(workshop__atelier__is_demo=True)[:1])
    if not tables:
        return []
    return [
        (_("Facilitator"), f"{FACILITATOR_EMAIL} · {FACILITATOR_PASSWORD}"),
        *((_(words), f"{key}@atelier.example · {PASSWORD}") for key, words in OF_THE_YEAR.items()),
        (_("Participant, without an account"), _("code %(code)s") % {"code": spaced(tables[0].code)}),
    ]
