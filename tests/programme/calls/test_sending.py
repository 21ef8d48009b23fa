"""Sending freezes; a deadline that passed loses nothing."""

import datetime as dt

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from atelier.common.files import FileOfAnotherKind, FileTooLarge, read_file
from atelier.common.models import Letter
from atelier.programme.calls.applying import attach_paper, remove_paper, set_territory
from atelier.programme.calls.errors import (
    ApplicationIncomplete,
    DeadlinePassed,
    NothingChanged,
    NotSent,
    PlaceUnknown,
    TextsWaiting,
    TooManyPapers,
)
from atelier.programme.calls.freezing import fingerprint
from atelier.programme.calls.models import ApplicationVersion, HeldText, Revision
from atelier.programme.calls.receipts import receipt_of
from atelier.programme.calls.sending import give_delay, submit_application, withdraw_application
from atelier.programme.calls.writing import save_field
from tests.factories.calls import ApplicationFactory
from tests.factories.people import AccountFactory, MandateFactory
from tests.factories.territories import CommuneFactory, EpciFactory
from tests.programme.at_once import both_at_once, needs_connections
from tests.programme.calls.complete import ROOT, agent, complete_application, national, pdf

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def brice():
    return agent()


@pytest.fixture
def application(brice):
    return complete_application(brice)


def close(call):
    call.closes_at = timezone.now() - HOUR
    call.save()


def test_sending_freezes_what_is_written_under_its_fingerprint(application, brice):
    version = submit_application(application, by=brice, root=ROOT)

    save_field(application, "object.question", "Autre chose", base=1, by=brice)
    version.refresh_from_db()
    application.refresh_from_db()
    assert version.content["object"] == {"question": "Texte de object.question"}
    assert version.sha256 == fingerprint(version.facts, version.content)
    assert version.facts["communes"] == [{"code": "76217", "name": "Dieppe"}]
    assert [paper["kind"] for paper in version.facts["papers"]] == ["commitment", "support"]
    assert application.state == "submitted"


def test_the_receipt_goes_to_both_sides_and_links_to_a_tagged_pdf(application, brice):
    mayor = MandateFactory(organisation=application.holder).account
    version = submit_application(application, by=brice, root=ROOT)

    assert set(Letter.objects.values_list("to", flat=True)) == {"mairie@dieppe.example", mayor.email, brice.email}
    assert f"{ROOT}/candidatures/{application.slug}/versions/1/recepisse.pdf" in Letter.objects.first().text
    receipt = pypdfium2.PdfDocument(read_file(receipt_of(version)))
    assert receipt.is_tagged()
    assert "Texte de object.question" in receipt[0].get_textpage().get_text_range()
    assert receipt_of(ApplicationVersion.objects.get()) == receipt_of(version)


def test_an_application_sent_again_is_a_new_version_and_only_if_it_changed(application, brice):
    submit_application(application, by=brice, root=ROOT)
    with pytest.raises(NothingChanged):
        submit_application(application, by=brice, root=ROOT)

    save_field(application, "object.question", "Mieux dit", base=1, by=brice)

    assert submit_application(application, by=brice, root=ROOT).number == 2


def test_a_withdrawn_application_keeps_everything_and_can_be_sent_again(application, brice):
    first = submit_application(application, by=brice, root=ROOT)
    withdraw_application(application, by=brice, root=ROOT)
    application.refresh_from_db()
    assert application.state == "withdrawn"

    second = submit_application(application, by=brice, root=ROOT)

    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert (second.number, second.sha256) == (2, first.sha256)


def test_an_application_never_sent_is_not_withdrawn(application, brice):
    with pytest.raises(NotSent):
        withdraw_application(application, by=brice, root=ROOT)


def test_after_the_deadline_it_stays_a_draft_that_can_still_be_written(application, brice):
    close(application.call)

    with pytest.raises(DeadlinePassed):
        submit_application(application, by=brice, root=ROOT)

    saved = save_field(application, "object.question", "Écrit trop tard, gardé", base=1, by=brice)
    application.refresh_from_db()
    assert (application.state, saved.number) == ("draft", 2)
    assert not ApplicationVersion.objects.exists()
    assert not Letter.objects.exists()


