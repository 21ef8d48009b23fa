"""The plan on paper: the list for the entrance, a card for each table, badges. Tagged PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from atelier.common.jobs import Progress
from atelier.common.qr import qr_svg
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.participants.inviting.models import Answer, Gathering
from atelier.participants.inviting.queries import invitations_to
from atelier.participants.seating.queries import plan_of
from atelier.people.enums import COLLEGE_COLORS

LAYOUTS = Path(__file__).parents[1] / "layouts"
PAPERS = ("plan", "tables", "badges")
NAMES = {"plan": "plan-de-table.pdf", "tables": "cartons-de-table.pdf", "badges": "badges.pdf"}


def paper_job(progress: Progress, *, gathering: str, paper: str, lang: str, base_url: str, **_u: str) -> Path:
    """Compose one of PAPERS."""
    progress.at(10, gettext_noop("Composing the pages…"))
    # everywhere: the view that started the job asked for the gathering
    found = Gathering.everywhere.select_related("atelier").get(pk=gathering)
    with translation.override(lang):
        said, files = _badges(found, base_url) if paper == "badges" else (_plan(found), {})
    path = progress.folder / NAMES[paper]
    path.write_bytes(typeset_pdf(LAYOUTS / f"{paper}.typ", said, files=files))
    return path


def _head(gathering: Gathering) -> dict[str, Any]:
    begins = timezone.localtime(gathering.starts_at)
    return {
        "title": gathering.title,
        "atelier": gathering.atelier.title,
        "when": date_format(begins, "l j F Y"),
        "place": gathering.place,
        "lang": translation.get_language() or "fr",
    }


def _plan(gathering: Gathering) -> dict[str, Any]:
    plans, _waiting = plan_of(gathering)
    tables = [
        {
            "name": plan.table.name,
            "colleges": ngettext("%(count)s college", "%(count)s colleges", plan.colleges) % {"count": plan.colleges},
            "people": [
                {"name": one.name, "color": one.color, "college": one.college, "commune": one.commune}
                for one in plan.people
            ],
        }
        for plan in plans
        if plan.people
    ]
    by_name = sorted(
        ({"name": one.name, "table": plan.table.name} for plan in plans for one in plan.people),
        key=lambda one: one["name"].casefold(),
    )
    words = {"plan": _("Seating plan"), "by_name": _("By name"), "by_table": _("By table"), "name": _("Name"),
             "table": _("Table"), "card": _("Card of the table")}  # fmt: skip
    return {**_head(gathering), "tables": tables, "by_name": by_name, "words": words}


def _badges(gathering: Gathering, base_url: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A badge for each person invited who has not said no."""
    files: dict[str, bytes] = {}
    people = []
    for number, one in enumerate(invitations_to(gathering).exclude(answer=Answer.NO)):
        files[f"qr-{number}.svg"] = qr_svg(f"{base_url.rstrip('/')}/reponse/{one.key}/")
        people.append(
            {
                "name": one.instead or one.contact.name,
                "organisation": one.contact.organisation,
                "college": str(one.contact.get_college_display()),
                "color": COLLEGE_COLORS[one.contact.college],
                "qr": f"qr-{number}.svg",
            }
        )
    words = {"badges": _("Badges"), "qr": _("QR code of the badge of %(name)s"), "nobody": _("Nobody is invited yet.")}
    for badge in people:
        badge["alt"] = words["qr"] % {"name": badge["name"]}
    return {**_head(gathering), "people": people, "words": words}, files
