"""What the pages of the room show, and what they say to their islands (frontend/src/islands/{place,block}/props.ts)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.geometry import Bounds
from atelier.common.job_words import read
from atelier.reliefs.enums import ReliefKind
from atelier.reliefs.forms import FORMS, PlaceForm, place_of
from atelier.reliefs.grounds import TITLES
from atelier.reliefs.models import Relief, ReliefFile
from atelier.reliefs.presets import Preset
from atelier.reliefs.queries import files_to_take, picture_of
from atelier.reliefs.sentences import figure, kilometres
from atelier.reliefs.wishes import Wish, read_wish
from atelier.tables.models import Table
from atelier.tables.rules import TableAccess
from atelier.tables.screen import session_of
from atelier.territories.sites import site


@dataclass(frozen=True)
class Card:
    """A relief on a page."""

    relief: Relief
    picture: ReliefFile | None
    files: list[ReliefFile]
    size: str
    summary: str
    notes: list[str]
    failure: str


def card_of(relief: Relief) -> Card:
    west, south, east, north = relief.wish["bounds"]
    place = place_of((west, south, east, north))
    return Card(
        relief=relief,
        picture=picture_of(relief),
        files=files_to_take(relief),
        size=kilometres(place["width_km"] * 1000, place["depth_km"] * 1000),
        summary=read(relief.summary),
        notes=[read(note) for note in relief.notes],
        failure=read(relief.failure),
    )


def facts_of(relief: Relief) -> list[tuple[str, str]]:
    """Everything it was made from, in the words of the form that asked."""
    wish = read_wish(relief.wish)
    form = FORMS[ReliefKind(relief.kind)]
    place = place_of(wish.bounds)
    facts = [(str(form.base_fields[name].label), _short(place[name], 4)) for name in place]
    facts += [(str(form.base_fields[name].label), _said(form, name, value)) for name, value in wish.choices.items()
              if name in form.base_fields and value not in ("", None)]  # fmt: skip
    return [*facts, *_laid(wish, form, relief.atelier_id)]


def _said(form: type[PlaceForm], name: str, value: Any) -> str:
    choices: dict[str, str | Promise] = dict(getattr(form.base_fields[name], "choices", []))
    if choices:
        return str(choices.get(str(value), value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _short(float(value), 2) if isinstance(value, int | float) else str(value)


def _short(value: float, decimals: int) -> str:
    """A figure without useless decimals."""
    kept = next(count for count in range(decimals + 1) if count == decimals or round(value, count) == value)
    return figure(value, kept)


def _laid(wish: Wish, form: type[PlaceForm], atelier_id: int) -> list[tuple[str, str]]:
    facts = []
    if wish.layers:
        titles = ", ".join(str(TITLES[key]) for key in wish.layers if key in TITLES)
        facts.append((str(form.base_fields["layers"].label), titles))
    if wish.tables:
        names = Table.objects.of(atelier_id).filter(pk__in=wish.tables).values_list("name", flat=True)
        facts.append((str(form.base_fields["tables"].label), ", ".join(names)))
    return facts


def place_props(atelier: Atelier, form: PlaceForm, presets: list[Preset], measure_url: str) -> dict[str, Any]:
    """PlaceProps: the map where the rectangle is chosen. It writes in the fields of the form."""
    place = site(atelier.site)
    return {
        "map": {"style": place.style_url, "bounds": list(place.bounds), "maxBounds": list(place.max_bounds)},
        "fields": {bound.name: bound.id_for_label for bound in form.place_fields},
        "titleField": form["title"].id_for_label,
        "presets": [{"key": one.key, "name": one.name, "group": one.group, **one.place} for one in presets],
        "placesUrl": f"{reverse('territories:places')}?site={atelier.site}",
        "measureUrl": measure_url,
    }


def block_props(
    atelier: Atelier,
    bounds: Bounds,
    tables: list[TableAccess],
    *,
    picture_url: str,
    azimuth: float,
    exaggeration: float | None,
) -> dict[str, Any]:
    """BlockProps: the block that turns, with the tables whose drawings lie on it as they are drawn."""
    emprise = ",".join(f"{value:.5f}" for value in bounds)
    return {
        "sceneUrl": reverse("reliefs:scene", args=[atelier.site, emprise]),
        "bounds": list(bounds),
        "tables": [_table(access) for access in tables],
        "pictureUrl": picture_url,
        "azimuth": azimuth,
        "exaggeration": exaggeration,
    }


def _table(access: TableAccess) -> dict[str, Any]:
    """Whoever looks, a block only looks: seat 0, kept apart from the table's own screen."""
    session = session_of(TableAccess(access.table, None, frozenset({"see"})))
    return {**session, "storageKey": f"{access.table.pk}:block"}
