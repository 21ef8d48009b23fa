"""The words of invitations and reminders: those of the atelier or of the house, with what each person needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.mail import Attachment
from atelier.participants.inviting.models import Gathering, Invitation, LetterKind, LetterTemplate

SLOT = re.compile(r"\{(\w+)\}")
SLOTS = ("nom", "rencontre", "atelier", "date", "heure", "lieu", "lien")
LINK = "lien"

DEFAULTS: dict[str, tuple[Promise, Promise]] = {
    LetterKind.INVITATION: (
        _("Invitation: {rencontre}, {date}"),
        _(
            "Hello {nom},\n\nYou are invited to {rencontre}, in the atelier {atelier}.\n\n{date}, {heure}\n{lieu}\n\n"
            "Say in one minute whether you come, and what you need, at this address, which is yours alone:"
            "\n\n{lien}\n\nElected members, State services, businesses, associations, inhabitants: each voice counts "
            "around the tables.\n"
        ),
    ),
    LetterKind.REMINDER: (
        _("Do you come? {rencontre}, {date}"),
        _(
            "Hello {nom},\n\nWe have not had your answer yet for {rencontre}.\n\n{date}, {heure}\n{lieu}\n\n"
            "A yes or a no helps us to prepare the tables and the meal:\n\n{lien}\n"
        ),
    ),
}


@dataclass(frozen=True)
class Words:
    """A letter before it is anybody's."""

    subject: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter to one person."""

    subject: str
    text: str
    attachments: tuple[Attachment, ...]


def words_of(atelier: Atelier, kind: str) -> Words:
    """The atelier's own, or those of the house."""
    own = LetterTemplate.objects.of(atelier).filter(kind=kind).first()
    if own:
        return Words(own.subject, own.text)
    with translation.override(settings.LANGUAGE_CODE):
        subject, text = DEFAULTS[kind]
        return Words(str(subject), str(text))


def unknown_slots(text: str) -> list[str]:
    """What stands between braces and means nothing."""
    return sorted({name for name in SLOT.findall(text) if name not in SLOTS})


def written_letter(invitation: Invitation, words: Words, *, base_url: str) -> Letter:
    """To the person invited; the calendar goes with it."""
    gathering = invitation.gathering
    link = base_url.rstrip("/") + reverse("participants:answer", args=[invitation.key])
    said = {**gathering_words(gathering), "nom": invitation.contact.name, LINK: link}
    name = "rencontre.ics"
    calendar = Attachment(name=name, kind="text/calendar", text=calendar_of(gathering, link).decode())
    return Letter(filled(words.subject, said), filled(words.text, said), (calendar,))


def gathering_words(gathering: Gathering) -> dict[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        begins, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
        return {
            "rencontre": gathering.title,
            "atelier": gathering.atelier.title,
            "date": date_format(begins, "l j F Y"),
            "heure": f"{_hour(begins)} – {_hour(ends)}",
            "lieu": gathering.place,
        }


def filled(text: str, said: Mapping[str, str]) -> str:
    """Each slot replaced, once: what a name holds is never read as a slot."""
    return SLOT.sub(lambda found: said.get(found[1], found[0]), text)


def calendar_of(gathering: Gathering, link: str) -> bytes:
    """An iCalendar file (RFC 5545) with one event, whose number stays when the day changes."""
    from icalendar import Calendar, Event

    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Atelier//Atelier des territoires//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"{gathering.pk}@atelier")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", gathering.starts_at)
    event.add("dtend", gathering.ends_at)
    event.add("summary", gathering.title)
    event.add("location", gathering.place)
    event.add("description", link)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _hour(at: datetime) -> str:
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"
