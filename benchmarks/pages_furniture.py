"""A programme of the size one expects after years: what `benchmarks.pages` fills its database with.

Each room adds a function to FURNITURE; it gets the sizes asked for and makes its rows, many at once, with a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from benchmarks import pages_year
from benchmarks.pages_sizes import Sizes

VERBS = ("gate.passed", "validation.given", "seat.taken")
WORDS = ("littoral", "vallée", "friche", "bourg", "lisière", "estuaire", "plateau", "gare", "halle", "port", "marais")
KINDS = ("national", "flash", "local", "on_demand")


def people(sizes: Sizes) -> None:
    """Accounts; one in twenty speaks for a State service. The first four: national team, keeper, agent, team."""
    from atelier.people.models import Account, Mandate, Organisation

    accounts = [Account(email=f"p{n}@exemple.fr", name=f"Personne {n}", password="!") for n in range(sizes.people)]
    made = Account.objects.bulk_create(accounts, batch_size=2_000)
    central = Organisation.objects.create(kind="national", name="DGALN")
    services = Organisation.objects.bulk_create(
        Organisation(kind="departmental", name=f"DDT {code:02}", territory=f"{code:02}") for code in range(1, 96)
    )
    team = Organisation.objects.create(kind="team", name="Atelier des Valleuses")
    for account, organisation in ((made[0], central), (made[2], services[75]), (made[3], team)):
        Mandate.objects.create(account=account, organisation=organisation)
    Mandate.objects.bulk_create(
        Mandate(account=one, organisation=services[number % len(services)]) for number, one in enumerate(made[5::20])
    )


def audit(sizes: Sizes) -> None:
    """One row in fifty is of the first atelier, over two hundred days; its notebook tells them."""
    from atelier.ateliers.models import Atelier
    from atelier.common.models import AuditEntry

    now, keys = timezone.now(), list(Atelier.objects.order_by("pk").values_list("pk", flat=True))
    moment: Any = AuditEntry._meta.get_field("at")
    moment.auto_now_add = False  # rows of the past: only here
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                verb=VERBS[n % 3], thing_kind="ateliers.passage", thing_id=str(n % 1_000), author=f"account:{n % 900}",
                atelier_id=keys[0 if n % 50 == 0 else n % len(keys)], details={"stage": "Atelier 1", "reason": ""},
                at=now - timedelta(hours=n * 4_800 / sizes.audit),
            )
            for n in range(sizes.audit)
        ),
        batch_size=5_000,
    )  # fmt: skip
    moment.auto_now_add = True


def programme(sizes: Sizes) -> None:
    """The catalogue over the whole country, forty sessions, a library and a timeline to match."""
    from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term
    from atelier.territories.models import Commune

    chance = sizes.chance()
    sessions = NationalSession.objects.bulk_create(
        NationalSession(slug=f"s{n}", title=_title(chance), first_year=1987 + n, last_year=1988 + n) for n in range(40)
    )
    terms = Term.objects.bulk_create(
        Term(family=("theme", "situation")[n % 2], slug=f"t{n}", name=_title(chance)) for n in range(24)
    )
    communes = list(Commune.objects.exclude(lon=None).order_by("code").values_list("name", "department", "lon", "lat"))
    places = [chance.choice(communes) for _ in range(sizes.ateliers)]
    entries = CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            slug=f"a{n}", title=f"{name}, {_title(chance)}", kind=chance.choice(KINDS), session=chance.choice(sessions),
            place=name, lon=lon, lat=lat, first_year=2006 + n % 20, last_year=2006 + n % 20, summary=_title(chance, 40),
        )
        for n, (name, _department, lon, lat) in enumerate(places)
    )  # fmt: skip
    there, said = CatalogueEntry.departments.through, CatalogueEntry.terms.through
    there.objects.bulk_create(
        there(catalogueentry_id=entry.pk, department_id=place[1]) for entry, place in zip(entries, places, strict=True)
    )
    said.objects.bulk_create(
        said(catalogueentry_id=entry.pk, term_id=term.pk) for entry in entries for term in chance.sample(terms, 3)
    )
    Publication.objects.bulk_create(
        Publication(slug=f"p{n}", title=_title(chance), kind="book", year=2006 + n % 20, summary=_title(chance, 30))
        for n in range(300)
    )
    ChronicleEvent.objects.bulk_create(
        ChronicleEvent(slug=f"e{n}", title=_title(chance, 9), year=2006 + n % 20, lane="policy") for n in range(200)
    )


def ateliers(sizes: Sizes) -> None:
    """Running ateliers, thirty of them kept by the person of the second column."""
    from atelier.ateliers.models import Atelier, Membership
    from atelier.people.models import Account

    chance, keeper = sizes.chance(), Account.objects.order_by("pk")[1]
    made = Atelier.objects.bulk_create(
        Atelier(slug=f"a{n}", title=_title(chance), kind="local", territory=_title(chance), site="dieppe")
        for n in range(sizes.ateliers)
    )
    # everywhere: a benchmark has no viewer
    Membership.everywhere.bulk_create(Membership(atelier=one, account=keeper, role="facilitator") for one in made[:30])


def _title(chance: random.Random, words: int = 5) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()


FURNITURE: tuple[Callable[[Sizes], None], ...] = (
    people,
    programme,
    ateliers,
    audit,
    pages_year.calls,
    pages_year.contracts,
    pages_year.years,
    pages_year.participants,
    pages_year.notebook,
)
