"""One document, four gates, nothing typed twice."""

import pytest

from atelier.common.files import read_file
from atelier.procurement.document.commands import begin_contract, open_again, open_dossier, pass_gate, write_section
from atelier.procurement.document.errors import (
    CannotReopen,
    GateNotPassed,
    GatePassed,
    NothingSubmitted,
    NotSelected,
    SectionChanged,
    SectionsMissing,
)
from atelier.procurement.document.freezing import fingerprint
from atelier.procurement.document.queries import differences_between, section_rows
from atelier.procurement.enums import Gate
from tests.factories.procurement import ApplicationFactory, ApplicationVersionFactory, agent
from tests.procurement.competing import published

pytestmark = pytest.mark.django_db
FACTS = {"holder": "Atelier des Valleuses", "amount": "50 000 € HT", "duration": "Un an."}


@pytest.fixture
def clerk():
    return agent()


@pytest.fixture
def dossier(clerk):
    return open_dossier(ApplicationVersionFactory().application, by=clerk)


def fill(dossier, clerk):
    """Write what the present paper asks for."""
    dossier.refresh_from_db()
    for section in dossier.sections.filter(gate=dossier.gate, is_required=True, text=""):
        write_section(section, f"{section.title} : dit ici.", revision=section.revision, by=clerk)


def test_specification_inherits_the_note_as_it_was_submitted(dossier):
    note = dossier.versions.get(gate=Gate.NOTE)
    inherited = dossier.sections.get(key="resources")

    assert note.source_sha256 == "a" * 64
    assert inherited.text == "Naturelles\nLa craie, les valleuses.\n\nHumaines\nDes pêcheurs."
    assert inherited.origin == note
    assert dossier.sections.get(key="object").text == "Comment vivre avec une falaise qui recule ?"


def test_dossier_opens_once_and_from_a_selected_application_with_a_version(dossier, clerk):
    assert open_dossier(dossier.application, by=clerk) == dossier
    with pytest.raises(NothingSubmitted):
        open_dossier(ApplicationFactory(), by=clerk)
    with pytest.raises(NotSelected):
        open_dossier(ApplicationVersionFactory(application__state="submitted").application, by=clerk)


def test_gate_asks_for_what_is_missing_then_freezes(dossier, clerk):
    with pytest.raises(SectionsMissing, match="sections_missing"):
        pass_gate(dossier, by=clerk)
    fill(dossier, clerk)

    version = pass_gate(dossier, by=clerk)

    assert (version.number, version.frozen_by) == (1, clerk)
    assert version.sha256 == fingerprint(version.content)
    assert read_file(version.pdf).startswith(b"%PDF-")
    origins = {row["key"]: row["origin"] for row in version.content}
    assert origins["resources"] == "note 1"
    assert origins["missions"] == ""


def test_frozen_paper_is_not_written_any_more(dossier, clerk):
    fill(dossier, clerk)
    pass_gate(dossier, by=clerk)
    section = dossier.sections.first()

    with pytest.raises(GatePassed):
        write_section(section, "Autre", revision=section.revision, by=clerk)
    dossier.refresh_from_db()
    with pytest.raises(GatePassed):
        pass_gate(dossier, by=clerk)


def test_two_agents_who_write_at_once_lose_nothing(dossier, clerk):
    section = dossier.sections.get(key="object")
    write_section(section, "Le texte d’Anne", revision=1, by=clerk)

    with pytest.raises(SectionChanged) as refusal:
        write_section(section, "Le texte de Brice", revision=1, by=agent())

    assert clerk.name in refusal.value.sentence
    section.refresh_from_db()
    assert section.text == "Le texte d’Anne"


def test_paper_opened_again_makes_a_second_version_and_the_first_stays(dossier, clerk):
    fill(dossier, clerk)
    first = pass_gate(dossier, by=clerk)
    before = dict(vars(first))
    open_again(dossier, reason="Une coquille", by=clerk)
    section = dossier.sections.get(key="object")
    write_section(section, "Comment vivre avec une côte qui recule ?", revision=section.revision, by=clerk)
    dossier.refresh_from_db()

    second = pass_gate(dossier, by=clerk, reason="Une coquille")
    first.refresh_from_db()

    assert (first.sha256, first.content) == (before["sha256"], before["content"])
    assert second.number == 2
    changed = [row for row in differences_between(first, second) if row.is_changed]
    assert [
        (row.title, [(piece.kind, piece.text) for piece in row.pieces if piece.kind != "same"]) for row in changed
    ] == [("L’objet", [("out", "falaise"), ("into", "côte")])]


def test_differences_say_what_was_added_and_left_out(dossier, clerk):
    fill(dossier, clerk)
    version = pass_gate(dossier, by=clerk)
    note = dossier.versions.get(gate=Gate.NOTE)

    rows = differences_between(note, version)

    assert [row.title for row in rows if row.is_new][:2] == ["Les missions de l’équipe", "Les livrables"]
    assert not any(row.is_gone for row in rows)


def test_contract_waits_for_a_team_and_is_filled_with_its_facts(dossier, clerk):
    with pytest.raises(GateNotPassed):
        begin_contract(dossier, FACTS, by=clerk)
    fill(dossier, clerk)
    pass_gate(dossier, by=clerk)

    begin_contract(dossier, FACTS, by=clerk)
    dossier.refresh_from_db()
    contract = pass_gate(dossier, by=clerk)
    dossier.refresh_from_db()

    said = {row["key"]: row["text"] for row in contract.content}
    assert said["holder"] == "Atelier des Valleuses"
    assert said["missions"] == "Les missions de l’équipe : dit ici."
    assert (dossier.gate, dossier.is_open) == (Gate.FRAMING, True)
    keys = set(dossier.sections.filter(gate=Gate.FRAMING).values_list("key", flat=True))
    assert {"object", "method", "holder"} <= keys
    assert not keys & {"payment", "amount"}


def test_four_gates_end_with_the_framing_note(dossier, clerk):
    fill(dossier, clerk)
    pass_gate(dossier, by=clerk)
    begin_contract(dossier, FACTS, by=clerk)
    dossier.refresh_from_db()
    pass_gate(dossier, by=clerk)
    fill(dossier, clerk)

    pass_gate(dossier, by=clerk)
    dossier.refresh_from_db()

    assert (dossier.gate, dossier.is_open) == (Gate.FRAMING, False)
    assert [version.gate for version in dossier.versions.order_by("id")] == list(Gate)


def test_specification_under_a_competition_is_not_opened_again(clerk):
    consultation = published()

    with pytest.raises(CannotReopen):
        open_again(consultation.dossier, reason="Trop tard", by=clerk)


def test_sections_say_where_they_come_from_and_what_was_changed(dossier, clerk):
    section = dossier.sections.get(key="object")
    write_section(section, "Comment vivre avec une côte qui recule ?", revision=1, by=clerk)

    rows = {row.section.key: row for row in section_rows(dossier, Gate.SPECIFICATION)}

    assert rows["object"].section.is_edited
    assert [piece.text for piece in rows["object"].pieces if piece.kind == "into"] == ["côte"]
    assert rows["resources"].pieces == []
