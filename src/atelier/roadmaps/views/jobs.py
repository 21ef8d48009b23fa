"""The PDF of a version is a job: its maps take seconds the first time."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from atelier.common.audit import System, record
from atelier.common.files import keep_bytes
from atelier.common.jobs import Progress
from atelier.common.kinds import PDF
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.views.printing import version_pdf


def pdf_job(progress: Progress, *, version: str, **_u: str) -> None:
    """Make and keep the PDF of a version, once."""
    # everywhere: the command that queued this named one version
    found = RoadmapVersion.everywhere.select_related("roadmap__atelier").get(pk=version)
    if found.pdf_id:
        return
    progress.at(20, gettext_noop("Drawing the maps and the sheets…"))
    content = version_pdf(found)
    progress.at(90, gettext_noop("Keeping the PDF…"))
    name = f"feuille-de-route-{found.roadmap.atelier.slug}-{found.number}.pdf"
    stored = keep_bytes(content, name=name, kind=PDF, by=System())
    # everywhere: the same version; two jobs at once keep the first PDF
    RoadmapVersion.everywhere.filter(pk=found.pk, pdf=None).update(pdf=stored)
    record("roadmap.printed", found, by=System(), number=found.number)
