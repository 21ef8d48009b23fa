"""What both sides did: what is united, what is told."""

import pytest

from atelier.ateliers.commands import add_step, give_role
from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import System
from atelier.engines.journal.operations import Cut, Edit, Erase, Piece
from atelier.people.models import Account
from atelier.suitcase.models import Exchange
from atelier.tables.commands import change_meaning, keeper_seat, lock_overlay, open_table
from atelier.tables.journal import load_state
from tests.suitcase.machines import HERE, draw, new_id
from tests.suitcase.test_round_trip import everything_but_hours

HOUSE = System()


def codes(exchange):
    return [one["code"] for one in exchange.differences]


def text_of(machine, identifier):
    with machine:
        return load_state(machine.tables()[0]).things[identifier].text


@pytest.fixture
def shared(home):
    """A stroke that both sides know."""
    stroke = draw(home, text="avant")
    home.enter(stroke)
    return stroke.object


@pytest.fixture
def sides(home, shared, field):
    return home, field


def edit(identifier, **fields):
    return Edit(op=new_id(), object=identifier, **fields)


def test_same_words_changed_on_both_sides_follow_the_later_and_are_told(sides, shared):
    home, field = sides
    home.enter(edit(shared, text="maison"))
    field.enter(edit(shared, text="dehors"), seat="Bruno")

    merged = home.merge(field.pack())
    field.open(home.pack())

    assert text_of(home, shared) == text_of(field, shared) == "dehors"
    assert merged.differences == [
        {
            "code": "object",
            "table": "Table 1",
            "what": "Blocage · maison",
            "property": "text",
            "ours": "maison",
            "theirs": "dehors",
            "here": "Anna",
            "there": "Bruno",
        }
    ]
    assert home.verify() == field.verify() == []


def test_properties_of_one_object_changed_apart_are_both_kept_and_nothing_is_told(sides, shared):
    home, field = sides
    home.enter(edit(shared, text="maison"))
    field.enter(edit(shared, pencil="resource"))

    merged = home.merge(field.pack())

    with home:
        thing = load_state(home.tables()[0]).things[shared]
    assert (thing.text, thing.pencil, merged.differences) == ("maison", "resource", [])


@pytest.mark.parametrize("erased_at_home", [True, False])
def test_erased_on_one_side_and_changed_on_the_other_stays_erased_and_is_told(sides, shared, erased_at_home):
    home, field = sides
    one, other = (home, field) if erased_at_home else (field, home)
    one.enter(Erase(op=new_id(), object=shared))
    other.enter(edit(shared, text="changé"))

    merged = home.merge(field.pack())

    with home:
        thing = load_state(home.tables()[0]).things[shared]
    assert (bool(thing.erased), thing.text, codes(merged)) == (True, "changé", ["erased"])


def test_stroke_cut_on_both_sides_keeps_the_pieces_of_both_and_is_told(sides, shared):
    home, field = sides
    for machine in sides:
        pieces = [Piece(object=new_id(), trace=[*HERE, 900, 400])]
        machine.enter(Cut(op=new_id(), object=shared, pieces=pieces))

    merged = home.merge(field.pack())

    with home:
        assert len(load_state(home.tables()[0]).visible()) == 2
    assert codes(merged) == ["cut_twice"]
    assert home.verify() == []


def test_laptop_takes_the_order_of_home_and_a_new_epoch(sides, shared):
    home, field = sides
    home.enter(draw(home, text="maison"))
    field.enter(draw(field, text="dehors"))
    with field:
        epoch = field.tables()[0].epoch

    field.open(home.pack())

    with field:
        table = field.tables()[0]
        assert [thing.text for thing in load_state(table).visible()] == ["avant", "maison", "dehors"]
        assert table.epoch != epoch
    assert field.verify() == []


def test_laptop_that_did_nothing_keeps_its_epoch(sides):
    home, field = sides
    home.enter(draw(home))
    with field:
        epoch = field.tables()[0].epoch

    field.open(home.pack())

    with field:
        assert field.tables()[0].epoch == epoch


def test_meaning_changed_outside_only_comes_home(sides):
    home, field = sides
    with field:
        change_meaning(field.tables()[0].pencils.first(), meaning="Nœud", by=HOUSE)

    merged = home.merge(field.pack())

    with home:
        assert home.tables()[0].pencils.first().meaning == "Nœud"
    assert merged.differences == []


def test_meaning_changed_on_both_sides_stays_as_at_home_and_is_told_once(sides):
    home, field = sides
    for machine, meaning in ((home, "Obstacle"), (field, "Nœud")):
        with machine:
            change_meaning(machine.tables()[0].pencils.first(), meaning=meaning, by=HOUSE)

    suitcase = field.pack()
    merged, again = home.merge(suitcase), home.merge(suitcase)
    field.open(home.pack())

    for machine in sides:
        with machine:
            assert machine.tables()[0].pencils.first().meaning == "Obstacle"
    told = [(one["property"], one["ours"], one["theirs"], one["kept"]) for one in merged.differences]
    assert told == [("meaning", "Obstacle", "Nœud", "ours")]
    assert again.differences == []


