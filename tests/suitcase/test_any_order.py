"""Whatever is done on either side, in whatever order it is exchanged: everything once, and everyone alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier.common.audit import System
from atelier.engines.journal.operations import Cut, Edit, Erase, Piece, Restore
from atelier.suitcase.models import Passport
from atelier.tables.commands import change_meaning
from atelier.tables.journal import load_state
from atelier.tables.models import JournalEntry
from tests.suitcase.conftest import build_atelier
from tests.suitcase.machines import HERE, Machine, draw, new_id
from tests.suitcase.test_round_trip import everything_but_hours

ACTS = st.sampled_from(["draw", "edit", "erase", "restore", "cut", "meaning"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["home", "b", "c"]), ACTS, st.integers(0, 5)),
        st.tuples(st.sampled_from(["b", "c"]), st.sampled_from(["bring", "take"]), st.just(0)),
    ),
    max_size=12,
)


@pytest.mark.parametrize("seed", ["one"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_work_on_three_machines_and_any_exchanges_converge(blank, tmp_path_factory, django_db_blocker, steps, seed):
    with django_db_blocker.unblock():
        machines = three_machines(blank, tmp_path_factory.mktemp("any"))
        done = set()
        for name, act, number in steps:
            exchange(machines, name, act) if act in {"bring", "take"} else done.add(do(machines[name], act, number))
        for _round in range(2):
            for name in ("b", "c"):
                exchange(machines, name, "bring")
        for name in ("b", "c"):
            exchange(machines, name, "take")

        expected = everything_but_hours(machines["home"])
        assert [everything_but_hours(machines[name]) for name in ("b", "c")] == [expected, expected]
        with machines["home"]:
            held = set(JournalEntry.everywhere.values_list("op", flat=True))
        assert done - {None} <= held
        assert [machine.verify() for machine in machines.values()] == [[], [], []]
        for machine in machines.values():
            machine.close()


def three_machines(blank, folder):
    home = Machine(folder, "home", blank)
    with home:
        build_atelier()
    home.enter(draw(home, text="avant"))
    suitcase = home.pack()
    machines = {"home": home, "b": Machine(folder, "b", blank), "c": Machine(folder, "c", blank)}
    for name in ("b", "c"):
        machines[name].open(suitcase)
    return machines


def exchange(machines, name, act):
    if act == "bring":
        machines["home"].merge(machines[name].pack())
    else:
        machines[name].open(machines["home"].pack())


def do(machine, act, number):
    """One act of one hand; its operation, None for what is no operation or can't be done now."""
    with machine:
        if act == "meaning":
            change_meaning(machine.tables()[0].pencils.first(), meaning=f"{machine.name} {number}", by=System())
            return None
        things = sorted(load_state(machine.tables()[0]).things.values(), key=lambda thing: str(thing.id))
    thing = things[number % len(things)]
    if act == "cut" and thing.erased:
        act = "restore"
    pieces = [Piece(object=new_id(), trace=thing.trace[:4])]
    operation = {
        "draw": lambda: draw(machine, text=f"{machine.name} {number}"),
        "edit": lambda: Edit(op=new_id(), object=thing.id, text=f"{machine.name} {number}"),
        "erase": lambda: Erase(op=new_id(), object=thing.id),
        "restore": lambda: Restore(op=new_id(), object=thing.id),
        "cut": lambda: Cut(op=new_id(), object=thing.id, pieces=pieces),
    }[act]()
    machine.enter(operation)
    return operation.op


def test_nothing_grows_when_the_same_suitcases_go_round(home, field):
    field.enter(draw(field, trace=[*HERE, 1, 1]))
    with home:
        before = Passport.everywhere.count()

    for _ in range(3):
        home.merge(field.pack())
        field.open(home.pack())
    with home:
        rows, entries = Passport.everywhere.filter(kind__startswith="tables").count(), JournalEntry.everywhere.count()
        aliases = Passport.everywhere.filter(is_alias=True).count()

    assert (entries, aliases) == (1, 0)
    assert rows <= before
