"""What the code offers has its line in the reference."""

from atelier.procurement.enums import DatedName, Gate, PriceFormula
from atelier.procurement.rules import CONSULTATION_RULES, DOSSIER_RULES
from tests.docs.pages import page, words_in_code


def test_reference_says_every_gate_formula_and_dated_value():
    said = words_in_code(page("reference/procurement.md"))

    assert {*Gate.values, *PriceFormula.values, *DatedName.values} - said == set()


def test_permissions_page_says_every_ability_of_procurement():
    assert {*CONSULTATION_RULES, *DOSSIER_RULES} - words_in_code(page("reference/permissions.md")) == set()
