"""Writes on contacts and consents. The audit says which fields changed, never whose name or address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.common.models import Letter
from atelier.participants.consents import present_wording
from atelier.participants.contacts.models import Consent, Contact

FIELDS = ("name", "email", "phone", "organisation", "function", "college", "sub_kind", "discipline", "commune")


class AddressOfAnother(DomainError):
    code = "contact_address_taken"
    message = _("Another contact of this atelier has this address.")


@transaction.atomic
def add_contact(atelier: Atelier, values: Mapping[str, Any], *, by: Author) -> Contact:
    """A contact more; `values` by name of field."""
    contact = Contact(atelier=atelier, **tidy(values))
    _save(contact)
    record("contact.added", contact, by=by)
    return contact


@transaction.atomic
def change_contact(contact: Contact, values: Mapping[str, Any], *, by: Author) -> list[str]:
    """The names of the fields that changed."""
    changed = [name for name, value in tidy(values).items() if getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, tidy(values)[name])
    if changed:
        _save(contact)
        record("contact.changed", contact, by=by, fields=changed)
    return changed


@transaction.atomic
def erase_contact(contact: Contact, *, by: Author) -> None:
    """Nothing says any more who it was: name, address, answers, letters go.

    That somebody of this college and commune came on that day stays, without a name.
    """
    record("contact.erased", contact, by=by)
    # everywhere: the invitations of a contact are of its atelier
    for pk in contact.invitations.values_list("pk", flat=True):
        Letter.objects.filter(key__startswith=f"invitation:{pk}").delete()
    contact.attendances.update(contact=None)
    contact.delete()


@transaction.atomic
def say_consent(contact: Contact, kind: str, *, is_given: bool, by: Author) -> Consent | None:
    """Remember a yes or a no to the present words; None where the last word was the same, to the same words."""
    wording = present_wording(kind)
    last = contact.consents.filter(kind=kind).last()
    if last and (last.is_given, last.version) == (is_given, wording.version):
        return None
    if last is None and not is_given:
        return None
    consent = Consent.objects.of(contact.atelier_id).create(
        contact=contact,
        kind=kind,
        is_given=is_given,
        version=wording.version,
        words=str(wording.words),
        said_at=timezone.now(),
        heard_by=by.author_ref,
    )
    record("consent.given" if is_given else "consent.withdrawn", contact, by=by, kind=kind, version=wording.version)
    return consent


def tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """Addresses in small letters, none rather than empty; words without spaces around."""
    tidied = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if "email" in tidied:
        tidied["email"] = (tidied["email"] or "").lower() or None
    return tidied


def _save(contact: Contact) -> None:
    if contact.email:
        others = Contact.objects.of(contact.atelier_id).filter(email=contact.email).exclude(pk=contact.pk)
        if others.exists():
            raise AddressOfAnother
    contact.clean_fields(exclude=["email"] if not contact.email else [])
    contact.save()
