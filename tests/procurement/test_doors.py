"""The doors people and programs use: files in memory, late forms, a backup, the admin who has everything."""

import json
import tempfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from atelier.procurement.competition.models import Tender
from atelier.site.backup.making import files_of_var
from tests.factories.people import AccountFactory
from tests.factories.procurement import SpecificationFactory, UnitPriceFactory, agent, national, team_of, tenderer
from tests.procurement.competing import opened, past_its_hour, published, tendered

pytestmark = pytest.mark.django_db
SECRET = b"%PDF-1.7 " + b"la falaise en clair " * 200_000  # 4 MB: over what Django keeps in memory


def of(account):
    client = Client()
    client.force_login(account)
    return client


def form_of(consultation, account, **said):
    site = consultation.criteria.get(is_price=False)
    return {
        "organisation": team_of(account).pk,
        f"answer-{site.pk}": "Nous marcherons.",
        "price": "48211,50",
        "technical": SimpleUploadedFile("memoire.pdf", SECRET),
        **said,
    }


def test_large_file_of_a_tender_is_never_written_in_clear(monkeypatch, tmp_path):
    consultation, account = published(), tenderer()
    written = []
    real = tempfile.NamedTemporaryFile

    def watched(*args, **kwargs):
        file = real(*args, **kwargs)
        written.append(Path(file.name))
        return file

    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", watched)
    answer = of(account).post(reverse("procurement:tender", args=[consultation.pk]), form_of(consultation, account))

    assert answer.status_code == 302
    assert list(tmp_path.iterdir()) == []
    envelope = (Path(settings.VAR_DIR) / "files").rglob(Tender.objects.get().envelope_sha256)
    assert all(b"la falaise en clair" not in path.read_bytes() for path in envelope)
    opened(consultation)
    tender = Tender.objects.get()
    assert str(tender.price_ex_vat) == "48211.50"
    assert tender.papers.get().file.size_bytes == len(SECRET)


def test_form_still_asks_for_its_token():
    consultation, account = published(), tenderer()
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)

    answer = client.post(reverse("procurement:tender", args=[consultation.pk]), form_of(consultation, account))

    assert answer.status_code == 403
    assert not Tender.objects.exists()


def test_form_opened_before_the_hour_and_sent_after_it_is_refused_with_a_sentence():
    consultation, account = published(), tenderer()
    client, address = of(account), reverse("procurement:tender", args=[consultation.pk])
    assert client.get(address).status_code == 200
    past_its_hour(consultation)

    answer = client.post(address, form_of(consultation, account))

    assert answer.status_code == 409
    assert "rien n’en a été gardé" in answer.content.decode()
    assert not Tender.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"technical": SimpleUploadedFile("memoire.pdf", b"MZ un programme")},
        {"price": "0"},
        {"price": ""},
        {"technical": ""},
    ],
)
def test_tender_that_is_not_complete_is_told_what_to_mend_and_seals_nothing(said):
    consultation, account = published(), tenderer()

    answer = of(account).post(
        reverse("procurement:tender", args=[consultation.pk]), form_of(consultation, account, **said)
    )

    assert answer.status_code == 422
    assert not Tender.objects.exists()


def test_backup_and_every_table_of_the_database_hold_no_word_of_a_sealed_tender(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    consultation, account = published(), tenderer()
    of(account).post(reverse("procurement:tender", args=[consultation.pk]), form_of(consultation, account))

    with connection.cursor() as cursor:
        held = BytesIO()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            held.write(
                json.dumps(
                    cursor.fetchall(),
                    default=lambda one: bytes(one).hex() if isinstance(one, memoryview | bytes) else str(one),
                ).encode()
            )
    saved = b"".join(path.read_bytes() for name, path in files_of_var().items() if name.startswith("files/"))

    for word in (b"48211", b"Nous marcherons", b"memoire.pdf", b"la falaise en clair"):
        assert word not in held.getvalue()
        assert word not in saved


def test_no_page_of_an_administrator_or_an_agent_says_before_the_hour_that_somebody_tendered():
    consultation = published()
    team = team_of(tendered(consultation).account).name

    for account in (AccountFactory(is_administrator=True), agent(), national(), consultation.members.first().account):
        client = of(account)
        for name in ("consultation", "commission"):
            said = client.get(reverse(f"procurement:{name}", args=[consultation.pk])).content.decode()
            assert team not in said
        assert client.get(reverse("procurement:analysis", args=[consultation.pk])).status_code == 403
        assert client.get(reverse("procurement:record_pdf", args=[consultation.pk])).status_code in {403, 404}


def test_member_who_gives_a_wrong_passphrase_reads_why():
    consultation = past_its_hour(published())
    member = consultation.members.first()

    answer = of(member.account).post(
        reverse("procurement:be_present", args=[consultation.pk]), {"passphrase": "galet galet galet galet"}
    )

    assert answer.status_code == 422
    assert "n’ouvre pas votre clé" in answer.content.decode()
    assert "galet galet" not in answer.content.decode()


def test_order_beyond_the_ceiling_keeps_what_was_typed():
    price, dossier = UnitPriceFactory(), SpecificationFactory().dossier
    today = timezone.localdate()
    said = {"quantity-jour": "101", "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat()}

    answer = of(agent()).post(reverse("procurement:order_new", args=[dossier.pk, price.awardee.pk]), said)

    assert answer.status_code == 409
    assert 'value="101"' in answer.content.decode()
    assert "il reste 100\u202f000,00" in answer.content.decode()


def queries_of(client, name, *args):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(reverse(f"procurement:{name}", args=args)).status_code == 200
    return len(seen)


def test_lists_cost_the_same_however_long_they_are():
    clerk = of(agent())
    first = published()
    tendered(first)
    opened(first)
    UnitPriceFactory()
    before = [queries_of(clerk, "home"), queries_of(clerk, "agreements"), queries_of(clerk, "analysis", first.pk)]
    for _ in range(3):
        published()
        UnitPriceFactory()
        SpecificationFactory()
    more = published()
    for _ in range(3):
        tendered(more)
    opened(more)

    after = [queries_of(clerk, "home"), queries_of(clerk, "agreements"), queries_of(clerk, "analysis", more.pk)]

    assert after == before
