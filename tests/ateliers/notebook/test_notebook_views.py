"""The notebook: what tells itself, what people write, what leaves as ODT and PDF."""

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from odfdo import Document
from PIL import Image

from atelier.ateliers.commands import take_seat
from atelier.ateliers.models import NotebookEntry, Photograph
from atelier.ateliers.year.gate import pass_gate
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from tests.factories.ateliers import MembershipFactory

pytestmark = pytest.mark.django_db


def jpeg():
    made = BytesIO()
    Image.new("RGB", (640, 400), "#886644").save(made, "JPEG")
    return SimpleUploadedFile("falaise.jpg", made.getvalue(), "image/jpeg")


def write(client, atelier, **words):
    said = {"day": "2026-11-24", "text": "On a dessiné.", "title": "Le matin", **words}
    return client.post(reverse("ateliers:notebook", args=[atelier.slug]), said)


def page_of(client, atelier):
    return client.get(reverse("ateliers:notebook", args=[atelier.slug])).content.decode()


def export(client, atelier, ending):
    return client.get(reverse("ateliers:notebook_export", args=[atelier.slug, ending])).content


def as_role(client, atelier, role):
    client.force_login(MembershipFactory(atelier=atelier, role=role).account)


def test_what_happens_is_told_without_a_hand(client, lead, atelier, stage, workshop):
    pass_gate(stage, account=lead.account, by=lead.account, reason="Le compte rendu suit.")
    for name in ("Jeanne", "Marc"):
        take_seat(workshop, name=name, college="elected", by=System())

    page = page_of(client, atelier)

    assert "Jalon franchi\xa0: «\xa0Atelier 1\xa0: se connaître\xa0». Le compte rendu suit." in page.replace(
        " :", "\xa0:"
    )
    assert "2 personnes se sont assises à une table." in page
    assert "Jeanne" not in page
    assert "Brice" in page


def test_an_entry_says_whose_side_wrote_it(client, atelier):
    write(client, atelier)
    as_role(client, atelier, "team")
    write(client, atelier, title="L’équipe")

    assert list(NotebookEntry.objects.of(atelier).values_list("title", "side")) == [
        ("Le matin", "state"), ("L’équipe", "team"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["team", "elected", "facilitator", "observer"])
def test_the_private_part_is_the_states_on_the_page_and_in_every_export(client, atelier, role):
    write(client, atelier, title="Entre nous", is_private="on")
    mine = page_of(client, atelier)
    as_role(client, atelier, role)

    assert "Entre nous" in mine
    assert "Entre nous" not in page_of(client, atelier)
    assert "Entre nous" not in str(Document(BytesIO(export(client, atelier, "odt"))).body.serialize())


def test_the_private_part_stays_out_of_the_audit(client, atelier):
    write(client, atelier, text="Secret", is_private="on")

    assert "Secret" not in str(list(AuditEntry.objects.values_list("details", flat=True)))


def test_the_team_cannot_make_an_entry_private(client, atelier):
    as_role(client, atelier, "team")
    write(client, atelier, is_private="on")

    assert not NotebookEntry.objects.of(atelier).get().is_private


def test_each_side_changes_its_own_and_the_version_before_stays_in_the_audit(client, lead, atelier):
    write(client, atelier)
    entry = NotebookEntry.objects.of(atelier).get()
    address = reverse("ateliers:entry_edit", args=[atelier.slug, entry.pk])
    client.post(address, {"day": "2026-11-24", "text": "On a bien dessiné."})
    as_role(client, atelier, "team")

    assert client.get(address).status_code == 403
    texts = AuditEntry.objects.filter(thing_kind="ateliers.notebookentry").order_by("id")
    assert [row.details["text"] for row in texts] == ["On a dessiné.", "On a bien dessiné."]


def test_a_photograph_without_words_is_refused_and_nothing_is_written(client, atelier):
    answer = write(client, atelier, photograph=jpeg())

    assert answer.status_code == 422
    assert "Dites en une phrase" in answer.content.decode()
    assert not NotebookEntry.objects.of(atelier).exists()


def test_a_photograph_that_is_none_is_refused_and_nothing_is_written(client, atelier):
    fake = SimpleUploadedFile("photo.jpg", b"not a picture")

    answer = write(client, atelier, photograph=fake, alternative="Une falaise.")

    assert answer.status_code == 422
    assert not NotebookEntry.objects.of(atelier).exists()


def test_a_private_photograph_is_not_given_to_others(client, atelier):
    write(client, atelier, photograph=jpeg(), alternative="Une falaise.", is_private="on")
    address = reverse("ateliers:photograph", args=[atelier.slug, Photograph.objects.of(atelier).get().pk])
    mine = client.get(address).status_code
    as_role(client, atelier, "facilitator")

    assert (mine, client.get(address).status_code) == (200, 404)


def test_the_odt_has_styles_headings_and_pictures_with_their_words(client, atelier):
    write(client, atelier, photograph=jpeg(), alternative="Une falaise brune.", caption="La falaise")

    document = Document(BytesIO(export(client, atelier, "odt")))

    headings = [(int(head.level), head.text_recursive) for head in document.body.headers]
    assert (2, "mardi 24 novembre 2026") in headings
    assert (3, "Le matin") in headings
    frame = document.body.get_frames()[0]
    assert (frame.svg_title, frame.svg_description) == ("La falaise", "Une falaise brune.")
    assert document.get_style("paragraph", "Atelier_20_told") is not None
    assert document.mimetype == "application/vnd.oasis.opendocument.text"


def test_the_pdf_is_tagged_and_says_the_same(client, atelier):
    write(client, atelier, photograph=jpeg(), alternative="Une falaise brune.")

    content = export(client, atelier, "pdf")

    pdf = pypdfium2.PdfDocument(content)
    text = " ".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    pdf.close()
    assert "Le matin" in text
    assert b"StructTreeRoot" in content


def test_the_notebook_asks_as_many_queries_whatever_its_length(
    client, lead, atelier, stage, django_assert_max_num_queries
):
    day = timezone.now() - dt.timedelta(days=400)
    rows = [
        AuditEntry(verb=verb, thing_kind="ateliers.stage", thing_id=str(stage.pk), author=lead.account.author_ref,
                   atelier_id=atelier.pk)
        for verb in ("stage.changed", "seat.taken", "step.added") for _ in range(200)
    ]  # fmt: skip
    made = AuditEntry.objects.bulk_create(rows)
    for number, row in enumerate(made):
        row.at = day + dt.timedelta(days=number % 300)
    AuditEntry.objects.bulk_update(made, ["at"])

    with django_assert_max_num_queries(22):
        client.get(reverse("ateliers:notebook", args=[atelier.slug]))


def test_rows_written_before_are_given_their_atelier(atelier, workshop):
    from django.apps import apps

    from atelier.common.audit_filling import fill

    row = AuditEntry.objects.create(
        verb="workshop.planned", thing_kind="ateliers.workshop", thing_id=str(workshop.pk), author="system"
    )
    gone = AuditEntry.objects.create(
        verb="workshop.planned", thing_kind="ateliers.workshop", thing_id="999999", author="system"
    )

    class Everywhere:
        """Migrations see plain managers."""

        get_model = staticmethod(apps.get_model)

    fill(Everywhere, "ateliers", {"workshop": "atelier"})

    row.refresh_from_db()
    gone.refresh_from_db()
    assert (row.atelier_id, gone.atelier_id) == (atelier.pk, None)