def test_drawings_laid_outside_on_a_sheet_locked_at_home_enter_and_are_told(sides):
    home, field = sides
    with home:
        lock_overlay(home.tables()[0].overlays.first(), is_locked=True, by=HOUSE)
    field.enter(draw(field))

    merged = home.merge(field.pack())

    assert merged.counts["operations"] == 1
    assert [(one["code"], one["count"]) for one in merged.differences] == [("locked", 1)]


def test_table_closed_outside_is_closed_at_home_and_work_done_meanwhile_stays(sides):
    home, field = sides
    with field:
        open_table(field.tables()[0], is_open=False, by=HOUSE)
    home.enter(draw(home))

    home.merge(field.pack())

    with home:
        assert (home.tables()[0].is_open, home.tables()[0].last_seq) == (False, 2)


def test_sheets_tables_steps_and_seats_of_both_sides_are_all_there(sides):
    home, field = sides
    for machine, name in ((home, "maison"), (field, "dehors")):
        with machine:
            table = machine.tables()[0]
            add_step(table.workshop, title=name, by=HOUSE)  # lays a sheet of its name on every table
    with field:
        overlay = field.tables()[0].overlays.get(name="dehors")
    field.enter(draw(field, overlay=overlay.pk))

    home.merge(field.pack())
    field.open(home.pack())

    assert everything_but_hours(home) == everything_but_hours(field)
    with home:
        table = home.tables()[0]
        assert set(table.overlays.values_list("name", flat=True)) == {"Premier calque", "maison", "dehors"}
        drawn = load_state(table).visible()[-1]
        assert table.overlays.get(pk=drawn.overlay).name == "dehors"


def test_keeper_who_sat_down_on_both_sides_is_one_person(sides):
    home, field = sides
    for machine in sides:
        with machine:
            seat = keeper_seat(machine.tables()[0], Viewer(account=Account.objects.get(email="cle@exemple.fr")))
        machine.enter(draw(machine), seat=seat.name)

    home.merge(field.pack())
    field.open(home.pack())

    for machine in sides:
        with machine:
            seat = Seat.everywhere.get(name="Camille")
            assert seat.entries.count() == 2
    assert everything_but_hours(home) == everything_but_hours(field)


def test_someone_who_sat_down_anew_outside_is_told(sides):
    home, field = sides
    with field:
        workshop = field.tables()[0].workshop
        Seat.everywhere.create(workshop=workshop, name="anna", college="inhabitant", consented_at="2026-11-24T09:00Z")

    merged = home.merge(field.pack())

    assert [(one["code"], one["name"]) for one in merged.differences] == [("same_person", "anna")]


def test_role_given_outside_gives_no_right_at_home_and_is_told(sides):
    home, field = sides
    with field:
        intruder = Account.objects.create_superuser("intrus@exemple.fr", "un-mot-de-passe", name="Intrus")
        atelier = field.tables()[0].workshop.atelier
        give_role(atelier, intruder, role="lead", by=HOUSE)
        give_role(atelier, Account.objects.get(email="scribe@exemple.fr"), role="lead", by=HOUSE)

    merged = home.merge(field.pack())

    with home:
        assert not Account.objects.filter(email="intrus@exemple.fr").exists()
        roles = set(home.tables()[0].workshop.atelier.memberships.values_list("account__email", "role"))
    assert roles == {("cle@exemple.fr", "facilitator"), ("scribe@exemple.fr", "scribe")}
    assert sorted(one["account"] for one in merged.differences) == ["intrus@exemple.fr", "scribe@exemple.fr"]


def test_role_given_at_home_reaches_the_laptop(sides):
    home, field = sides
    with home:
        give_role(
            home.tables()[0].workshop.atelier, Account.objects.get(email="scribe@exemple.fr"), role="lead", by=HOUSE
        )

    field.open(home.pack())

    with field:
        assert field.tables()[0].workshop.atelier.memberships.get(account__email="scribe@exemple.fr").role == "lead"


def test_same_file_laid_on_both_sides_is_there_once(sides):
    home, field = sides
    identifier = new_id()
    for machine in sides:
        machine.enter(draw(machine, object=identifier, text="du fichier"))

    merged = home.merge(field.pack())
    field.open(home.pack())

    assert codes(merged) == ["same_object"]
    assert everything_but_hours(home) == everything_but_hours(field)


def test_two_laptops_merged_in_either_order_bring_the_same_things(home, machine):
    suitcase = home.pack()
    laptops = [machine("b"), machine("c")]
    for laptop in laptops:
        laptop.open(suitcase)
        laptop.enter(draw(laptop, text=laptop.name))
        with laptop:
            change_meaning(laptop.tables()[0].pencils.first(), meaning=laptop.name, by=HOUSE)
    files = [laptop.pack() for laptop in laptops]

    for file in reversed(files):
        home.merge(file)
    for laptop in laptops:
        laptop.open(home.pack())

    expected = everything_but_hours(home)
    assert [everything_but_hours(laptop) for laptop in laptops] == [expected, expected]
    with home:
        assert {thing.text for thing in load_state(home.tables()[0]).visible()} == {"b", "c"}


def test_exchange_is_kept_with_the_atelier(sides):
    home, field = sides

    home.merge(field.pack())

    with home:
        assert list(Exchange.everywhere.order_by("pk").values_list("kind", flat=True)) == ["packed", "merged"]
