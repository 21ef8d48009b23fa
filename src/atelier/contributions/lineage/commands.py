"""Writes on lineage. There is one: link. An edge is never taken away."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author
from atelier.common.errors import DomainError
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.walking import reached_from


class LineageLoop(DomainError):
    code = "lineage_loop"
    message = _("This would make a thing come from itself. Look at where both come from before linking them.")


@transaction.atomic
def link(atelier: Atelier, sources: Iterable[Node], target: Node, relation: Relation, *, by: Author) -> None:
    """`target` comes from each of `sources`. What is linked already stays as it is. Raises LineageLoop.

    Called inside the command that makes or changes the target, whose audit row says who and why. Writers of one
    atelier's lineage wait for each other, so that two links made at once close no loop.
    """
    starts = list(dict.fromkeys(sources))
    hold(atelier)
    after = {target} | reached_from(atelier, [target])
    if after.intersection(starts):
        raise LineageLoop
    edges = [
        Edge(
            atelier=atelier,
            source_kind=start.kind,
            source=start.id,
            target_kind=target.kind,
            target=target.id,
            relation=relation,
            made_by=by.author_ref,
        )
        for start in starts
    ]
    Edge.everywhere.bulk_create(edges, ignore_conflicts=True)


def hold(atelier: Atelier) -> None:
    """Wait for the other writers of this atelier's lineage. `no_key`: those who only point to the atelier go on."""
    Atelier.objects.select_for_update(no_key=True).only("pk").get(pk=atelier.pk)
