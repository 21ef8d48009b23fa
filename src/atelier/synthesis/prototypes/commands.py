"""Writes on prototypes: a solution, its variants, who tried them, what they said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.cards.errors import WordsMissing
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.synthesis.demonstrators.models import Demonstrator
from atelier.synthesis.prototypes.errors import AlreadyCard, OtherSolution, VariantReplaced, WhyMissing
from atelier.synthesis.prototypes.models import Remark, Solution, UserTest, Variant


@dataclass(kw_only=True)
class Trial:
    """Somebody tried a variant, and said `remarks`. Without consent no name is kept."""

    remarks: Sequence[str] = ()
    name: str = ""
    college: str = ""
    has_consent: bool = False
    place: str = ""
    tested_on: dt.date | None = None


def variant_node(variant: Variant) -> Node:
    return Node("solution", variant.pk)


@transaction.atomic
def begin_solution(
    demonstrator: Demonstrator, *, title: str, text: str, made_on: dt.date | None = None, by: Author
) -> Variant:
    """A solution and its first variant, which comes from the demonstrator. Raises WordsMissing."""
    atelier = demonstrator.atelier
    hold(atelier)
    last = Solution.objects.of(atelier).filter(demonstrator=demonstrator).aggregate(number=Max("number"))["number"]
    solution = Solution(demonstrator=demonstrator, number=(last or 0) + 1, title=title.strip(), made_by=by.author_ref)
    solution.full_clean(exclude=["demonstrator"])
    solution.save(force_insert=True)
    record("solution.begun", solution, by=by, demonstrator=demonstrator.name)
    return _variant(solution, text, [Node("demonstrator", demonstrator.pk)], made_on=made_on, by=by)


@transaction.atomic
def add_variant(
    solution: Solution, *, text: str, replaces: Variant | None = None, why: str = "",
    answers: Collection[Remark] = (), made_on: dt.date | None = None, by: Author,
) -> Variant:  # fmt: skip
    """Another way; with `replaces`, a better one: it says why, and which remarks it answers.

    Raises WhyMissing, VariantReplaced, OtherSolution, WordsMissing.
    """
    atelier = solution.demonstrator.atelier
    hold(atelier)
    if replaces:
        _check_replaced(solution, replaces, why)
    if any(remark.test.variant.solution_id != solution.pk for remark in answers):
        raise OtherSolution
    first = Node("demonstrator", solution.demonstrator_id)
    variant = _variant(
        solution, text, [] if replaces else [first], made_on=made_on, by=by, replaces=replaces, why=why.strip()
    )
    if replaces:
        link(atelier, [variant_node(replaces)], variant_node(variant), Relation.REPLACED, by=by)
    _answer(atelier, variant, answers, by)
    return variant


@transaction.atomic
def note_trial(variant: Variant, tested: Trial, *, by: Author) -> UserTest:
    """Who tried it and what they said, a remark each. Raises WordsMissing when nothing was said."""
    said = [text.strip() for text in tested.remarks if text.strip()]
    if not said:
        raise WordsMissing
    test = UserTest(
        variant=variant,
        tested_on=tested.tested_on or timezone.localdate(),
        name=tested.name.strip() if tested.has_consent else "",
        college=tested.college,
        has_consent=tested.has_consent,
        place=tested.place.strip(),
        noted_by=by.author_ref,
    )
    test.full_clean(exclude=["variant"])
    test.save(force_insert=True)
    for ordinal, text in enumerate(said, start=1):
        Remark.everywhere.create(test=test, ordinal=ordinal, text=text)
    record("variant.tested", test, by=by, remarks=len(said))
    return test


@transaction.atomic
def card_from_remark(remark: Remark, kind: str, *, text: str = "", by: Author, by_name: str = "") -> Card:
    """The remark as a card, that comes from the variant it speaks of. Raises AlreadyCard."""
    test, variant = remark.test, remark.test.variant
    demonstrator = variant.solution.demonstrator
    hold(demonstrator.atelier)
    remark.refresh_from_db(fields=["card"])
    if remark.card:
        raise AlreadyCard(card=remark.card.name)
    said = Said(
        kind=kind,
        text=text or remark.text,
        college=test.college,
        said_name=test.name,
        has_consent=test.has_consent,
        origin_name=f"{variant.solution.title} · {variant.name}"[:120],
        captured_name=by_name,
        geometry=demonstrator.geometry,
    )
    card = write_card(demonstrator.atelier, said, by=by, sources=[variant_node(variant)], relation=Relation.LED_TO)
    remark.card = card
    remark.save(update_fields=["card"])
    if remark.answered_by:  # the answer came first: the card leads to it all the same
        link(demonstrator.atelier, [node_of(card)], variant_node(remark.answered_by), Relation.LED_TO, by=by)
    return card


def _variant(
    solution: Solution, text: str, sources: Sequence[Node], *, made_on: dt.date | None, by: Author,
    replaces: Variant | None = None, why: str = "",
) -> Variant:  # fmt: skip
    if not text.strip():
        raise WordsMissing
    atelier = solution.demonstrator.atelier
    last = Variant.objects.of(atelier).filter(solution=solution).aggregate(number=Max("number"))["number"]
    variant = Variant(
        solution=solution, number=(last or 0) + 1, text=text.strip(), made_on=made_on or timezone.localdate(),
        replaces=replaces, why=why, made_by=by.author_ref,
    )  # fmt: skip
    variant.full_clean(exclude=["solution", "replaces"])
    variant.save(force_insert=True)
    if sources:
        link(atelier, sources, variant_node(variant), Relation.LED_TO, by=by)
    record("variant.added", variant, by=by, number=variant.number, title=solution.title, why=why)
    return variant


def _check_replaced(solution: Solution, replaces: Variant, why: str) -> None:
    if replaces.solution_id != solution.pk:
        raise OtherSolution
    if not why.strip():
        raise WhyMissing
    later = Variant.objects.of(solution.demonstrator.atelier_id).filter(replaces=replaces).first()
    if later:
        raise VariantReplaced(variant=replaces.name, later=later.name)


def _answer(atelier: Atelier, variant: Variant, answers: Collection[Remark], by: Author) -> None:
    for remark in answers:
        remark.answered_by = variant
        remark.save(update_fields=["answered_by"])
    cards = [Node("card", remark.card_id) for remark in answers if remark.card_id]
    if cards:
        link(atelier, cards, variant_node(variant), Relation.LED_TO, by=by)
