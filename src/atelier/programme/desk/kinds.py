"""What the desk keeps: for each word of the address, the model, its form and its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import NotSeen
from atelier.programme.desk.forms import EntryForm, EventForm, KeepForm, PublicationForm, SessionForm, TermForm
from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term


@dataclass(frozen=True)
class Kept:
    """`page`: the name of the public page of one of them, "" without. `fact`: what tells two apart in a list."""

    word: str
    model: type[Model]
    form: type[KeepForm]
    name: str | Promise
    new: str | Promise
    page: str = ""
    fact: str = ""

    def address_of(self, thing: Any) -> str:
        return reverse(self.page, args=[thing.slug]) if self.page and thing.is_public else ""


SESSIONS = Kept(
    "sessions", NationalSession, SessionForm, _("Sessions"), _("New session"), "programme:session", "years"
)  # fmt: skip
ENTRIES = Kept(
    "ateliers", CatalogueEntry, EntryForm, _("Ateliers of the catalogue"), _("New atelier in the catalogue"),
    "programme:entry", "place",
)  # fmt: skip
PUBLICATIONS = Kept(
    "publications", Publication, PublicationForm, _("Publications"), _("New publication"), "programme:publication",
    "year",
)  # fmt: skip
EVENTS = Kept("frise", ChronicleEvent, EventForm, _("Events of the timeline"), _("New event"), fact="year")
TERMS = Kept(
    "classement", Term, TermForm, _("Themes and situations"), _("New theme or situation"), fact="get_family_display"
)
KEPT: Mapping[str, Kept] = {one.word: one for one in (SESSIONS, ENTRIES, PUBLICATIONS, EVENTS, TERMS)}


def kept(word: str) -> Kept:
    """What this word of the address names. Raises NotSeen."""
    if word not in KEPT:
        raise NotSeen
    return KEPT[word]


def thing_kept(word: str, pk: int) -> Any:
    """The thing of this kind with this number. Raises NotSeen."""
    thing = kept(word).model._default_manager.filter(pk=pk).first()
    if thing is None:
        raise NotSeen
    return thing
