"""Reads on contacts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from atelier.ateliers.models import Atelier
from atelier.participants.contacts.models import Consent, ConsentKind, Contact
from atelier.territories.models import Commune


def contacts_matching(atelier: Atelier, words: str = "", college: str = "") -> QuerySet[Contact]:
    """Contacts whose name, organisation or address holds every word."""
    found = Contact.objects.of(atelier)
    if college:
        found = found.filter(college=college)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(organisation__icontains=word) | Q(email__icontains=word))
    return found.order_by("name", "id")


def with_consents(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Each with `agrees_data` and `agrees_image`: True, False, or None where nothing was said."""
    for kind in ConsentKind:
        # everywhere: the consents of the contacts asked about
        said = Consent.everywhere.filter(contact=OuterRef("pk"), kind=kind).order_by("-said_at", "-id")
        contacts = contacts.annotate(**{f"agrees_{kind.value}": Subquery(said.values("is_given")[:1])})
    return contacts


def colleges_counted(atelier: Atelier) -> dict[str, int]:
    rows = Contact.objects.of(atelier).order_by().values_list("college").annotate(count=Count("pk"))
    return dict(rows)


def commune_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → name, in one question."""
    wanted = {code for code in codes if code}
    return dict(Commune.objects.filter(code__in=wanted).values_list("code", "name")) if wanted else {}
