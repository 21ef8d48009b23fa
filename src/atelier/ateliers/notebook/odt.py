"""The notebook as an OpenDocument text that a person goes on writing: real styles, headings, pictures in words too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from odfdo import Document, Frame, Header, Paragraph, Style

from atelier.ateliers.models import Atelier, NotebookEntry, Photograph
from atelier.ateliers.notebook.reading import Day, Told
from atelier.common.errors import NotSeen
from atelier.common.files import read_file

BODY, CAPTION, TOLD, PRIVATE, TITLE = "Text_20_body", "Caption", "Atelier_20_told", "Atelier_20_private", "Title"
WIDEST_CM, TALLEST_CM = 15.0, 11.0


def notebook_odt(atelier: Atelier, days: Sequence[Day]) -> bytes:
    """Title, then a heading for each stage (level 1) and each day (level 2); pictures carry their description."""
    document = Document("text")
    document.meta.title = _("Follow-up notebook: %(title)s") % {"title": atelier.title}
    document.set_language("fr-FR")
    _lay_styles(document)
    body = document.body
    body.clear()
    body.append(Paragraph(_("Follow-up notebook"), style=TITLE))
    body.append(Paragraph(f"{atelier.title} – {atelier.get_kind_display()}, {atelier.territory}", style=BODY))
    if atelier.is_demo:
        body.append(Paragraph(_("Demonstration: the people and the words are invented."), style=TOLD))
    stage = ""
    for day in days:
        if (now := day.stage.title if day.stage else "") and now != stage:
            body.append(Header(1, now, style="Heading_20_1"))
            stage = now
        body.append(Header(2, date_format(day.day, "l j F Y"), style="Heading_20_2"))
        for told in day.told:
            body.append(Paragraph(words_of_told(told), style=TOLD))
        for entry in day.entries:
            _append_entry(document, entry)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def words_of_told(told: Told) -> str:
    """«10:05 – Gate passed: … – Brice»."""
    hour = f"{told.at:%H:%M} – " if told.at else ""
    return f"{hour}{told.sentence}" + (f" – {told.who}" if told.who else "")


def signature_of(entry: NotebookEntry) -> str:
    """Whose hand: the side, then the name."""
    who = entry.written_by.name if entry.written_by else ""
    said = " – ".join(filter(None, [entry.get_side_display(), who]))
    return f"{said} ({_('State service only')})" if entry.is_private else said


def _append_entry(document: Document, entry: NotebookEntry) -> None:
    body, style = document.body, PRIVATE if entry.is_private else BODY
    body.append(Header(3, entry.title or _("Note"), style="Heading_20_3"))
    for paragraph in entry.text.splitlines():
        if paragraph.strip():
            body.append(Paragraph(paragraph.strip(), style=style))
    for picture, content in pictures_of(entry):
        body.append(_picture(document, picture, content))
        if picture.caption:
            body.append(Paragraph(picture.caption, style=CAPTION))
    body.append(Paragraph(signature_of(entry), style=TOLD))


def pictures_of(entry: NotebookEntry) -> Iterator[tuple[Photograph, bytes]]:
    """Its pictures; one whose file the disk lost is left out, so that the rest of the notebook still leaves."""
    for picture in entry.photographs.all():
        with suppress(NotSeen):
            yield picture, read_file(picture.file)


def _picture(document: Document, picture: Photograph, content: bytes) -> Paragraph:
    from PIL import Image

    with Image.open(BytesIO(content)) as image:
        width, height = size_cm(*image.size)
    name = document.add_file(BytesIO(content))
    frame = Frame.image_frame(
        name, name=f"photo-{picture.pk}", size=(f"{width:.2f}cm", f"{height:.2f}cm"), anchor_type="as-char"
    )
    frame.svg_title = picture.caption or picture.alternative
    frame.svg_description = picture.alternative
    paragraph = Paragraph(style=BODY)
    paragraph.append(frame)
    return paragraph


def size_cm(width_px: int, height_px: int) -> tuple[float, float]:
    """As wide as the page, unless it would be too tall."""
    height = WIDEST_CM * height_px / width_px
    return (WIDEST_CM, height) if height <= TALLEST_CM else (TALLEST_CM * width_px / height_px, TALLEST_CM)


def _lay_styles(document: Document) -> None:
    """The styles a person changes once for the whole text."""
    told = Style("paragraph", name=TOLD, display_name="Atelier told", parent_style="Standard")
    told.set_properties({"fo:color": "#5b574f", "fo:font-style": "italic"}, area="text")
    private = Style("paragraph", name=PRIVATE, display_name="Atelier private", parent_style=BODY)
    private.set_properties({"fo:background-color": "#f8ebc8"}, area="paragraph")
    title = Style("paragraph", name=TITLE, display_name="Title", parent_style="Heading")
    title.set_properties({"fo:font-size": "26pt", "fo:font-weight": "bold"}, area="text")
    for style in (told, private, title):
        document.insert_style(style, automatic=False)
