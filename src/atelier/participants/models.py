"""Who comes to the days of an atelier; each part keeps its models beside its commands."""

from __future__ import annotations

from atelier.participants.contacts.models import Consent, Contact
from atelier.participants.inviting.models import Gathering, Invitation, LetterTemplate
from atelier.participants.missing.models import ExpectedCollege, ExpectedCommune
from atelier.participants.seating.models import SeatingPlace, SeatingTable
from atelier.participants.welcoming.models import Attendance

__all__ = [
    "Attendance",
    "Consent",
    "Contact",
    "ExpectedCollege",
    "ExpectedCommune",
    "Gathering",
    "Invitation",
    "LetterTemplate",
    "SeatingPlace",
    "SeatingTable",
]