def test_a_delay_given_to_one_application_lets_it_be_sent(application, brice):
    close(application.call)
    give_delay(application, until=timezone.now() + HOUR, reason="Inondation", by=national())

    application.refresh_from_db()
    assert submit_application(application, by=brice, root=ROOT).number == 1


def test_what_is_missing_is_said_section_by_section(brice):
    with pytest.raises(ApplicationIncomplete) as refused:
        submit_application(ApplicationFactory(), by=brice, root=ROOT)

    missing = refused.value.values["missing"]
    assert "le territoire" in missing
    assert "L’objet · La question posée à l’atelier" in missing
    assert "Lettre d’engagement" in missing


def test_nothing_is_sent_while_two_texts_wait_for_a_choice(application, brice):
    save_field(application, "object.question", "Deux", base=0, by=AccountFactory())

    with pytest.raises(TextsWaiting):
        submit_application(application, by=brice, root=ROOT)


def test_a_letter_of_another_kind_or_too_heavy_is_not_kept(application, brice):
    program = SimpleUploadedFile("lettre.pdf", b"MZ\x90 not a letter", "application/pdf")
    heavy = SimpleUploadedFile("lettre.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "application/pdf")

    with pytest.raises(FileOfAnotherKind):
        attach_paper(application, program, kind="support", signed_by="", by=brice)
    with pytest.raises(FileTooLarge):
        attach_paper(application, heavy, kind="support", signed_by="", by=brice)

    assert application.papers.count() == 2


def test_there_are_no_more_letters_than_the_form_says(application, brice):
    attach_paper(application, pdf(), kind="commitment", signed_by="", by=brice)

    with pytest.raises(TooManyPapers):
        attach_paper(application, pdf(), kind="commitment", signed_by="", by=brice)


def test_a_letter_taken_away_stays_in_the_version_sent_with_it(application, brice):
    version = submit_application(application, by=brice, root=ROOT)
    remove_paper(application.papers.get(kind="support"), by=brice)

    with pytest.raises(ApplicationIncomplete):
        submit_application(application, by=brice, root=ROOT)
    assert len(ApplicationVersion.objects.get(pk=version.pk).facts["papers"]) == 2


def test_the_territory_says_which_service_accompanies(brice):
    EpciFactory(code="247600786")
    CommuneFactory(code="76217", population=28_000)
    CommuneFactory(
        code="80001", name="Ault", population=1_400, department__code="80", department__name="Somme",
        department__region__code="32", region=None,
    )  # fmt: skip
    application = ApplicationFactory(department="", region="")

    set_territory(application, communes=["80001", "76217", "80001"], epcis=["247600786"], by=brice)

    application.refresh_from_db()
    assert (application.communes, application.department, application.region) == (["80001", "76217"], "76", "28")


def test_a_place_that_is_none_is_refused_whole(brice):
    CommuneFactory(code="76217")
    application = ApplicationFactory()
    with pytest.raises(PlaceUnknown):
        set_territory(application, communes=["76217", "99999"], epcis=[], by=brice)
    application.refresh_from_db()
    assert application.communes == []


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_make_one_version(brice):
    application = complete_application(brice)

    def send():
        submit_application(application, by=brice, root=ROOT)

    assert both_at_once(send, send) == ["done", "nothing_changed"]
    assert ApplicationVersion.objects.count() == 1


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_who_save_one_field_at_once_lose_nothing(brice):
    application, nadia = ApplicationFactory(), AccountFactory()

    outcome = both_at_once(
        lambda: save_field(application, "object.question", "Un", base=0, by=brice),
        lambda: save_field(application, "object.question", "Deux", base=0, by=nadia),
    )

    kept = [*Revision.objects.values_list("text", flat=True), *HeldText.objects.values_list("text", flat=True)]
    assert (outcome, sorted(kept)) == (["done", "done"], ["Deux", "Un"])
