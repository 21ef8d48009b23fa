"""The archive: the shipped file is the seed's, it may be read again, and what is wrong is told by line."""

import json

import pytest
from click.testing import CliRunner
from django.conf import settings

from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.programme.archive.lines import read_archive
from atelier.programme.archive.writing import import_archive
from atelier.programme.cli import ARCHIVE, programme
from atelier.programme.keeping import keep
from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
HOUSE = System()
SHIPPED = settings.DATA_DIR / ARCHIVE
HEAD = {"format": "atelier-programme", "version": 1}
SESSION = {"what": "session", "slug": "eau", "kind": "national", "title": "Eau", "first_year": 2017, "last_year": 2017}
ENTRY = {"what": "atelier", "slug": "a", "kind": "flash", "title": "A", "place": "A"}
SEED = [
    (2006, 2006, "Littoral 1"),
    (2007, 2007, "Montagne"),
    (2009, 2009, "Littoral 2"),
    (2010, 2010, "Atelier flash Xynthia"),
    (2011, 2011, "Territoires économiques"),
    (2012, 2012, "Territoires en mutation exposés aux risques"),
    (2013, 2013, "Atelier des territoires, session 1"),
    (2014, 2014, "Atelier des territoires, session 2"),
    (2015, 2015, "Paysage"),
    (2016, 2016, "Mieux vivre ensemble dans le périurbain"),
    (2016, 2016, "Vivre travailler en montagne à l’heure du changement climatique"),
    (2017, 2017, "Faire de l’eau une ressource pour l’aménagement"),
    (2017, 2017, "Villes patrimoniales"),
    (2019, 2020, "Amplifier la transition écologique avec les territoires"),
    (2019, 2020, "Atelier Flash"),
    (2019, 2020, "Atelier Local"),
    (2021, 2021, "Mieux aménager avec des sols vivants"),
]


def written(tmp_path, *lines, head=HEAD):
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in [head, *lines]))
    return path


def sentences(told):
    return [str(problem).replace("\xa0", " ") for problem in told.problems]


@pytest.fixture
def places(django_db_setup, django_db_blocker):
    from atelier.territories.commands import load_reference

    load_reference(settings.DATA_DIR)


@pytest.mark.usefixtures("places")
def test_shipped_archive_is_the_list_of_the_programme_since_2006():
    told = import_archive(SHIPPED, by=HOUSE)

    assert told.problems == []
    rows = NationalSession.objects.order_by("first_year", "title").values_list("first_year", "last_year", "title")
    assert list(rows) == SEED
    forest = CatalogueEntry.objects.get(slug="parc-national-forets")
    assert sorted(forest.departments.values_list("code", flat=True)) == ["21", "52"]
    assert (round(forest.lon), round(forest.lat)) == (5, 48)
    assert ChronicleEvent.objects.count() == 13


@pytest.mark.usefixtures("places")
def test_second_import_changes_nothing_and_leaves_no_trace():
    import_archive(SHIPPED, by=HOUSE)
    rows = AuditEntry.objects.count()

    told = import_archive(SHIPPED, by=HOUSE)

    assert (told.added.total(), told.changed.total(), told.kept) == (0, 0, [])
    assert told.same == len(read_archive(SHIPPED).lines)
    assert AuditEntry.objects.count() == rows


def test_newer_file_changes_what_nobody_touched(tmp_path):
    import_archive(written(tmp_path, SESSION), by=HOUSE)

    told = import_archive(written(tmp_path, {**SESSION, "title": "Eau et ville"}), by=HOUSE)

    assert told.changed.total() == 1
    assert NationalSession.objects.get().title == "Eau et ville"


def test_what_was_changed_by_hand_stays_unless_one_asks(tmp_path):
    path = written(tmp_path, SESSION)
    import_archive(path, by=HOUSE)
    session = NationalSession.objects.get()
    session.title = "L’eau"
    keep(session, by=AccountFactory())

    assert import_archive(path, by=HOUSE).kept == ["L’eau"]
    assert NationalSession.objects.get().title == "L’eau"
    assert import_archive(path, by=HOUSE, overwrites=True).changed.total() == 1
    assert NationalSession.objects.get().title == "Eau"


def test_lines_may_name_what_a_later_one_describes(tmp_path):
    entry = {
        "what": "atelier",
        "slug": "a",
        "kind": "flash",
        "title": "A",
        "place": "A",
        "session": "eau",
        "terms": ["t"],
    }
    term = {"what": "term", "family": "theme", "slug": "t", "name": "Thème"}

    told = import_archive(written(tmp_path, entry, SESSION, term), by=HOUSE)

    assert told.problems == []
    assert CatalogueEntry.objects.get().session.slug == "eau"
    assert Term.objects.get().entries.get().slug == "a"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "Ligne 3 : elle n’est pas comme le dit le format"),
        ({"what": "session", "slug": "x"}, "Ligne 3 : elle n’est pas comme le dit le format"),
        ({**SESSION, "slug": "x", "colour": "red"}, "Ligne 3 : elle n’est pas comme le dit le format"),
        (SESSION, "Ligne 3 : « eau » est déjà décrit ligne 2."),
        ({**SESSION, "slug": "x", "kind": "lunar"}, "Ligne 3 : kind"),
        ({**SESSION, "slug": "x", "last_year": 2000}, "Ligne 3 : "),
        ({**ENTRY, "session": "feu"}, "Ligne 3 : rien ne s’appelle « feu » ici."),
        ({**ENTRY, "places": ["99999"]}, "Ligne 3 : aucune commune, aucun EPCI ne répond à « 99999 »."),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_told_and_nothing_is_written(tmp_path, line, told):
    found = import_archive(written(tmp_path, SESSION, line), by=HOUSE)

    assert len(found.problems) == 1
    assert sentences(found)[0].lower().startswith(told.lower())
    assert NationalSession.objects.count() == 0
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("not json", "Ligne 1 : elle doit dire le format"),
        ({"format": "other", "version": 1}, "Ligne 1 : ce n’est pas une archive du programme."),
        ({**HEAD, "version": 9}, "Ligne 1 : la version 9 n’est pas connue ici"),
    ],
)
def test_file_of_another_kind_is_refused(tmp_path, head, told):
    assert sentences(import_archive(written(tmp_path, SESSION, head=head), by=HOUSE))[0].startswith(told)


def test_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" * 40)

    assert sentences(import_archive(path, by=HOUSE)) == ["Ce fichier n’est pas un texte en UTF-8."]


def test_command_says_what_it_did_or_every_line_that_is_wrong(tmp_path):
    done = CliRunner().invoke(programme, ["import", str(written(tmp_path, SESSION))])
    refused = CliRunner().invoke(programme, ["import", str(written(tmp_path, "{", "["))])

    assert (done.exit_code, done.output) == (0, "1 ajouts, 0 changements, 0 inchangés.\n")
    assert refused.exit_code == 1
    assert [word in refused.output for word in ("Ligne 2", "Ligne 3", "Rien n’a été écrit")] == [True, True, True]
    assert Publication.objects.count() == 0
