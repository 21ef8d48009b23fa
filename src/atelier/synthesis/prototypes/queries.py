"""Reads on prototypes: the chronology of a solution."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.lineage.nodes import Told
from atelier.synthesis.demonstrators.models import Demonstrator, SitePicture
from atelier.synthesis.prototypes.models import Remark, Solution, UserTest, Variant


def variants_of(atelier: Atelier) -> QuerySet[Variant]:
    """With all that is told of them; a constant number of queries."""
    remarks = Remark.objects.of(atelier).select_related("card", "answered_by")
    tests = UserTest.objects.of(atelier).prefetch_related(Prefetch("remarks", remarks))
    shown = SitePicture.objects.of(atelier).filter(removed_at=None).select_related("file")
    answers = Remark.objects.of(atelier).select_related("test__variant")
    return (
        Variant.objects.of(atelier)
        .select_related("replaces", "replaced_by", "solution")
        .prefetch_related(Prefetch("tests", tests), Prefetch("pictures", shown), Prefetch("answers", answers))
    )


def solutions_of(demonstrator: Demonstrator) -> QuerySet[Solution]:
    """With their variants, for a list."""
    variants = Variant.objects.of(demonstrator.atelier_id).prefetch_related("tests")
    found = Solution.objects.of(demonstrator.atelier_id).filter(demonstrator=demonstrator)
    return found.prefetch_related(Prefetch("variants", variants))


def solution_of(atelier: Atelier, pk: UUID) -> Solution:
    """Raises NotSeen."""
    found = Solution.objects.of(atelier).select_related("demonstrator__atelier").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def variant_of(atelier: Atelier, pk: UUID) -> Variant:
    """Raises NotSeen."""
    found = Variant.objects.of(atelier).select_related("solution__demonstrator__atelier").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def remark_of(atelier: Atelier, pk: UUID) -> Remark:
    """Raises NotSeen."""
    rows = Remark.objects.of(atelier).select_related("card", "test__variant__solution__demonstrator__atelier")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def remarks_to_answer(solution: Solution) -> QuerySet[Remark]:
    """Said of this solution, and not yet taken into account."""
    atelier = solution.demonstrator.atelier_id
    remarks = Remark.objects.of(atelier).filter(test__variant__solution=solution, answered_by=None)
    return remarks.select_related("test__variant__solution").order_by("test__variant__number", "test__tested_on")


def tell_variants(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Variants as things of the lineage."""
    rows = Variant.objects.of(atelier).select_related("solution__demonstrator", "replaced_by")
    return {
        one.pk: Told(
            title=f"{one.solution.title} · {one.name}",
            url=reverse("synthesis:solution", args=[atelier.slug, one.solution_id]) + f"#variante-{one.number}",
            text=one.text,
            state=_state(one),
            place=one.solution.demonstrator.geometry,
        )
        for one in rows.filter(pk__in=identifiers)
    }


def _state(one: Variant) -> str:
    later: Variant | None = getattr(one, "replaced_by", None)
    return later.name if later else ""
