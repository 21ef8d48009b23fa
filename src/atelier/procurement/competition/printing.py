"""The papers of a competition: receipt, opening record, analysis report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF
from atelier.common.models import StoredFile
from atelier.procurement.competition.judging import Line
from atelier.procurement.competition.models import Award, AwardCriterion, Consultation, OpeningRecord, Tender
from atelier.procurement.competition.opening import has_signed
from atelier.procurement.document.printing import Block, day, grid, heading, moment, paper, paper_name, quiet, words
from atelier.procurement.enums import Gate, TenderState
from atelier.procurement.money import euros, figure


def receipt_pdf(tender: Tender) -> bytes:
    """What proves the deposit, and nothing of what was deposited."""
    consultation = tender.consultation
    with override("fr"):
        return paper(
            consultation.title,
            eyebrow=_("Receipt of a tender"),
            cells=[
                (_("Team"), tender.organisation.name),
                (_("Number of the tender"), str(tender.number)),
                (_("Received"), moment(tender.deposited_at)),
                (_("State"), tender.get_state_display()),
                (_("Tenders received until"), moment(consultation.deadline_at)),
            ],
            blocks=[
                heading(_("Fingerprint of the sealed envelope (SHA-256)")),
                words(tender.envelope_sha256),
                words(
                    _("The opening record shows the same fingerprint: it proves that the envelope opened is this one.")
                ),
            ],
            foot=consultation.dossier.title,
            is_demo=consultation.dossier.is_demo,
        )


def record_pdf(opening: OpeningRecord) -> bytes:
    """The opening record, with the signatures given so far and whether each holds."""
    consultation, said = opening.consultation, opening.content
    with override("fr"):
        blocks = [
            heading(_("Those present")),
            words("\n".join(said["present"]) or _("Nobody: no tender had to be opened.")),
            heading(_("Tenders")),
            *_tenders(said["tenders"]),
            *_late(said["late"]),
            heading(_("Signatures")),
            *_signatures(opening),
        ]
        return paper(
            consultation.title,
            eyebrow=_("Record of the opening of tenders"),
            cells=[
                (_("Tenders received until"), moment(datetime.fromisoformat(said["deadline"]))),
                (_("Opening"), moment(opening.opened_at)),
            ],
            blocks=blocks,
            foot=_("Fingerprint (SHA-256) of the record: %(sha256)s") % {"sha256": opening.sha256},
            is_demo=consultation.dossier.is_demo,
        )


def keep_report(consultation: Consultation, decision: Award, lines: Sequence[Line]) -> StoredFile:
    with override("fr"):
        content = _report_pdf(consultation, decision, lines)
        return keep_bytes(content, name=f"{_('report')}-{consultation.pk}.pdf", kind=PDF, by=System())


def _tenders(rows: Sequence[dict[str, Any]]) -> list[Block]:
    if not rows:
        return [words(_("No tender was received."))]
    head = [_("No."), _("Team"), _("Received"), _("State"), _("Price excl. tax")]
    body = [
        [
            str(row["number"]),
            row["organisation"],
            moment(datetime.fromisoformat(row["deposited"])),
            str(TenderState(row["state"]).label),
            euros(Decimal(row["price"])) if row["price"] else "–",
        ]
        for row in rows
    ]
    blocks = [grid(_("Tenders in the order they came"), head, body, widths=["auto", "2", "2", "2", "auto"])]
    for row in rows:
        files = [f"{one['name']}\n{one['sha256']}" for one in row["files"]]
        seal = _("Tender %(number)s, envelope:") % {"number": row["number"]} + f"\n{row['sha256']}"
        blocks.append(quiet("\n".join([seal, *files])))
    return blocks


def _late(hours: Sequence[str]) -> list[Block]:
    if not hours:
        return []
    said = ", ".join(moment(datetime.fromisoformat(one)) for one in hours)
    return [words(_("Refused because they came too late, and not kept: %(hours)s.") % {"hours": said})]


def _signatures(opening: OpeningRecord) -> list[Block]:
    members = opening.consultation.members.select_related("account").exclude(signed_at=None)
    rows = [
        [one.account.name, moment(one.signed_at), _("holds") if has_signed(one, opening) else _("does not hold")]
        for one in members
    ]
    if not rows:
        return [words(_("Not signed yet."))]
    return [
        grid(
            _("Signatures (Ed25519) on the fingerprint of the record"), [_("Member"), _("Signed"), _("Verified")], rows
        )
    ]


def _report_pdf(consultation: Consultation, decision: Award, lines: Sequence[Line]) -> bytes:
    criteria = list(consultation.criteria.all())
    specification = consultation.specification
    return paper(
        consultation.title,
        eyebrow=_("Analysis report"),
        cells=[
            (_("Specification"), paper_name(Gate.SPECIFICATION, specification.number)),
            (_("Tenders received until"), moment(consultation.deadline_at)),
            (_("Estimate excl. tax"), euros(consultation.estimate_ex_vat)),
            (_("Awarded"), day(timezone.localdate(decision.awarded_at))),
        ],
        blocks=[
            heading(_("Criteria")),
            grid(
                _("Criteria and their weights"),
                [_("Criterion"), _("Weight"), _("What is looked for on this site")],
                [[one.title, f"{one.weight} %", _looked_for(consultation, one)] for one in criteria],
                widths=["2", "auto", "3"],
            ),
            heading(_("Ranking")),
            _ranking(criteria, lines),
            *_reasons(criteria, lines),
            heading(_("Decision")),
            words(decision.reason),
        ],
        foot=_("Specification: %(sha256)s") % {"sha256": specification.sha256},
        is_demo=consultation.dossier.is_demo,
    )


def _ranking(criteria: Sequence[AwardCriterion], lines: Sequence[Line]) -> Block:
    rows = [
        [
            str(one.scored.rank),
            one.tender.organisation.name,
            *(figure(mark.value) for mark in one.marks),
            figure(one.scored.total),
            euros(one.scored.price),
        ]
        for one in lines
    ]
    head = [_("Rank"), _("Team"), *(one.title for one in criteria), _("Total"), _("Price excl. tax")]
    widths = ["auto", "2", *("1" for _one in criteria), "auto", "auto"]
    return grid(_("Marks, and totals out of 100"), head, rows, widths=widths)


def _looked_for(consultation: Consultation, criterion: AwardCriterion) -> str:
    return str(consultation.get_price_formula_display() if criterion.is_price else criterion.question)


def _reasons(criteria: Sequence[AwardCriterion], lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        blocks.append(heading(line.tender.organisation.name))
        for criterion, mark in zip(criteria, line.marks, strict=True):
            blocks.append(words(f"{criterion.title}\u00a0: {figure(mark.value)}\n{mark.reason}"))
        if line.tender.seems_too_low:
            blocks.append(words(f"{_('Price that seems abnormally low')}\u00a0: {line.tender.low_price_answer}"))
    return blocks
