"""The roadmap as an OpenDocument text that a person goes on writing: real headings, real tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from odfdo import Cell, Document, Header, Paragraph, Row, Style, Table

from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.followup.models import Report
from atelier.roadmaps.freezing.words import amount, period
from atelier.roadmaps.out.gathering import Gathered
from atelier.roadmaps.plan.models import Action

BODY, SOFT, TITLE, HEAD = "Text_20_body", "Atelier_20_soft", "Title", "Table_20_Heading"


def write_odt(gathered: Gathered) -> bytes:
    """Title, a heading an axis (level 1) and an action (level 2), a table of what each needs, then what was said."""
    roadmap = gathered.roadmap
    document = Document("text")
    document.meta.title = roadmap.title
    document.set_language("fr-FR")
    _lay_styles(document)
    body = document.body
    body.clear()
    body.append(Paragraph(roadmap.title, style=TITLE))
    body.append(Paragraph(f"{roadmap.atelier.title}, {roadmap.atelier.territory}", style=BODY))
    if roadmap.atelier.is_demo:
        body.append(Paragraph(_("Demonstration: the people and the words are invented."), style=SOFT))
    if roadmap.vision:
        body.append(Paragraph(roadmap.vision, style=BODY))
    for axis, actions in groupby(gathered.actions, key=lambda one: one.axis):
        body.append(Header(1, axis.title, style="Heading_20_1"))
        if axis.text:
            body.append(Paragraph(axis.text, style=BODY))
        for action in actions:
            _append_action(document, action, gathered.reports.get(action.pk, ()))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _append_action(document: Document, action: Action, reports: Sequence[Report]) -> None:
    body = document.body
    body.append(Header(2, f"{action.name} · {action.title}", style="Heading_20_2"))
    for paragraph in filter(None, (line.strip() for line in action.text.splitlines())):
        body.append(Paragraph(paragraph, style=BODY))
    body.append(_table(f"{action.name}-fiche", None, _sheet(action)))
    if lines := [[line.label, line.funder, str(line.get_state_display()), amount(line.amount_eur)]
                 for line in action.funding.all()]:  # fmt: skip
        body.append(Header(3, _("Funding"), style="Heading_20_3"))
        body.append(
            _table(f"{action.name}-financement", [_("What for"), _("Funder"), _("State"), _("Amount (€)")], lines)
        )
    if reports:
        body.append(Header(3, _("What was said since"), style="Heading_20_3"))
        head = [_("Said on"), _("Progress (%)"), _("Status"), _("News")]
        body.append(_table(f"{action.name}-suivi", head, [_said(one) for one in reports]))


def _sheet(action: Action) -> list[list[str]]:
    bearers = {one.kind: str(one) for one in action.bearers.all() if one.left_at is None}
    rows = [
        (_("Status"), str(action.get_status_display())),
        (_("Schedule"), period(action.starts_on, action.ends_on)),
        *((str(kind.label), bearers.get(kind, "")) for kind in BearerKind),
        (_("Partners"), ", ".join(action.partner_names)),
        (_("Person-days"), str(action.person_days or "")),
        (_("Human means"), action.human_means),
        (_("Indicators"), ", ".join(one.label for one in action.indicators.all())),
        (_("Documents"), ", ".join(one.label for one in action.plans.all())),
    ]
    return [[str(label), words] for label, words in rows if words]


def _said(report: Report) -> list[str]:
    words = " – ".join(filter(None, [report.studies, report.works, report.blocks, report.comment]))
    progress = "" if report.progress is None else str(report.progress)
    return [date_format(report.said_at, "j F Y"), progress, str(report.get_status_display()), words]


def _table(name: str, head: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> Table:
    """head: None where the first cell of each row names it."""
    table = Table(name)
    if head:
        table.append(_row(head, [HEAD] * len(head)))
    for row in rows:
        table.append(_row(row, [BODY if head else HEAD, *[BODY] * (len(row) - 1)]))
    return table


def _row(words: Sequence[str], styles: Sequence[str]) -> Row:
    row = Row()
    for cell in _cells(words, styles):
        row.append(cell)
    return row


def _cells(words: Sequence[str], styles: Sequence[str]) -> Iterator[Cell]:
    for text, style in zip(words, styles, strict=True):
        cell = Cell()
        cell.type = "string"
        cell.append(Paragraph(text, style=style))
        yield cell


def _lay_styles(document: Document) -> None:
    """The styles a person changes once for the whole text."""
    soft = Style("paragraph", name=SOFT, display_name="Atelier soft", parent_style="Standard")
    soft.set_properties({"fo:color": "#5b574f", "fo:font-style": "italic"}, area="text")
    title = Style("paragraph", name=TITLE, display_name="Title", parent_style="Heading")
    title.set_properties({"fo:font-size": "26pt", "fo:font-weight": "bold"}, area="text")
    head = Style("paragraph", name=HEAD, display_name="Table Heading", parent_style="Standard")
    head.set_properties({"fo:font-weight": "bold"}, area="text")
    for style in (soft, title, head):
        document.insert_style(style, automatic=False)
