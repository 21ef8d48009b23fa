"""Reads on framework agreements: what is committed, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum
from django.utils import timezone

from atelier.procurement.agreements.models import Awardee, FrameworkAgreement, PurchaseOrder
from atelier.procurement.enums import AgreementMode, OrderState


@dataclass(frozen=True)
class Use:
    """Excluding tax: what was committed by orders and subsequent contracts, and what is left under the ceiling."""

    ceiling: Decimal
    committed: Decimal

    @property
    def left(self) -> Decimal:
        return self.ceiling - self.committed

    @property
    def percent(self) -> int:
        """Rounded down: 100 means that nothing is left."""
        return int(self.committed * 100 / self.ceiling)


def use_of(agreement: FrameworkAgreement) -> Use:
    """Counted from the rows each time: no total is kept that could go wrong."""
    orders = agreement.orders.filter(state=OrderState.ISSUED).aggregate(total=Sum("amount_ex_vat"))["total"]
    contracts = agreement.contracts.aggregate(total=Sum("amount_ex_vat"))["total"]
    return Use(agreement.ceiling_ex_vat, (orders or Decimal(0)) + (contracts or Decimal(0)))


def awardees_of(agreement: FrameworkAgreement) -> QuerySet[Awardee]:
    return agreement.awardees.select_related("organisation").prefetch_related("prices")


def orders_of(agreement: FrameworkAgreement) -> QuerySet[PurchaseOrder]:
    return agreement.orders.select_related("dossier", "agreement", "awardee__organisation")


def agreements_with_use(agreements: QuerySet[FrameworkAgreement]) -> list[tuple[FrameworkAgreement, Use]]:
    """Three queries, whatever their number."""
    orders = Prefetch("orders", PurchaseOrder.objects.filter(state=OrderState.ISSUED), to_attr="issued")
    rows = agreements.prefetch_related(orders, "contracts", "awardees__organisation")
    return [(one, Use(one.ceiling_ex_vat, _total(one))) for one in rows]


def _total(agreement: FrameworkAgreement) -> Decimal:
    committed = [*agreement.issued, *agreement.contracts.all()]  # type: ignore[attr-defined]
    return sum((one.amount_ex_vat for one in committed), Decimal(0))


def awardees_to_order_from() -> QuerySet[Awardee]:
    """Those of the agreements by orders that hold today."""
    today = timezone.localdate()
    rows = Awardee.objects.select_related("agreement", "organisation").exclude(prices=None)
    holding = {"agreement__starts_on__lte": today, "agreement__ends_on__gte": today}
    return rows.filter(agreement__mode=AgreementMode.ORDERS, **holding).order_by("agreement__reference", "pk")
