import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from atelier.common.audit import System
from atelier.common.files import (
    FileOfAnotherKind,
    FileTooLarge,
    PictureUnreadable,
    clean_name,
    file_response,
    keep_bytes,
    keep_picture,
    keep_upload,
    path_of,
    read_file,
)
from atelier.common.kinds import DOCX, JPEG, ODT, PAPERS, PDF

pytestmark = pytest.mark.django_db
A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def upload(content, name="lettre.pdf"):
    return SimpleUploadedFile(name, content)


def photograph(exif=None, size=(60, 40)):
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG", exif=exif or Image.Exif())
    return made.getvalue()


def zipped(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def test_paper_is_kept_and_given_back_as_it_was():
    stored = keep_upload(upload(A_PDF), kinds=PAPERS, most_mb=1, by=System())
    answer = file_response(stored)

    assert (stored.kind, read_file(stored)) == (PDF, A_PDF)
    assert answer.content == A_PDF
    assert answer["Content-Disposition"] == 'attachment; filename="lettre.pdf"'


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90", zipped(mimetype="text/html"), b"PK\x03\x04broken"])
def test_paper_of_another_kind_is_refused_whatever_its_name(content):
    with pytest.raises(FileOfAnotherKind):
        keep_upload(upload(content, "convention.pdf"), kinds=PAPERS, most_mb=1, by=System())


def test_office_papers_are_known_by_what_they_hold():
    odt = keep_upload(upload(zipped(mimetype=ODT)), kinds=PAPERS, most_mb=1, by=System())
    docx = keep_upload(upload(zipped(**{"word/document.xml": ""})), kinds=PAPERS, most_mb=1, by=System())

    assert (odt.kind, docx.kind) == (ODT, DOCX)


def test_paper_is_refused_above_the_size_said():
    with pytest.raises(FileTooLarge):
        keep_upload(upload(A_PDF + b" " * 1024 * 1024), kinds=PAPERS, most_mb=1, by=System())


def test_photograph_is_kept_upright_without_its_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif.get_ifd(0x8825)[1] = "N"
    stored = keep_picture(upload(photograph(exif), "IMG_1.HEIC"), most_mb=1, by=System())

    kept = Image.open(io.BytesIO(read_file(stored)))
    assert (stored.name, stored.kind, kept.size) == ("IMG_1.jpg", JPEG, (40, 60))
    assert not kept.getexif()


def test_picture_of_too_many_pixels_is_refused():
    made = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(made, "PNG")
    with pytest.raises(PictureUnreadable):
        keep_picture(upload(made.getvalue()), most_mb=1, by=System())


def test_picture_cut_short_is_refused():
    with pytest.raises(PictureUnreadable):
        keep_picture(upload(photograph(size=(400, 400))[:900]), most_mb=1, by=System())


def test_same_bytes_are_kept_once():
    first, second = (keep_bytes(A_PDF, name=name, kind=PDF, by=System()) for name in ("a.pdf", "b.pdf"))

    assert first.pk != second.pk
    assert path_of(first.sha256) == path_of(second.sha256)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\a\\b.pdf", "b.pdf"), ('x"\r\n.pdf', "x.pdf"), (None, "fichier")],
)
def test_name_of_a_file_is_its_last_part(given, kept):
    assert clean_name(given) == kept
