"""A list is read, looked at, then written whole or not at all."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.common.models import AuditEntry, Job
from atelier.participants.contacts.exports import write_csv, write_xlsx
from atelier.participants.importing.store import PendingList
from atelier.participants.models import Contact
from tests.factories.participants import ContactFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
LIST = """Nom;Prénom;Courriel;Organisme;Fonction;Collège;Commune;Téléphone
Léger;Odile;odile@exemple.fr;Ville de Dieppe;Maire;Élus;Dieppe;02 35 00 00 00
Œuvrard;Zoé;;Les Galets;;Associations;Arques-la-Bataille;
;;seul@exemple.fr;;;Élus;;
Faux;Luc;pas-une-adresse;;;Élus;;
Autre;Max;max@exemple.fr;;;Martiens;;
Bis;Odile;ODILE@exemple.fr;;;Élus;;
Perdue;Léa;lea@exemple.fr;;;Habitants;Atlantide;
"""


@pytest.fixture
def bring(client, atelier, keeper, work):
    """Bring a list and have it read; the page where one looks at it."""

    def upload(content, name="liste.csv"):
        content = content.encode() if isinstance(content, str) else content
        answer = client.post(
            reverse("participants:list_bring", args=["dieppe"]), {"file": SimpleUploadedFile(name, content)}
        )
        assert answer.status_code == 302, answer.content
        return work().arguments["next_url"]

    return upload


@pytest.fixture
def write(client, work):
    def confirm(page):
        client.post(f"{page}ecrire/")
        return work()

    return confirm


@pytest.fixture(autouse=True)
def communes():
    CommuneFactory(code="76217", name="Dieppe", search_key="dieppe")
    CommuneFactory(code="76026", name="Arques-la-Bataille", search_key="arques la bataille")


def counts(client, page):
    return client.get(page).context["counts"]


def test_list_says_what_will_happen_and_writes_nothing(client, bring):
    page = bring(LIST)

    answer = client.get(page)

    assert answer.context["counts"] == {"new": 3, "changed": 0, "same": 0, "twice": 1, "wrong": 3}
    assert [(line, sentence.replace("\xa0", " ")) for line, _name, _error, sentence in answer.context["errors"]] == [
        (4, "Pas de nom."),
        (5, "« pas-une-adresse » n’est pas une adresse électronique."),
        (6, "« Martiens » n’est aucun des collèges."),
    ]
    assert "Atlantide" in answer.content.decode()
    assert not Contact.everywhere.exists()


def test_confirmed_list_is_written_with_codes_and_colleges(client, bring, write, atelier):
    job = write(bring(LIST))

    assert job.state == Job.State.DONE, job.sentence
    odile = Contact.objects.of(atelier).get(email="odile@exemple.fr")
    assert (odile.name, odile.college, odile.sub_kind, odile.commune) == (
        "Odile Léger", "elected", "elected_commune", "76217",
    )  # fmt: skip
    assert Contact.objects.of(atelier).get(name="Zoé Œuvrard").email is None
    assert Contact.objects.of(atelier).count() == 3
    said = AuditEntry.objects.get(verb="contacts.imported")
    assert said.details["new"] == 3
    assert "odile" not in str(said.details).lower()


def test_the_same_list_again_changes_nothing(client, bring, write):
    write(bring(LIST))

    assert counts(client, bring(LIST)) == {"new": 0, "changed": 0, "same": 3, "twice": 1, "wrong": 3}


def test_changes_are_shown_field_by_field_and_an_empty_cell_erases_nothing(client, bring, write, atelier):
    ContactFactory(atelier=atelier, name="Odile Léger", email="odile@exemple.fr", phone="06", organisation="DDTM")
    page = bring("Nom et prénom;Mail;Tél;Structure\nOdile Léger;odile@exemple.fr;;Ville de Dieppe\n")

    [(_item, changes)] = client.get(page).context["changed"]
    assert changes == [("Organisation", "DDTM", "Ville de Dieppe")]
    write(page)

    contact = Contact.objects.of(atelier).get()
    assert (contact.organisation, contact.phone) == ("Ville de Dieppe", "06")


def test_columns_nobody_recognises_are_said_by_hand(client, bring, work, write, atelier):
    page = bring("A;B\nOdile Léger;odile@exemple.fr\n")
    assert "Quelle colonne contient les noms" in client.get(page).content.decode()
    assert client.post(page, {"column_0": "", "college": ""}).status_code == 422

    client.post(page, {"column_0": "name", "column_1": "email", "college": "inhabitant"})
    work()
    write(page)

    assert Contact.objects.of(atelier).values_list("name", "email", "college").get() == (
        "Odile Léger", "odile@exemple.fr", "inhabitant",
    )  # fmt: skip


def test_nothing_is_written_when_contacts_changed_meanwhile(client, bring, write, atelier):
    page = bring(LIST)
    ContactFactory(atelier=atelier, name="Odile Léger", email="odile@exemple.fr")

    job = write(page)

    assert job.state == Job.State.FAILED
    assert Contact.objects.of(atelier).count() == 1
    assert counts(client, page)["changed"] == 1  # looked at again, as it would be now


def test_a_keeper_who_is_one_no_more_writes_nothing(client, bring, write, atelier, keeper):
    page = bring(LIST)
    client.post(f"{page}ecrire/")
    keeper.memberships.all().delete()
    from atelier.common.jobs import do_job

    do_job.func(str(Job.objects.latest("created_at").pk))

    assert not Contact.objects.of(atelier).exists()


def test_list_given_up_is_forgotten(client, bring, atelier):
    page = bring(LIST)

    client.post(f"{page}oublier/")

    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\x89PNG\r\n\x1a\n\x00", "pas une liste lisible"), (b"Nom\n" + b"a\n" * 50_001, "50000 lignes")],
)
def test_what_is_no_list_is_told_in_a_sentence(client, atelier, keeper, work, content, said):
    client.post(reverse("participants:list_bring", args=["dieppe"]), {"file": SimpleUploadedFile("x.csv", content)})
    job = work()

    answer = client.get(reverse("job", args=[job.pk])).content.decode()
    assert said in answer.replace("\u202f", "").replace("\xa0", " ")


def test_fifty_thousand_lines_are_written(client, bring, write, atelier):
    lines = "\n".join(f"Personne {n};p{n}@exemple.fr;Habitants" for n in range(50_000))

    job = write(bring(f"Nom et prénom;Mail;Collège\n{lines}\n"))

    assert job.state == Job.State.DONE, job.sentence
    assert Contact.objects.of(atelier).count() == 50_000


def test_list_of_another_atelier_is_not_there(client, bring, atelier):
    page = bring(LIST)
    other = PendingList(atelier.pk + 1, page.rstrip("/").split("/")[-1])

    with pytest.raises(Exception, match="not_seen"):
        other.preview()


def test_export_comes_back_the_same_and_no_cell_is_a_formula(client, bring, atelier, keeper):
    ContactFactory(
        atelier=atelier, name='=HYPERLINK("http://x")', email="a@exemple.fr", phone="+33 6 00", organisation="@cmd",
        sub_kind="elected_commune", commune="76217",
    )  # fmt: skip
    body = client.get(reverse("participants:contacts_file", args=["dieppe", "csv"])).content

    assert body == write_csv(atelier)
    cells = [cell.strip('"') for line in body.decode("utf-8-sig").splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    for name, content in (("c.csv", body), ("c.xlsx", write_xlsx(atelier))):
        assert counts(client, bring(content, name)) == {"new": 0, "changed": 0, "same": 1, "twice": 0, "wrong": 0}


def test_xlsx_export_holds_text_only(atelier):
    from python_calamine import CalamineWorkbook

    ContactFactory(atelier=atelier, name="=1+1")

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(atelier))).get_sheet_by_index(0)

    assert sheet.to_python()[1][0] == "=1+1"
