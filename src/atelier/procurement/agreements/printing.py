"""The PDF of a purchase order."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF
from atelier.common.models import StoredFile
from atelier.engines.scoring.prices import with_tax
from atelier.procurement.agreements.models import OrderLine, PurchaseOrder
from atelier.procurement.document.printing import day, grid, heading, moment, paper, paper_name, words
from atelier.procurement.enums import Gate
from atelier.procurement.money import euros, figure


def keep_order_pdf(order: PurchaseOrder, lines: Sequence[OrderLine]) -> StoredFile:
    with override("fr"):
        return keep_bytes(_order_pdf(order, lines), name=f"{order.reference}.pdf", kind=PDF, by=System())


def _order_pdf(order: PurchaseOrder, lines: Sequence[OrderLine]) -> bytes:
    tax, whole = with_tax(order.amount_ex_vat, order.vat_percent)
    vat = _("VAT %(percent)s %%") % {"percent": figure(order.vat_percent)}
    specification = order.dossier.versions.filter(gate=Gate.SPECIFICATION).order_by("-number").first()
    rows = [
        [one.label, figure(one.quantity), one.unit, euros(one.price_ex_vat), euros(one.amount_ex_vat)] for one in lines
    ]
    rows += [
        [_("Total excl. tax"), "", "", "", euros(order.amount_ex_vat)],
        [vat, "", "", "", euros(tax)],
        [_("Total incl. tax"), "", "", "", euros(whole)],
    ]
    head = [_("What is ordered"), _("Quantity"), _("Unit"), _("Unit price"), _("Amount")]
    standing = _("It is carried out as said in: %(paper)s, fingerprint %(sha256)s.") % {
        "paper": paper_name(Gate.SPECIFICATION, specification.number if specification else ""),
        "sha256": specification.sha256 if specification else "",
    }
    return paper(
        order.dossier.title,
        eyebrow=_("Purchase order %(reference)s") % {"reference": order.reference},
        cells=[
            (_("Framework agreement"), order.agreement.title),
            (_("For the team"), order.awardee.organisation.name),
            (_("Issued"), moment(order.issued_at)),
            (_("By"), order.issued_by.name),
            (_("From"), day(order.starts_on)),
            (_("Until"), day(order.ends_on)),
        ],
        blocks=[
            heading(_("What is ordered")),
            grid(_("Lines of the order, amounts excl. tax"), head, rows, widths=["3", "auto", "1", "auto", "auto"]),
            words(standing),
        ],
        foot=order.reference,
        is_demo=order.dossier.is_demo,
    )
