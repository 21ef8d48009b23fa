"""What people do with groups: rename, move, set aside, join, keep, make one card. Kept when the machine runs again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.common.errors import NotSeen
from atelier.contributions.cards.commands import Said, merge_cards
from atelier.contributions.models import Card
from atelier.synthesis.themes.errors import NameMissing, NothingChosen, OtherGrouping, SameGroup, ThemeKept
from atelier.synthesis.themes.models import Grouping, Theme, ThemeCard
from atelier.synthesis.themes.queries import placed_cards
from atelier.synthesis.themes.running import hold_grouping, link_to_theme

MOST_NAME = 160


@transaction.atomic
def rename_theme(theme: Theme, name: str, *, by: Author) -> Theme:
    """The facilitator's words for a group; the machine gives it no other. Raises NameMissing, NotSeen."""
    held = _held(theme)
    held.name, held.is_renamed = _tidy(name), True
    _changed(held)
    record("theme.renamed", held, by=by, name=held.name)
    return held


@transaction.atomic
def move_cards(cards: Sequence[Card], to: Theme, *, by: Author) -> Theme:
    """Cards to a group, from wherever they lay. Raises NothingChosen, ThemeKept, NotSeen."""
    held = _held(to)
    moved = [card for card in cards if _leave(held.grouping, card, but=held)]
    if not cards:
        raise NothingChosen
    _lay(held.grouping, moved, held)
    if held.kept_at:
        link_to_theme(held, moved, by=by)
    _changed(held)
    record("theme.moved", held, by=by, cards=[card.number for card in moved])
    _drop_empty(held.grouping)
    return held


@transaction.atomic
def new_theme(grouping: Grouping, name: str, cards: Sequence[Card], *, by: Author) -> Theme:
    """A group of the facilitator's own. Raises NameMissing, NothingChosen, ThemeKept."""
    held = hold_grouping(grouping)
    theme = Theme(grouping=held, name=_tidy(name), is_renamed=True)
    theme.save(force_insert=True)
    return move_cards(cards, theme, by=by)


@transaction.atomic
def set_aside(grouping: Grouping, cards: Sequence[Card], *, by: Author) -> None:
    """Cards on their own: no run takes them into a group. Raises NothingChosen, ThemeKept."""
    held = hold_grouping(grouping)
    if not cards:
        raise NothingChosen
    for card in cards:
        _leave(held, card)
    _lay(held, cards, None)
    _note(held)
    record("theme.aside", held, by=by, cards=[card.number for card in cards])
    _drop_empty(held)


@transaction.atomic
def give_back(grouping: Grouping, cards: Sequence[Card], *, by: Author) -> None:
    """The machine may place these cards again. Raises NothingChosen, ThemeKept."""
    held = hold_grouping(grouping)
    if not cards:
        raise NothingChosen
    for card in cards:
        _leave(held, card)
    _note(held)
    record("theme.given_back", held, by=by, cards=[card.number for card in cards])
    _drop_empty(held)


@transaction.atomic
def join_themes(theme: Theme, into: Theme, *, by: Author) -> Theme:
    """Two groups as one, under the name of the second. Raises SameGroup, OtherGrouping, ThemeKept, NotSeen."""
    if theme.pk == into.pk:
        raise SameGroup
    if theme.grouping_id != into.grouping_id:
        raise OtherGrouping
    held = _held(theme)
    _require_free(held)
    cards = [one.card for one in placed_cards(held)]
    target = move_cards(cards, into, by=by) if cards else _held(into)
    Theme.objects.of(held.grouping.atelier_id).filter(pk=held.pk).delete()
    record("theme.joined", target, by=by, name=held.name)
    return target


@transaction.atomic
def keep_theme(theme: Theme, *, by: Author) -> Theme:
    """A theme of the atelier from now on: a thing of the lineage, that its cards led to. Raises NothingChosen."""
    held = _held(theme)
    cards = [one.card for one in placed_cards(held)]
    if not cards:
        raise NothingChosen
    if held.kept_at is None:
        held.kept_at = timezone.now()
        link_to_theme(held, cards, by=by)
        _changed(held)
        record("theme.kept", held, by=by, name=held.name, cards=len(cards))
    return held


@transaction.atomic
def card_of_theme(theme: Theme, said: Said, *, by: Author, by_name: str = "") -> Card:
    """One card that says what the group says; its cards tell into which they went. Raises TooFewCards, WordsMissing.

    A kept theme holds the new card in their place; another group has nothing left to hold, and goes.
    """
    held = _held(theme)
    cards = [one.card for one in placed_cards(held)]
    made = merge_cards(cards, said, by=by, by_name=by_name)
    ThemeCard.objects.of(held.grouping.atelier_id).filter(theme=held).delete()
    if held.kept_at:
        _lay(held.grouping, [made], held)
        link_to_theme(held, [made], by=by)
        _changed(held)
    else:
        _note(held.grouping)
        Theme.objects.of(held.grouping.atelier_id).filter(pk=held.pk).delete()
    record("theme.made_card", made, by=by, name=held.name, cards=len(cards))
    return made


def _held(theme: Theme) -> Theme:
    """The group as it is now, its grouping locked. Raises NotSeen when it went meanwhile."""
    grouping = hold_grouping(theme.grouping)
    held = Theme.objects.of(grouping.atelier_id).filter(pk=theme.pk).first()
    if held is None:
        raise NotSeen
    held.grouping = grouping
    return held


def _leave(grouping: Grouping, card: Card, *, but: Theme | None = None) -> bool:
    """Take a card from where it lies; False when it lies in `but` already. Raises ThemeKept."""
    places = ThemeCard.objects.of(grouping.atelier_id).select_related("theme").filter(grouping=grouping, card=card)
    place = places.first()
    if place is None:
        return True
    if but and place.theme_id == but.pk:
        return False
    if place.theme:
        _require_free(place.theme)
    place.delete()
    return True


def _lay(grouping: Grouping, cards: Sequence[Card], theme: Theme | None) -> None:
    rows = [ThemeCard(grouping=grouping, theme=theme, card=card, is_moved=True) for card in cards]
    ThemeCard.everywhere.bulk_create(rows)


def _require_free(theme: Theme) -> None:
    if theme.kept_at:
        raise ThemeKept(theme=theme.name)


def _drop_empty(grouping: Grouping) -> None:
    """Groups of the machine that people emptied; a named one stays and waits for cards."""
    empty = Theme.objects.of(grouping.atelier_id).filter(grouping=grouping, places=None)
    empty.filter(is_renamed=False, kept_at=None).delete()


def _changed(theme: Theme) -> None:
    theme.revision += 1
    theme.save()
    _note(theme.grouping)


def _note(grouping: Grouping) -> None:
    """A run under way starts again."""
    grouping.revision += 1
    grouping.save(update_fields=["revision"])


def _tidy(name: str) -> str:
    tidy = " ".join(name.split())[:MOST_NAME]
    if not tidy:
        raise NameMissing
    return tidy
