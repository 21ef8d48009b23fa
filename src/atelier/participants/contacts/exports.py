"""Contacts as a file that a spreadsheet opens as it is, and that can be brought back: no cell is ever a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.engines.lists.writing import csv_of
from atelier.participants.contacts.models import Contact
from atelier.participants.contacts.queries import commune_names, contacts_matching, with_consents
from atelier.participants.kinds import present_kinds

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
WIDTHS = (28, 30, 16, 30, 24, 30, 30, 18, 10, 24, 14, 14)


def rows_of(atelier: Atelier) -> Iterator[list[str]]:
    """The headings, which an import recognises, then a row a contact."""
    contacts = list(with_consents(contacts_matching(atelier)))
    names, kinds = commune_names(contact.commune for contact in contacts), present_kinds()
    yield [
        _("Name and first name"), _("E-mail address"), _("Telephone"), _("Organisation"), _("Function"),
        _("College"), _("Type"), _("Discipline"), _("Commune code"), _("Name of the commune"),
        _("Agrees: data"), _("Agrees: image"),
    ]  # fmt: skip
    said = {True: _("yes"), False: _("no"), None: ""}
    for one in contacts:
        yield [
            one.name, one.email or "", one.phone, one.organisation, one.function, str(one.get_college_display()),
            kinds.name_of(one.sub_kind), kinds.name_of(one.discipline), one.commune, names.get(one.commune, ""),
            *_agreements(one, said),
        ]  # fmt: skip


def write_csv(atelier: Atelier) -> bytes:
    """Semicolons, UTF-8 with its mark."""
    return csv_of(rows_of(atelier))


def write_xlsx(atelier: Atelier) -> bytes:
    """Every cell is text for the spreadsheet, so none is run."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Contacts"))
        bold = book.add_format({"bold": True})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows_of(atelier)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, None if number else bold)
        sheet.freeze_panes(1, 1)
    return file.getvalue()


def _agreements(contact: Contact, said: dict[bool | None, str]) -> list[str]:
    """What `with_consents` found."""
    found = vars(contact)
    return [said[found["agrees_data"]], said[found["agrees_image"]]]
