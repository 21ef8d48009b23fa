"""Tables mixed, hands respected, papers printed; who is missing."""

from collections import Counter

import pypdfium2
import pytest
from django.urls import reverse

from atelier.participants.models import Attendance, ExpectedCommune, SeatingPlace, SeatingTable
from tests.factories.participants import GatheringFactory, InvitationFactory
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db
COLLEGES = ["elected", "state", "inhabitant", "economic"]


@pytest.fixture
def gathering(atelier, keeper):
    return GatheringFactory(atelier=atelier)


@pytest.fixture
def people(gathering):
    return [
        InvitationFactory(
            gathering=gathering, answer="yes", contact__college=COLLEGES[n % 4], contact__name=f"Personne {n:02d}"
        ).contact
        for n in range(16)
    ]


def url(gathering, name, **more):
    return reverse(f"participants:{name}", kwargs={"slug": "dieppe", "pk": gathering.pk, **more})


def seated(gathering):
    return dict(SeatingPlace.objects.of(gathering.atelier_id).values_list("contact_id", "table__name"))


def seat_all(client, gathering, **words):
    return client.post(url(gathering, "seating"), {"count": 4, "chairs": 4, **words})


def test_tables_are_mixed_and_sizes_respected(client, gathering, people):
    seat_all(client, gathering)

    plan = seated(gathering)
    assert Counter(plan.values()) == dict.fromkeys(["Table 1", "Table 2", "Table 3", "Table 4"], 4)
    pairs = Counter((one.college, plan[one.pk]) for one in people)
    assert max(pairs.values()) == 1


def test_whoever_was_put_by_hand_stays_when_the_plan_is_made_again(client, gathering, people):
    seat_all(client, gathering)
    table = SeatingTable.objects.of(gathering.atelier_id).get(name="Table 3")
    moved = [one for one in people if seated(gathering)[one.pk] != "Table 3"][:2]
    for one in moved:
        client.post(url(gathering, "seating_move"), {"contact": str(one.pk), "table": str(table.pk)})

    for _ in range(3):
        client.post(url(gathering, "seating_again"))

    assert [seated(gathering)[one.pk] for one in moved] == ["Table 3", "Table 3"]
    client.post(url(gathering, "seating_move"), {"contact": str(moved[0].pk), "table": ""})
    assert SeatingPlace.objects.of(gathering.atelier_id).filter(is_locked=True).count() == 1


def test_too_few_chairs_is_told_and_nothing_changes(client, gathering, people):
    seat_all(client, gathering)
    before = seated(gathering)

    answer = client.post(
        url(gathering, "seating_table", table_pk=SeatingTable.objects.of(gathering.atelier_id).first().pk),
        {"name": "Petite", "chairs": 2},
    )
    assert answer.status_code == 302
    answer = client.post(url(gathering, "seating_again"))

    assert answer.status_code == 409
    assert "2 chaises" in answer.content.decode()
    assert list(seated(gathering)) == list(before)


def test_once_the_door_opens_those_who_are_here_are_seated(client, gathering, people):
    for one in people[:6]:
        client.post(url(gathering, "note"), {"contact": str(one.pk), "is_here": "1"})

    seat_all(client, gathering, count=2, chairs=3)

    assert set(seated(gathering)) == {one.pk for one in people[:6]}


def test_nobody_to_seat_is_told(client, gathering):
    assert seat_all(client, gathering).status_code == 409


@pytest.mark.parametrize(
    ("kind", "words"), [("plan", "Plan de table"), ("tables", "Table 1"), ("badges", "Personne 00")]
)
def test_papers_are_tagged_and_hold_the_names(client, gathering, people, work, kind, words):
    seat_all(client, gathering)

    client.post(url(gathering, "paper", kind=kind))
    job = work()

    body = client.get(reverse("job_file", args=[job.pk])).getvalue()
    pdf = pypdfium2.PdfDocument(body)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert words in f"{pdf.get_metadata_value('Title')} {text}"
    assert all(one.name in text for one in people)
    assert pdf.is_tagged()


def test_words_of_people_are_never_typeset_as_markup(client, gathering, work):
    nasty = '#panic("x") $ \\ <b>'
    InvitationFactory(gathering=gathering, answer="yes", contact__name=nasty)

    client.post(url(gathering, "paper", kind="badges"))

    assert work().state == "done"


@pytest.mark.parametrize("count", [4, 40])
def test_plan_costs_the_same_whatever_the_number(client, gathering, django_assert_max_num_queries, count):
    InvitationFactory.create_batch(count, gathering=gathering, answer="yes")
    seat_all(client, gathering, count=6, chairs=8)

    with django_assert_max_num_queries(16):
        client.get(url(gathering, "seating"))


def test_meter_says_which_colleges_and_communes_are_missing(client, gathering, atelier):
    for code, name in (("76217", "Dieppe"), ("76026", "Arques"), ("76565", "Saint-Aubin")):
        CommuneFactory(code=code, name=name)
        client.post(reverse("participants:place_add", args=["dieppe"]), {"kind": "commune", "code": code})
    here = InvitationFactory(gathering=gathering, contact__commune="76217").contact
    InvitationFactory(gathering=gathering, answer="yes", contact__commune="76026", contact__college="state")
    client.post(url(gathering, "note"), {"contact": str(here.pk), "is_here": "1"})

    meter = client.get(url(gathering, "missing")).context["meter"]

    assert [(one.name, one.state) for one in meter.communes] == [
        ("Arques", "announced"), ("Dieppe", "here"), ("Saint-Aubin", "missing"),
    ]  # fmt: skip
    assert {one.college for one in meter.absent} == {"technical", "economic", "civil", "bearer", "team"}
    [elected] = [one for one in meter.colleges if one.college == "elected"]
    assert (elected.here, elected.announced, elected.missing) == (1, 0, 1)


def test_grouping_brings_all_its_communes_once(client, atelier, keeper):
    epci = EpciFactory()
    for number in range(3):
        CommuneFactory(code=f"7600{number}", name=f"C{number}", epci=epci)

    for _ in range(2):
        client.post(reverse("participants:place_add", args=["dieppe"]), {"kind": "epci", "code": epci.code})

    assert ExpectedCommune.objects.of(atelier).count() == 3
    client.post(reverse("participants:place_remove", args=["dieppe"]), {"code": "76001"})
    assert ExpectedCommune.objects.of(atelier).count() == 2


def test_hoped_for_is_what_the_keeper_says(client, gathering):
    words = dict.fromkeys([*COLLEGES, "technical", "civil", "bearer", "team"], "0")
    client.post(reverse("participants:expected", args=["dieppe"]), {**words, "inhabitant": "12"})

    meter = client.get(url(gathering, "missing")).context["meter"]
    assert [(one.college, one.hoped) for one in meter.absent] == [("inhabitant", 12)]
    assert not Attendance.objects.of(gathering.atelier_id).exists()
