"""A version is what was signed, and an objection is never lost."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from atelier.common.audit import System
from atelier.contributions.cards.commands import change_card
from atelier.contributions.cards.enums import CardKind
from atelier.synthesis.board.commands import place_card
from atelier.synthesis.board.enums import COLUMN_COLORS, COLUMN_LABELS
from atelier.synthesis.board.freezing import digest_of
from atelier.synthesis.board.printing import sheet_pdf
from atelier.synthesis.board.sheets import answer_objection, object_to_card, sign_sheet
from atelier.synthesis.models import BoardSheet
from tests.factories.ateliers import SeatFactory, WorkshopFactory
from tests.factories.synthesis import card_on, frozen

pytestmark = pytest.mark.django_db
BY = System()
STYLES = Path("frontend/src/styles")


def test_a_version_stays_as_it_was_signed_whatever_becomes_of_its_cards():
    workshop = WorkshopFactory()
    card = card_on(workshop, "Des bancs face à la mer")
    sheet = frozen(workshop)
    sign_sheet(sheet, name="Odile", college="elected", by=BY)

    change_card(card, by=BY, text="Aucun banc")
    second = frozen(workshop)

    kept = BoardSheet.objects.of(workshop.atelier).get(number=1)
    assert kept.content["columns"][0]["cards"][0]["text"] == "Des bancs face à la mer"
    assert kept.sha256 == digest_of(json.loads(json.dumps(kept.content)))
    assert (second.number, second.sha256 == kept.sha256) == (2, False)


def test_an_objection_shows_on_the_next_version_until_answered_then_once_with_its_answer():
    workshop = WorkshopFactory()
    card = card_on(workshop)
    objection = object_to_card(frozen(workshop), card.pk, reason="Elle ne recule pas ici", college="civil", by=BY)

    second = frozen(workshop)
    answer_objection(objection, answer="Mesuré en 2024", by=BY)
    third, fourth = frozen(workshop), frozen(workshop)

    told = [sheet.content["columns"][0]["cards"][0]["objections"] for sheet in (second, third, fourth)]
    assert [[one["answer"] for one in said] for said in told] == [[""], ["Mesuré en 2024"], []]
    assert told[0][0]["version"] == 1


def test_an_objection_to_a_card_that_left_the_board_is_told_apart():
    workshop = WorkshopFactory()
    card, _other = card_on(workshop, "Fermer la plage"), card_on(workshop)
    object_to_card(frozen(workshop), card.pk, reason="Non", by=BY)

    place_card(card, kind="question", by=BY)

    content = frozen(workshop).content
    assert [one["card"] for one in content["elsewhere"]] == [f"{card.name} · Fermer la plage"]
    assert content["off_board"] == {"Questions": 1}


def test_the_sheet_is_a_tagged_a3_with_its_words_its_digest_and_a_line_for_each():
    workshop = WorkshopFactory()
    SeatFactory(workshop=workshop, name="Jeanne", college="inhabitant")
    card_on(workshop, "#text(red)[La plage] *recule*", kind="blockage", lift_condition="Une carte partagée")
    sheet = frozen(workshop)

    paper = pypdfium2.PdfDocument(sheet_pdf(sheet))

    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    assert [round(side / 72 * 25.4) for side in paper[0].get_size()] == [420, 297]
    assert paper.is_tagged()
    assert "#text(red)[La plage] *recule*" in words
    assert "Jeanne" in words
    assert sheet.sha256[:8] in words


def test_names_hidden_by_the_workshop_are_lines_left_blank():
    workshop = WorkshopFactory(shows_names=False)
    SeatFactory(workshop=workshop, name="Jeanne", college="inhabitant")
    card_on(workshop)

    rows = {row["college"]: row for row in frozen(workshop).content["colleges"]}

    assert [(row["names"], row["seats"]) for row in rows.values() if row["seats"]] == [([], 1)]


def test_every_kind_has_its_column_and_the_same_pencil_on_paper_as_on_screen():
    tokens = (STYLES / "tokens.css").read_text()
    kinds = (STYLES / "passage.css").read_text()
    pencils = dict(re.findall(r"\.kind-(\w+) \{\s+--kind: var\(--pencil-(\w+)\)", kinds))

    assert set(COLUMN_LABELS) == set(COLUMN_COLORS) == set(pencils) == set(CardKind.values)
    for kind, pencil in pencils.items():
        assert f"--pencil-{pencil}: {COLUMN_COLORS[kind]};" in tokens
