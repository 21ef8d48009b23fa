"""Lists as offices send them."""

import io
import re

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from odfdo import Document, Table

from atelier.engines.lists.headings import as_written, plain, recognise
from atelier.engines.lists.reading import MOST_ROWS, ListCode, ListRefused, read_list, separator_of

HEADINGS = ["Nom", "Prénom", "Courriel", "Téléphone", "Commune"]
ROWS = [
    ["Léger", "Odile", "odile@exemple.fr", "0235000000", "Dieppe"],
    ["Œuvrard", "Zoé", "", "", "Arques-la-Bataille"],
]


def as_csv(separator, encoding):
    lines = [separator.join(row) for row in [HEADINGS, *ROWS]]
    return "\r\n".join(lines).encode(encoding)


def as_xlsx():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("vide")
        sheet = book.add_worksheet("liste")
        for number, row in enumerate([HEADINGS, *ROWS]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
        sheet.write_number(1, 3, 235000000)
    return file.getvalue()


def as_ods():
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("liste")
    for row in [HEADINGS, *ROWS]:
        table.append_row(row_of(row))
    document.body.append(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def row_of(values):
    from odfdo import Row

    row = Row()
    for value in values:
        row.append_cell(cell_of(value))
    return row


def cell_of(value):
    from odfdo import Cell

    return Cell(value)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_whatever_its_separator_and_encoding(separator, encoding):
    people = read_list(as_csv(separator, encoding))

    assert (people.headings, people.rows, people.numbers) == (HEADINGS, ROWS, [2, 3])


def test_xlsx_is_read_from_its_first_sheet_that_holds_something():
    people = read_list(as_xlsx())

    assert people.headings == HEADINGS
    assert people.rows[0] == ["Léger", "Odile", "odile@exemple.fr", "235000000", "Dieppe"]


def test_ods_is_read():
    people = read_list(as_ods())

    assert (people.headings, people.rows) == (HEADINGS, ROWS)


def test_quoted_cells_and_empty_lines_keep_the_lines_of_the_file():
    people = read_list('Nom;Organisme\r\n\r\n"Léger; Odile";"Les ""Amis"""\r\n;\r\nZoé;\r\n'.encode())

    assert people.rows == [["Léger; Odile", 'Les "Amis"'], ["Zoé", ""]]
    assert people.numbers == [3, 5]


def test_short_lines_are_completed_and_long_ones_cut():
    people = read_list(b"Nom;Ville\nA\nB;C;D;E\n")

    assert people.rows == [["A", ""], ["B", "C"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ListCode.EMPTY),
        (b"Nom;Ville\n", ListCode.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", ListCode.UNREADABLE),
        (b"PK\x03\x04 not a zip", ListCode.UNREADABLE),
        (";".join(f"c{n}" for n in range(61)).encode() + b"\n1\n", ListCode.TOO_MANY_COLUMNS),
        (b"Nom\n" + b"a\n" * (MOST_ROWS + 1), ListCode.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(content, code):
    with pytest.raises(ListRefused) as refused:
        read_list(content)

    assert refused.value.code == code


def test_fifty_thousand_lines_are_read():
    assert len(read_list(b"Nom;Courriel\n" + b"A;a@b.fr\n" * MOST_ROWS).rows) == MOST_ROWS


def test_separator_of_names_with_commas_is_the_semicolon():
    assert separator_of("Nom;Organisme\nLéger, Odile;CA\nA, B;C\n") == ";"


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (HEADINGS, {"last_name": 0, "first_name": 1, "email": 2, "phone": 3, "commune": 4}),
        (["NOM ET PRÉNOM", "Mél.", "Structure", "Qualité"], {"name": 0, "email": 1, "organisation": 2, "function": 3}),
        (["Contact", "E-mail professionnel", "Catégorie"], {"name": 0, "email": 1, "college": 2}),
        (["Colonne A", "Divers"], {}),
    ],
)
def test_french_headings_are_recognised(headings, found):
    assert recognise(headings) == found


def test_plain_forgets_accents_case_and_signs():
    assert plain("N° de  Tél. (Œuvre)") == "n de tel oeuvre"


@given(st.text(alphabet="aàâÂbcçÇdeéèêÉfghiîïjklmnñoôœŒpqrstuùûüvwxyÿz 0123456789’'-,.:«»"))
def test_words_are_found_as_people_write_them(text):
    assert re.search(as_written(plain(text)), text)
    assert not re.search(as_written(plain(text) + " xxx"), text)
