"""Nobody reads a tender before the hour, and enough members do after it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from atelier.common.files import path_of, read_file
from atelier.common.models import AuditEntry, Letter
from atelier.procurement.competition.awarding import end_without_follow_up
from atelier.procurement.competition.errors import (
    EnrolledAlready,
    NoTender,
    NotOpened,
    NotYet,
    PassphraseTooShort,
    PublishedAlready,
    TooFewPresent,
    TooLate,
    WrongWords,
)
from atelier.procurement.competition.models import Tender, TenderPaper, TenderShare
from atelier.procurement.competition.opening import be_present, has_signed, open_tenders, sign_record
from atelier.procurement.competition.preparing import name_member
from atelier.procurement.competition.sealing import enrol, withdraw_tender
from tests.factories.people import AccountFactory
from tests.factories.procurement import ConsultationFactory, agent, team_of, tenderer
from tests.procurement.competing import PASSPHRASES, PDF, opened, past_its_hour, present, published, tendered

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return published()


def test_what_is_kept_of_a_tender_holds_nothing_of_it(consultation):
    tender = tendered(consultation, "48211.50")

    envelope = read_file(tender.envelope)
    assert PDF not in envelope
    assert b"falaise" not in envelope
    assert (tender.price_ex_vat, tender.answers) == (None, {})
    assert not TenderPaper.objects.exists()
    said = "".join(letter.text for letter in Letter.objects.all()) + str(list(AuditEntry.objects.values()))
    assert "48211" not in said.replace(" ", "")
    assert tender.envelope_sha256 in said


def test_list_of_letters_does_not_say_before_the_hour_who_tenders(consultation):
    tender = tendered(consultation)
    withdraw_tender(consultation, tender.organisation, by=tender.account)

    told = Letter.objects.filter(key__startswith=f"tender:{tender.pk}:")
    assert [letter.quiet_until for letter in told] == [consultation.deadline_at] * 2
    assert all(letter.is_quiet for letter in told)


def test_nobody_opens_before_the_hour_even_with_every_passphrase(consultation):
    tender = tendered(consultation)
    member = consultation.members.first()

    with pytest.raises(NotYet, match="before_the_hour"):
        be_present(member, PASSPHRASES[0], by=member.account)
    with pytest.raises(NotYet):
        open_tenders(consultation, by=agent())

    assert not TenderShare.objects.exclude(released=b"").exists()
    tender.refresh_from_db()
    assert tender.state == "sealed"


def test_whoever_moves_the_clock_or_the_hour_still_needs_the_members(consultation):
    """An administrator with the database can write another hour; the keys are not theirs."""
    tender = tendered(consultation)
    past_its_hour(consultation)

    with pytest.raises(TooFewPresent):
        open_tenders(consultation, by=AccountFactory(is_administrator=True))
    consultation.members.update(present_at=timezone.now())  # and can write that members came
    record = open_tenders(consultation, by=AccountFactory(is_administrator=True))

    tender.refresh_from_db()
    assert tender.state == "unreadable"
    assert tender.price_ex_vat is None
    assert record.content["tenders"][0]["price"] == ""


def test_one_member_alone_opens_nothing_and_a_lost_one_is_not_missed(consultation):
    tendered(consultation)
    past_its_hour(consultation)
    present(consultation, places=[2])

    with pytest.raises(TooFewPresent):
        open_tenders(consultation, by=agent())
    present(consultation, places=[3])  # the first member is lost
    opening = open_tenders(consultation, by=agent())

    assert opening.content["tenders"][0]["price"] == "50000.00"
    assert len(opening.content["present"]) == 2


def test_wrong_passphrase_gives_no_share(consultation):
    tendered(consultation)
    past_its_hour(consultation)
    member = consultation.members.first()

    with pytest.raises(WrongWords):
        be_present(member, PASSPHRASES[1], by=member.account)

    member.refresh_from_db()
    assert member.present_at is None


def test_opened_tender_is_whole_and_its_shares_are_forgotten(consultation):
    tender = tendered(consultation, "50000")
    opened(consultation)

    tender.refresh_from_db()
    assert (tender.state, str(tender.price_ex_vat)) == ("opened", "50000.00")
    assert list(tender.answers.values()) == ["Nous marcherons la falaise."]
    assert [read_file(paper.file) for paper in tender.papers.all()] == [PDF]
    assert not TenderShare.objects.exclude(released=b"").exists()


def test_altered_envelope_is_said_in_the_record_and_holds_nobody_up(consultation):
    altered, sound = tendered(consultation), tendered(consultation, "60000")
    path = path_of(altered.envelope.sha256)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(bytes(content))

    opened(consultation)

    states = {one["number"]: one["state"] for one in consultation.opening.content["tenders"]}
    assert states == {altered.number: "unreadable", sound.number: "opened"}


def test_envelope_moved_to_another_tenderer_does_not_open(consultation):
    mine, theirs = tendered(consultation), tendered(consultation, "60000")
    Tender.objects.filter(pk=mine.pk).update(envelope=theirs.envelope)

    opened(consultation)

    mine.refresh_from_db()
    assert mine.state == "unreadable"


def test_late_tender_is_refused_with_a_sentence_and_leaves_nothing_but_its_hour(consultation):
    past_its_hour(consultation)

    with pytest.raises(TooLate) as refusal:
        tendered(consultation)

    assert "rien n’en a été gardé" in refusal.value.sentence
    assert not Tender.objects.exists()
    assert AuditEntry.objects.filter(verb="tender.refused_late").count() == 1


def test_tender_is_replaced_before_the_hour_and_the_first_can_never_be_opened(consultation):
    account = tenderer()
    first = tendered(consultation, "50000", account)
    second = tendered(consultation, "45000", account)
    opened(consultation)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.price_ex_vat, first.shares.count()) == ("replaced", None, 0)
    assert (second.state, str(second.price_ex_vat)) == ("opened", "45000.00")


def test_tender_is_withdrawn_before_the_hour_and_not_after(consultation):
    account, other = tenderer(), tenderer()
    tender = tendered(consultation, "50000", account)
    tendered(consultation, "60000", other)

    withdraw_tender(consultation, team_of(account), by=account)
    with pytest.raises(NoTender):
        withdraw_tender(consultation, team_of(account), by=account)
    past_its_hour(consultation)
    with pytest.raises(TooLate):
        withdraw_tender(consultation, team_of(other), by=other)

    tender.refresh_from_db()
    assert (tender.state, tender.shares.count()) == ("withdrawn", 0)


def test_one_organisation_has_one_sealed_tender(consultation):
    tender = tendered(consultation)

    with pytest.raises(IntegrityError), transaction.atomic():
        Tender.objects.create(
            consultation=consultation, organisation=tender.organisation, account=tender.account, number=9,
            envelope=tender.envelope, envelope_sha256="", deposited_at=timezone.now(),
        )  # fmt: skip


def test_member_chooses_one_passphrase_long_enough_before_the_publication(consultation):
    member = name_member(ConsultationFactory(), AccountFactory(), by=agent())

    with pytest.raises(PassphraseTooShort):
        enrol(member, "trop court       !", by=member.account)
    enrol(member, PASSPHRASES[0], by=member.account)
    with pytest.raises(EnrolledAlready):
        enrol(member, PASSPHRASES[1], by=member.account)
    with pytest.raises(PublishedAlready):
        name_member(consultation, AccountFactory(), by=agent())
    assert PASSPHRASES[0].encode() not in bytes(member.locked_seed)


def test_record_is_signed_by_those_present_and_a_changed_record_does_not_hold(consultation):
    tendered(consultation)
    opened(consultation)
    member, absent = consultation.members.get(place=1), consultation.members.get(place=3)

    sign_record(member, PASSPHRASES[0], by=member.account)
    with pytest.raises(NotOpened):
        sign_record(absent, PASSPHRASES[2], by=absent.account)

    opening = consultation.opening
    assert has_signed(member, opening)
    opening.content["tenders"][0]["price"] = "1.00"
    assert not has_signed(member, opening)


def test_competition_without_tender_opens_on_an_empty_record(consultation):
    opened(consultation)

    assert consultation.opening.content["tenders"] == []


def test_competition_that_can_no_longer_be_opened_ends_and_everyone_is_told(consultation):
    tender = tendered(consultation)
    past_its_hour(consultation)

    end_without_follow_up(consultation, reason="Deux passphrases sont perdues.", by=agent())

    assert Letter.objects.filter(to=tender.account.email, text__contains="perdues").count() == 1
    with pytest.raises(NotOpened):
        present(consultation)


def test_second_opening_is_refused(consultation):
    tendered(consultation)
    opened(consultation)

    with pytest.raises(NotOpened):
        open_tenders(consultation, by=agent())


def test_hour_is_the_servers_at_the_last_minute():
    consultation = published(deadline_at=timezone.now() + timedelta(seconds=60), questions_until=timezone.now())

    assert tendered(consultation).state == "sealed"
