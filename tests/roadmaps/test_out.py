"""What leaves is read back with other libraries than those that wrote it."""

import csv
import datetime as dt
import io

import pyogrio
import pyogrio.raw
import pytest
from odfdo import Document
from python_calamine import CalamineWorkbook

from atelier.participants.models import ExpectedCommune
from atelier.roadmaps.out.gathering import gather
from atelier.roadmaps.out.geopackage import write_geopackage
from atelier.roadmaps.out.tables import harmless, write_csv, write_xlsx
from atelier.roadmaps.out.tet import COLUMNS
from atelier.roadmaps.out.text import write_odt
from tests.factories.roadmaps import ActionFactory, AxisFactory, BearerFactory, FundingLineFactory

pytestmark = pytest.mark.django_db
POINT = {"type": "Point", "coordinates": [1.08, 49.92]}
AREA = {"type": "Polygon", "coordinates": [[[1.07, 49.92], [1.09, 49.92], [1.09, 49.93], [1.07, 49.92]]]}


@pytest.fixture
def gathered():
    axis = AxisFactory(title="Accompagner le trait de côte")
    quay = ActionFactory(
        roadmap=axis.roadmap, axis=axis, number=1, title="=cmd|' /C calc'!A1", status="late", geometry=AREA,
        starts_on=dt.date(2027, 3, 1), ends_on=dt.date(2028, 12, 31), partners="Port, criée\nRégion", person_days=12,
    )  # fmt: skip
    BearerFactory(action=quay, name="Odile Léger", function="Maire")
    BearerFactory(action=quay, kind="state", name="Brice Nam", function="DDTM")
    for funder in ("Région", "Département", "Région", "Europe", "Agence de l’eau"):
        FundingLineFactory(action=quay, funder=funder, amount_eur="1000.50")
    ActionFactory(roadmap=axis.roadmap, axis=axis, number=2, title="Chemin", geometry=POINT)
    ActionFactory(roadmap=axis.roadmap, axis=axis, number=3, title="Conter", status="to_discuss")
    ExpectedCommune.everywhere.create(atelier=axis.roadmap.atelier, code="76217", name="Dieppe")
    return gather(axis.roadmap)


def test_csv_holds_the_columns_of_territoires_en_transitions_and_runs_nothing(gathered):
    rows = list(csv.reader(io.StringIO(write_csv(gathered).decode("utf-8-sig")), delimiter=";"))

    assert tuple(rows[0]) == COLUMNS
    assert len(COLUMNS) == 35
    first = dict(zip(COLUMNS[:17], rows[1], strict=False)) | dict(zip(COLUMNS[22:], rows[1][22:], strict=True))
    assert first["Axe (x)"] == "Accompagner le trait de côte"
    assert first["Titre de la fiche action"] == "'=cmd|' /C calc'!A1"
    assert first["Partenaires"] == '"Port, criée", Région'
    assert (first["Personne pilote"], first["Élu·e référent·e"]) == ("Brice Nam", "Odile Léger")
    assert first["Budget prévisionnel total € HT"] == "5002,50"
    assert (first["Statut"], first["Date de début"]) == ("En retard", "01/03/2027")
    assert rows[1][16:22] == ["Région", "2001,00", "Département", "1000,50", "Europe", "1000,50"]
    assert [row[23] for row in rows[1:]] == ["En retard", "À venir", "A discuter"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "＝1"])
def test_cell_that_begins_as_a_formula_is_text(text):
    assert harmless(text) == f"'{text}"


def test_xlsx_is_where_the_import_looks_with_real_days_and_sums(gathered):
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(gathered)))
    rows = book.get_sheet_by_name("Plan d'action").to_python(skip_empty_area=False)

    assert book.sheet_names == ["Plan d'action", "Financement", "Indicateurs", "Historique"]
    assert tuple(rows[1]) == COLUMNS
    assert rows[3][3] == "=cmd|' /C calc'!A1"
    assert (rows[3][25], rows[3][26]) == (dt.date(2027, 3, 1), dt.date(2028, 12, 31))
    assert rows[3][22] == 5002.5
    assert len(book.get_sheet_by_name("Financement").to_python()) == 6


def test_xlsx_holds_no_formula(gathered):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(write_xlsx(gathered))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]

    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)


def test_geopackage_opens_layer_by_layer_in_the_legal_projection(gathered, tmp_path):
    path = tmp_path / "out.gpkg"
    path.write_bytes(write_geopackage(gathered))

    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {
        "actions_points": "MultiPoint",
        "actions_lignes": "MultiLineString",
        "actions_surfaces": "MultiPolygon",
        "actions_sans_lieu": None,
        "demonstrateurs_points": "MultiPoint",
        "demonstrateurs_lignes": "MultiLineString",
        "demonstrateurs_surfaces": "MultiPolygon",
        "communes_du_perimetre": "MultiPolygon",
    }
    known = pyogrio.read_info(path, layer="actions_surfaces")
    assert (known["crs"], known["features"]) == ("EPSG:2154", 1)
    assert known["total_bounds"][0] == pytest.approx(561_000, abs=3_000)
    _meta, _rows, _shapes, columns = pyogrio.raw.read(path, layer="actions_surfaces")
    read = {name: column[0] for name, column in zip(known["fields"], columns, strict=True)}
    assert (read["action"], read["statut"], read["elu_porteur"]) == ("A-1", "En retard", "Odile Léger, Maire")
    assert (str(read["debut"])[:10], read["budget_eur"]) == ("2027-03-01", 5002.5)
    assert pyogrio.read_info(path, layer="communes_du_perimetre")["features"] == 1


def test_odt_has_real_headings_and_tables(gathered):
    document = Document(io.BytesIO(write_odt(gathered)))

    found = document.body.headers
    heads = [(int(one.get_attribute("text:outline-level")), one.text_recursive.strip()) for one in found]
    assert heads[:2] == [(1, "Accompagner le trait de côte"), (2, "A-1 · =cmd|' /C calc'!A1")]
    tables = {table.name: table for table in document.body.tables}
    assert tables["A-1-financement"].height == 6
    assert [cell.text_recursive.strip() for cell in tables["A-1-fiche"].get_row(0).cells] == ["Statut", "En retard"]
