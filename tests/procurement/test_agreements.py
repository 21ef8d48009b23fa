"""Framework agreements: exact money, a ceiling that holds, orders that fill the contract's paper."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from atelier.common.files import read_file
from atelier.common.models import Letter
from atelier.procurement.agreements.commands import cancel_order, conclude_agreement, issue_order, set_unit_price
from atelier.procurement.agreements.errors import (
    AgreementOver,
    CannotCancel,
    CeilingReached,
    NothingOrdered,
    WrongMode,
)
from atelier.procurement.agreements.models import OrderLine, PurchaseOrder, line_amount
from atelier.procurement.agreements.queries import use_of
from atelier.procurement.document.errors import GateNotPassed
from atelier.procurement.money import euros, figure, taxed
from atelier.procurement.queries import awarded_assignment
from tests.factories.procurement import (
    AwardeeFactory,
    DossierFactory,
    SpecificationFactory,
    UnitPriceFactory,
    agent,
    national,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def price():
    return UnitPriceFactory()


@pytest.fixture
def dossier():
    return SpecificationFactory().dossier


def order(dossier, price, quantity, clerk=None):
    quantities = {price.code: Decimal(quantity)}
    today = timezone.localdate()
    term = {"starts_on": today, "ends_on": today + timedelta(days=60)}
    return issue_order(dossier, price.awardee, quantities, **term, by=clerk or agent())


def test_order_is_counted_numbered_printed_and_told(dossier, price):
    first, second = order(dossier, price, "20"), order(dossier, price, "0.5")

    assert [one.reference for one in (first, second)] == [f"{price.awardee.agreement.reference}-BC0{n}" for n in (1, 2)]
    assert (first.amount_ex_vat, first.vat_percent) == (Decimal(20_000), Decimal(20))
    assert use_of(price.awardee.agreement).left == Decimal("79500.00")
    assert read_file(first.pdf).startswith(b"%PDF-")
    assert Letter.objects.filter(to="equipe@exemple.fr").count() == 2


def test_order_beyond_the_ceiling_is_refused_with_what_is_left(dossier, price):
    order(dossier, price, "60")

    with pytest.raises(CeilingReached) as refusal:
        order(dossier, price, "40.01")

    assert "40\u202f000,00\u00a0€" in refusal.value.sentence
    assert order(dossier, price, "40").amount_ex_vat == Decimal(40_000)
    assert use_of(price.awardee.agreement).left == 0


def test_cancelled_order_gives_its_amount_back_and_the_dossier_waits_again(dossier, price):
    issued = order(dossier, price, "20")
    dossier.refresh_from_db()
    assert dossier.gate == "contract"

    cancel_order(issued, reason="Le site est reporté.", by=agent())
    with pytest.raises(CannotCancel):
        cancel_order(issued, reason="Encore", by=agent())

    dossier.refresh_from_db()
    assert (dossier.gate, dossier.is_open) == ("specification", False)
    assert use_of(price.awardee.agreement).committed == 0
    assert awarded_assignment(dossier.application) is None


def test_order_fills_the_contract_and_gives_the_atelier_its_team(dossier, price):
    order(dossier, price, "20")

    said = dict(dossier.sections.filter(gate="contract").values_list("key", "text"))
    found = awarded_assignment(dossier.application)

    assert price.awardee.organisation.name in said["holder"]
    assert "20\u202f000,00\u00a0€ HT" in said["amount"]
    assert "24\u202f000,00\u00a0€ TTC" in said["amount"]
    assert found is not None
    assert (found.kind, found.team, found.amount_ex_vat) == ("order", price.awardee.organisation, Decimal(20_000))


def test_order_sent_after_midnight_is_of_the_new_day(dossier, price):
    order(dossier, price, "20")
    PurchaseOrder.objects.update(issued_at=datetime(2026, 11, 23, 23, 10, tzinfo=UTC))

    assert awarded_assignment(dossier.application).concluded_on == date(2026, 11, 24)


def test_order_keeps_its_prices_when_the_schedule_changes(dossier, price):
    issued = order(dossier, price, "2")

    set_unit_price(price.awardee, price.code, label="Journée", unit="jour", price_ex_vat=Decimal(9_999), by=national())

    assert issued.lines.get().price_ex_vat == Decimal(1_000)


def test_order_is_refused_without_quantity_out_of_time_out_of_mode_or_without_specification(dossier, price):
    with pytest.raises(NothingOrdered):
        order(dossier, price, "0")
    with pytest.raises(GateNotPassed):
        order(DossierFactory(is_open=True), price, "1")
    agreement = price.awardee.agreement
    agreement.ends_on = timezone.localdate() - timedelta(days=1)
    agreement.save()
    with pytest.raises(AgreementOver):
        order(dossier, price, "1")
    other = UnitPriceFactory(awardee=AwardeeFactory(agreement__mode="subsequent"))
    with pytest.raises(WrongMode):
        order(dossier, other, "1")


@pytest.mark.parametrize("facts", [{"ceiling_ex_vat": Decimal(0)}, {"ends_on": date(2020, 1, 1)}, {"reference": ""}])
def test_agreement_that_makes_no_sense_is_refused(facts):
    today = timezone.localdate()
    sound = {"reference": "ac-1", "title": "AC", "mode": "orders", "starts_on": today, "ends_on": today}
    with pytest.raises(ValidationError):
        conclude_agreement(by=national(), **{**sound, "ceiling_ex_vat": Decimal(1), **facts})


quantities = st.decimals(Decimal("0.01"), Decimal(99_999), places=2)
prices = st.decimals(Decimal("0.01"), Decimal(99_999), places=2)


@given(st.lists(st.tuples(quantities, prices), min_size=1, max_size=10))
def test_total_of_an_order_is_the_sum_of_its_lines_to_the_cent(rows):
    lines = [OrderLine(quantity=quantity, price_ex_vat=price) for quantity, price in rows]

    total = sum(line.amount_ex_vat for line in lines)

    assert total == total.quantize(Decimal("0.01"))
    assert all(abs(line_amount(q, p) - q * p) <= Decimal("0.005") for q, p in rows)


@given(prices)
def test_money_reads_in_french_and_says_the_same(amount):
    said = euros(amount)

    assert Decimal(said.replace("\u202f", "").replace("\u00a0€", "").replace(",", ".")) == amount
    assert " " not in said


def test_figures_lose_zeros_that_say_nothing():
    assert [figure(Decimal(one)) for one in ("20.00", "12.50", "100", "0")] == ["20", "12,5", "100", "0"]
    assert taxed(Decimal(100), Decimal("5.5")).count("105,50") == 1
