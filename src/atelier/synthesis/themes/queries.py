"""Reads of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.cards.queries import cards_of, standing_cards
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.nodes import Told
from atelier.contributions.models import Card
from atelier.synthesis.themes.models import Grouping, Theme, ThemeCard

FIRST_READ = 12  # cards of a group among the others; all of them are on its own page


@dataclass
class ShownTheme:
    """A group, how many cards stand in it, and the `first` of them, of a group shown on a page."""

    theme: Theme
    count: int
    first: list[FirstCard] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Cards that are read on the group's own page."""
        return self.count - len(self.first)

    @property
    def cards(self) -> QuerySet[Card]:
        """All of them, in the order of their numbers."""
        return cards_in(self.theme.grouping).filter(theme_places__theme=self.theme)


class FirstCard(NamedTuple):
    number: int
    text: str


@dataclass
class ShownGrouping:
    """Where every standing card lies: in a theme, `alone` (it shares too little), `aside` (a person took it out)."""

    grouping: Grouping
    themes: list[ShownTheme]
    aside_count: int
    alone_count: int

    @property
    def alone(self) -> QuerySet[Card]:
        placed = ThemeCard.objects.of(self.grouping.atelier_id).filter(grouping=self.grouping)
        return cards_in(self.grouping).exclude(pk__in=placed.values("card"))

    @property
    def aside(self) -> QuerySet[Card]:
        return cards_in(self.grouping).filter(theme_places__grouping=self.grouping, theme_places__theme=None)


def cards_in(grouping: Grouping) -> QuerySet[Card]:
    """The cards this grouping looks at: those that stand."""
    cards = standing_cards(grouping.atelier_id).order_by("number")
    if grouping.workshop_id:
        cards = cards.filter(workshop=grouping.workshop_id)
    return cards.filter(kind=grouping.kind) if grouping.kind else cards


def grouping_of(atelier: Atelier, pk: UUID) -> Grouping:
    """Raises NotSeen."""
    grouping = Grouping.objects.of(atelier).select_related("atelier", "workshop").filter(pk=pk).first()
    if grouping is None:
        raise NotSeen
    return grouping


def groupings_of(atelier: Atelier) -> list[Grouping]:
    """Those that ran, the latest first."""
    ran = Grouping.objects.of(atelier).exclude(ran_at=None).select_related("atelier", "workshop")
    return list(ran.order_by("-ran_at"))


def theme_of(atelier: Atelier, pk: UUID) -> Theme:
    """Raises NotSeen."""
    themes = Theme.objects.of(atelier).select_related("grouping__atelier", "grouping__workshop")
    theme = themes.filter(pk=pk).first()
    if theme is None:
        raise NotSeen
    return theme


def shown_grouping(grouping: Grouping) -> ShownGrouping:
    """Kept themes first, then the largest; three queries whatever the number of cards, which are only counted."""
    standing = cards_in(grouping).order_by()
    placed = ThemeCard.objects.of(grouping.atelier_id).filter(grouping=grouping, card__in=standing.values("pk"))
    counts = dict(placed.order_by().values_list("theme").annotate(number=Count("pk")))
    found = Theme.objects.of(grouping.atelier_id).filter(grouping=grouping).select_related("grouping")
    shown = [ShownTheme(one, counts.get(one.pk, 0)) for one in found]
    shown.sort(key=lambda one: (one.theme.kept_at is None, -one.count, one.theme.name))
    return ShownGrouping(grouping, shown, counts.get(None, 0), standing.count() - sum(counts.values()))


def read_first(grouping: Grouping, themes: Sequence[ShownTheme]) -> None:
    """The first cards of these groups, in one query."""
    of = {one.theme.pk: one for one in themes}
    rows = cards_in(grouping).filter(theme_places__theme__in=of)
    for theme, number, text in rows.values_list("theme_places__theme", "number", "text"):
        if len(of[theme].first) < FIRST_READ:
            of[theme].first.append(FirstCard(number, text))


@dataclass(frozen=True)
class PlacedCard:
    """A card of a group, and what brought it there: telling words, or a person."""

    card: Card
    because: list[str]
    is_moved: bool


def placed_cards(theme: Theme) -> list[PlacedCard]:
    """Cards that stand in the group, by number."""
    places = {one.card_id: one for one in ThemeCard.objects.of(theme.grouping.atelier_id).filter(theme=theme)}
    cards = cards_in(theme.grouping).filter(pk__in=places)
    return [PlacedCard(card, places[card.pk].because, places[card.pk].is_moved) for card in cards]


def cards_behind(theme: Theme) -> list[Card]:
    """Cards a kept theme came from that speak no more by themselves."""
    edges = Edge.objects.of(theme.grouping.atelier_id).filter(target=theme.pk, source_kind="card")
    behind = cards_of(theme.grouping.atelier_id).filter(pk__in=edges.order_by().values("source"))
    return list(behind.exclude(pk__in=[one.card.pk for one in placed_cards(theme)]).order_by("number"))


def other_themes(theme: Theme) -> list[Theme]:
    """Where its cards may go."""
    return list(Theme.objects.of(theme.grouping.atelier_id).filter(grouping=theme.grouping_id).exclude(pk=theme.pk))


def chosen_cards(grouping: Grouping, pks: Sequence[UUID]) -> list[Card]:
    """Cards of this grouping, among these."""
    return list(cards_in(grouping).filter(pk__in=pks))


def tell_themes(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Kept themes as things of the lineage."""
    found = Theme.objects.of(atelier).filter(pk__in=identifiers).select_related("grouping")
    counts: defaultdict[UUID, int] = defaultdict(int)
    placed = ThemeCard.objects.of(atelier).filter(theme__in=identifiers, card__in=standing_cards(atelier).values("pk"))
    for pk in placed.values_list("theme", flat=True):
        counts[pk] += 1
    return {
        one.pk: Told(
            title=one.name,
            url=reverse("synthesis:theme", args=[atelier.slug, one.pk]),
            text=", ".join(one.words),
            state=_("Cards: %(count)s") % {"count": counts[one.pk]},
            version=one.revision,
        )
        for one in found
    }
