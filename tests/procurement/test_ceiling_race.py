"""Two services order at once, each from a process of its own: the ceiling is neither passed nor left unused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.serving import copy_of_template

pytestmark = pytest.mark.server
START = "import django; django.setup()\n"
SCENE = """
from decimal import Decimal
from tests.factories.procurement import AgreementFactory, AwardeeFactory, SpecificationFactory, UnitPriceFactory, agent
awardee = AwardeeFactory(agreement=AgreementFactory(reference="course", ceiling_ex_vat=Decimal(10_000)))
UnitPriceFactory(awardee=awardee)
print(awardee.pk, SpecificationFactory().dossier.pk, SpecificationFactory().dossier.pk, agent().pk)
"""
ORDER = """
import sys
from decimal import Decimal
from django.utils import timezone
from atelier.people.models import Account
from atelier.procurement.agreements.commands import issue_order
from atelier.procurement.agreements.errors import CeilingReached
from atelier.procurement.models import Awardee, Dossier
awardee, dossier, account = (kind.objects.get(pk=pk) for kind, pk in zip((Awardee, Dossier, Account), sys.argv[1:]))
today, refused = timezone.localdate(), 0
print("ready", flush=True)
sys.stdin.readline()
for _ in range(4):
    try:
        issue_order(dossier, awardee, {"jour": Decimal(2)}, starts_on=today, ends_on=today, by=account)
    except CeilingReached:
        refused += 1
print(refused)
"""
COUNT = """
from atelier.procurement.models import PurchaseOrder
rows = PurchaseOrder.objects.filter(agreement__reference="course")
print(sum(one.amount_ex_vat for one in rows), sorted(one.number for one in rows))
"""


def test_two_orders_at_once_never_pass_the_ceiling(shared_var, tmp_path):
    with copy_of_template(shared_var, tmp_path) as server:
        environment = {**server.environment, "DJANGO_SETTINGS_MODULE": "atelier.site.settings"}
        awardee, *dossiers, account = said(environment, SCENE).split()
        racers = [begun(environment, awardee, dossier, account) for dossier in dossiers]
        for racer in racers:
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            racer.stdin.write("\n")
            racer.stdin.flush()
        refused = [int(racer.communicate()[0]) for racer in racers]

        assert said(environment, COUNT) == "10000.00 [1, 2, 3, 4, 5]"
    assert sum(refused) == 3


def begun(environment, *arguments):
    command = [sys.executable, "-c", START + ORDER, *arguments]
    return subprocess.Popen(command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def said(environment, program):
    done = subprocess.run(
        [sys.executable, "-c", START + program], env=environment, text=True, check=True, capture_output=True
    )
    return done.stdout.strip()
