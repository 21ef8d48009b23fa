"""The library: its filters, its files."""

import io

import pytest
from django.urls import reverse

from atelier.common.audit import System
from atelier.programme.library import files
from atelier.programme.library.commands import keep_publication
from atelier.programme.library.files import FileTooBig, NotAPdf, path_of, store
from atelier.programme.library.queries import publications_like
from tests.factories.programme import PublicationFactory, SessionFactory, TermFactory

pytestmark = pytest.mark.django_db
HOUSE = System()
PDF = b"%PDF-1.7 un livret"


@pytest.fixture(autouse=True)
def own_var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_filters_narrow_together():
    theme, session = TermFactory(slug="littoral"), SessionFactory(slug="s")
    found = PublicationFactory(title="Habiter le littoral", kind="guide")
    found.terms.add(theme)
    found.sessions.add(session)
    PublicationFactory(title="Le littoral", kind="book").terms.add(theme)
    PublicationFactory(is_public=False, kind="guide").terms.add(theme)

    assert list(publications_like(kind="guide", theme="littoral", session="s", text="habiter")) == [found]
    assert list(publications_like(text="introuvable")) == []


def test_file_is_kept_under_its_fingerprint_and_given_to_download(client):
    publication = PublicationFactory(slug="livret")

    keep_publication(publication, {}, by=HOUSE, file=io.BytesIO(PDF))
    answer = client.get(reverse("programme:publication_file", args=["livret"]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="livret.pdf"'
    assert publication.file_bytes == len(PDF)


def test_what_is_not_a_pdf_or_too_big_is_refused_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_MB", 0)

    with pytest.raises(NotAPdf):
        store(io.BytesIO(b"MZ..."))
    with pytest.raises(FileTooBig):
        store(io.BytesIO(PDF))

    assert [path.name for path in (tmp_path / "library").glob("*")] == []


def test_name_that_leads_elsewhere_finds_nothing(tmp_path):
    (tmp_path / "secret_key").write_text("x")

    assert path_of("../secret_key") is None


def test_hidden_publication_keeps_its_file_for_itself(client):
    publication = PublicationFactory(slug="livret", is_public=False)
    keep_publication(publication, {}, by=HOUSE, file=io.BytesIO(PDF))

    assert client.get(reverse("programme:publication_file", args=["livret"])).status_code == 404
