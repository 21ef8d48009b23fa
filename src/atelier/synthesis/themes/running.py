"""The machine groups, around what people have moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from atelier.ateliers.models import Atelier, Workshop
from atelier.common.audit import Author, record
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.synthesis.themes.enums import FINENESS, GroupingStatus
from atelier.synthesis.themes.errors import NoPlaces, TooManyCards
from atelier.synthesis.themes.models import Grouping, Theme, ThemeCard
from atelier.synthesis.themes.queries import cards_in

if TYPE_CHECKING:
    from atelier.engines.themes import shapes

INLINE = 500  # cards grouped while the page waits: 0.06 s of one core (docs/reference/themes.md)
MOST_TRIES = 3
BATCH = 400


def grouping_for(atelier: Atelier, *, workshop: Workshop | None = None, kind: str = "") -> Grouping:
    """The grouping of these cards, made at the first asking."""
    with transaction.atomic():
        hold(atelier)
        known = Grouping.objects.of(atelier).filter(workshop=workshop, kind=kind)
        found = known.order_by(F("ran_at").desc(nulls_last=True), "pk").first()
        return found or Grouping.everywhere.create(atelier=atelier, workshop=workshop, kind=kind)


def run_grouping(grouping: Grouping, *, by: Author, fineness: float = FINENESS, near_m: float = 0.0) -> Grouping:
    """Group the cards that stand; groups that people touched keep theirs. Raises NoPlaces, TooManyCards.

    The long part holds no lock: when somebody moved a card meanwhile, it is done again.
    """
    for _try in range(MOST_TRIES):
        held = Grouping.objects.of(grouping.atelier_id).get(pk=grouping.pk)
        found = _computed(held, fineness, near_m)
        with transaction.atomic():
            now = hold_grouping(grouping)
            if now.revision == held.revision:
                return _keep(now, found, fineness, near_m, by)
    with transaction.atomic():
        now = hold_grouping(grouping)
        return _keep(now, _computed(now, fineness, near_m), fineness, near_m, by)


def hold_grouping(grouping: Grouping) -> Grouping:
    """The grouping as it is now, locked until the transaction ends."""
    rows = Grouping.objects.of(grouping.atelier_id).select_for_update(of=("self",))
    held: Grouping = rows.select_related("atelier").get(pk=grouping.pk)
    return held


def link_to_theme(theme: Theme, cards: Sequence[Card], *, by: Author) -> None:
    """A kept theme comes from these cards too."""
    if cards:
        sources = [Node("card", card.pk) for card in cards]
        link(theme.grouping.atelier, sources, Node("theme", theme.pk), Relation.LED_TO, by=by)


def _computed(grouping: Grouping, fineness: float, near_m: float) -> shapes.Groups:
    from atelier.engines.themes.grouping import MOST, Wish, group_cards
    from atelier.engines.themes.refusals import CardsCode, CardsRefused
    from atelier.engines.themes.shapes import Card as Idea

    ideas = [Idea(str(card.pk), card.text, _middle(card)) for card in cards_in(grouping)]
    try:
        return group_cards(ideas, wish=Wish(fineness, near_m), previous=_left_by_people(grouping))
    except CardsRefused as refused:
        if refused.code == CardsCode.NOWHERE:
            raise NoPlaces from refused
        if refused.code == CardsCode.TOO_MANY:
            raise TooManyCards(cards=len(ideas), most=MOST) from refused
        raise


def _left_by_people(grouping: Grouping) -> shapes.Groups | None:
    """The groups as they stand, in the engine's words. A kept theme stays as a renamed group does."""
    from atelier.engines.themes.shapes import Group, Groups

    if grouping.ran_at is None and not grouping.revision:
        return None
    groups: dict[object, Group] = {}
    for theme in Theme.objects.of(grouping.atelier_id).filter(grouping=grouping):
        by: Literal["words", "facilitator"] = "facilitator" if theme.is_renamed or theme.kept_at else "words"
        groups[theme.pk] = Group(str(theme.pk), theme.name, [], by)
    apart: list[str] = []
    for place in ThemeCard.objects.of(grouping.atelier_id).filter(grouping=grouping).order_by("card"):
        if place.theme_id is None:
            apart.append(str(place.card_id))
            continue
        group = groups[place.theme_id]
        group.cards.append(str(place.card_id))
        if place.is_moved:
            group.moved.append(str(place.card_id))
    return Groups("grouped", "", list(groups.values()), [], apart)


def _keep(grouping: Grouping, found: shapes.Groups, fineness: float, near_m: float, by: Author) -> Grouping:
    themes = {str(one.pk): one for one in Theme.objects.of(grouping.atelier_id).filter(grouping=grouping)}
    cards = {str(card.pk): card for card in cards_in(grouping)}
    before = {one.card_id: one for one in ThemeCard.objects.of(grouping.atelier_id).filter(grouping=grouping)}
    ThemeCard.objects.of(grouping.atelier_id).filter(grouping=grouping).delete()
    left = [theme.pk for pk, theme in themes.items() if pk not in {group.id for group in found.groups}]
    Theme.objects.of(grouping.atelier_id).filter(pk__in=left).delete()
    places: list[ThemeCard] = []
    for group in found.groups:
        theme = themes.get(group.id) or Theme(grouping=grouping)
        theme.grouping = grouping
        theme.name, theme.words = group.name[:160], group.words
        theme.save()
        held = [cards[pk] for pk in group.cards if pk in cards]
        if theme.kept_at:
            link_to_theme(theme, [card for card in held if card.pk not in before], by=by)
        places += [_place(grouping, theme, card, group) for card in held]
    places += [ThemeCard(grouping=grouping, card=cards[pk], is_moved=True) for pk in found.apart if pk in cards]
    ThemeCard.everywhere.bulk_create(places, batch_size=BATCH)
    grouping.fineness, grouping.near_m, grouping.telling = fineness, near_m, len(cards)
    grouping.status, grouping.ran_at = GroupingStatus(found.status), timezone.now()
    grouping.revision += 1
    grouping.save()
    record("themes.grouped", grouping, by=by, groups=len(found.groups), cards=len(cards))
    return grouping


def _place(grouping: Grouping, theme: Theme, card: Card, group: shapes.Group) -> ThemeCard:
    pk = str(card.pk)
    because = group.because.get(pk, [])
    return ThemeCard(grouping=grouping, theme=theme, card=card, is_moved=pk in group.moved, because=because)


def _middle(card: Card) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of its place; None without one."""
    if card.west is None or card.east is None or card.south is None or card.north is None:
        return None
    return (card.west + card.east) / 2, (card.south + card.north) / 2
