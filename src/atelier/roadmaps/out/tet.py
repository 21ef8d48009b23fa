"""Actions as Territoires en Transitions writes them: the names, the order and the words of its import of plans.

Read in its public source (MIT): incubateur-ademe/territoires-en-transitions, apps/backend/src/plans/fiches/import,
parsers/excel-parser.ts at commit 683e0a2 and import-plan.router.e2e-spec.ts, where thirty-five columns are given, as
here; another tool of the same agency writes them so too. The names are French because the format is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.followup.models import Report
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, FundingLine

Cell = str | int | Decimal | dt.date | None

AMOUNT = "Montant € HT"
COLUMNS = (
    "Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de la fiche action", "Descriptif",
    "Instances de gouvernance", "Objectifs", "Indicateurs liés", "Structure pilote", "Moyens humains et techniques",
    "Partenaires", "Direction ou service pilote", "Personne pilote", "Élu·e référent·e", "Participation Citoyenne",
    "Financements", "Financeur 1", AMOUNT, "Financeur 2", AMOUNT, "Financeur 3", AMOUNT,
    "Budget prévisionnel total € HT", "Statut", "Niveau de priorité", "Date de début", "Date de fin",
    "Action en amélioration continue", "Calendrier", "Actions liées", "Fiches des plans liées", "Notes de suivi",
    "Etapes de la fiche action", "Notes complémentaires", "Documents et liens",
)  # fmt: skip
FUNDERS = 3  # columns there are; the rest is told in “Financements”
STATUSES = {
    Status.UPCOMING: "À venir",
    Status.UNDER_WAY: "En cours",
    Status.DONE: "Réalisé",
    Status.PAUSED: "En pause",
    Status.ABANDONED: "Abandonné",
    Status.BLOCKED: "Bloqué",
    Status.LATE: "En retard",
    Status.TO_DISCUSS: "A discuter",
}


def tet_row(action: Action, reports: Sequence[Report] = ()) -> list[Cell]:
    """One cell a column. The agent of the State is « Personne pilote », the elected bearer « Élu·e référent·e ».

    Amounts are as they were written in the funding lines; the programme's tables do not say whether taxes are in.
    reports: what was said of it, the first said first.
    """
    bearers = {one.kind: one for one in action.bearers.all() if one.left_at is None}
    elected, agent = bearers.get(BearerKind.ELECTED), bearers.get(BearerKind.STATE)
    lines = list(action.funding.all())
    funders = by_funder(lines)[:FUNDERS]
    return [
        *(action.axis.title, None, None),
        *(action.title, action.text, None, None),
        listed(one.label for one in action.indicators.all()),
        listed(filter(None, [_function(elected), _function(agent)])),
        "\n".join(filter(None, [_days(action.person_days), action.human_means])),
        listed(action.partner_names),
        _function(agent),
        agent.name if agent else None,
        elected.name if elected else None,
        None,
        "\n".join(_line(line) for line in lines),
        *(cell for funder in funders for cell in funder),
        *[None] * 2 * (FUNDERS - len(funders)),
        sum((line.amount_eur for line in lines), Decimal()) if lines else None,
        STATUSES[Status(action.status)],
        None,
        action.starts_on,
        action.ends_on,
        *[None] * 4,
        "\n".join(note(one) for one in reports),
        None,
        "\n".join(f"{plan.label} {plan.reference}".strip() for plan in action.plans.all()),
        None,
    ]


def by_funder(lines: Sequence[FundingLine]) -> list[tuple[str, Decimal]]:
    """Each funder once, with the sum of its lines, as they were first named."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.funder:
            sums[line.funder] = sums.get(line.funder, Decimal()) + line.amount_eur
    return list(sums.items())


def listed(words: Iterable[str]) -> str:
    """Names parted by commas; one that holds a comma stands between quotation marks, as that import reads them."""
    return ", ".join(f'"{word}"' if "," in word else word for word in words)


def note(report: Report) -> str:
    """A report in a line: day, how far, words."""
    said = [f"{report.said_at:%d/%m/%Y}", f"{report.progress} %" if report.progress is not None else ""]
    if report.status:
        said.append(STATUSES[Status(report.status)])
    return " – ".join(filter(None, [*said, report.studies, report.works, report.blocks, report.comment]))


def _line(line: FundingLine) -> str:
    return " – ".join(filter(None, [line.label, line.funder, f"{line.amount_eur:.2f} €", line.get_state_display()]))


def _days(days: int | None) -> str:
    return f"{days} jours" if days else ""


def _function(bearer: Bearer | None) -> str | None:
    return bearer.function or None if bearer else None
