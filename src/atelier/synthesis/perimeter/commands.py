"""Writes on perimeters: one, a study made and kept."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from atelier.ateliers.models import Atelier, Seat
from atelier.common.audit import Author, record
from atelier.contributions.lineage.commands import hold
from atelier.people.enums import College
from atelier.synthesis.perimeter.choosing import Chosen, drawings_of
from atelier.synthesis.perimeter.errors import StudyRefused
from atelier.synthesis.perimeter.models import PerimeterStudy

EXPECTED = (
    College.ELECTED, College.TECHNICAL, College.STATE, College.ECONOMIC, College.CIVIL, College.INHABITANT,
)  # fmt: skip


def make_study(
    atelier: Atelier, chosen: Chosen, *, title: str, by: Author, by_name: str = "", pk: UUID | None = None
) -> PerimeterStudy:
    """Compute, then keep. Takes one to three seconds: for jobs and the command line. Raises StudyRefused."""
    import msgspec

    from atelier.engines.perimeter.perimeter import Present, Wish, perimeter_of
    from atelier.engines.perimeter.refusals import PerimeterRefused
    from atelier.synthesis.perimeter.drawing import drawing_of
    from atelier.territories.relevant_scale import country_around

    drawn = drawings_of(atelier, chosen)
    present = Present(chosen.communes, _colleges_seated(atelier), EXPECTED)
    wish = Wish(share=chosen.share, by="area" if chosen.by == "area" else "population", present=present)
    country = country_around(drawn, settings.DATA_DIR)
    try:
        found = perimeter_of(drawn, country, wish)
    except PerimeterRefused as refused:
        raise StudyRefused(refused.code, **refused.values) from refused
    study = PerimeterStudy(
        id=pk or uuid4(),
        atelier=atelier,
        title=title.strip(),
        chosen=chosen.plain(),
        result=msgspec.to_builtins(found),
        drawing=drawing_of(found, country, drawn),
        made_by=by.author_ref,
        by_name=by_name,
    )
    return _kept(study, by)


@transaction.atomic
def _kept(study: PerimeterStudy, by: Author) -> PerimeterStudy:
    hold(study.atelier)
    last = PerimeterStudy.objects.of(study.atelier_id).aggregate(number=Max("number"))["number"] or 0
    study.number = last + 1
    study.full_clean(exclude=["atelier"])
    study.save(force_insert=True)
    record("perimeter.studied", study, by=by, number=study.number, drawings=study.result["drawings"])
    return study


def _colleges_seated(atelier: Atelier) -> list[str]:
    """Colleges of those who sat at a table of the atelier."""
    seats = Seat.objects.of(atelier).filter(removed_at=None).order_by()
    return sorted(set(seats.values_list("college", flat=True)))
