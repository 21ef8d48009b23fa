from atelier.engines.journal.frames import Person
from atelier.tables.live import presence
from atelier.tables.live.presence import Presence


def people(*seats):
    return {seat: Person(seat=seat, name=f"N{seat}", college="elected", screens=0) for seat in seats}


def present(*seats):
    told = []
    return Presence(people(*seats), lambda person: told.append((person.seat, person.screens))), told


def test_screens_are_counted_over_every_process():
    here, told = present(1, 2)

    here.count(1, 1)
    here.hear("other", {1: 2, 2: 1})
    here.hear("other", {1: 2})

    assert told == [(1, 1), (1, 3), (2, 1), (2, 0)]
    assert here.counts() == {1: 1}


def test_process_that_says_nothing_any_more_has_nobody_here(monkeypatch):
    here, told = present(1)
    here.hear("killed", {1: 1})
    monkeypatch.setattr(presence, "FORGOTTEN_AFTER_S", -1)

    here.forget_silent()

    assert told == [(1, 1), (1, 0)]


def test_only_those_who_changed_are_told():
    here, told = present(1, 2)
    here.count(1, 1)
    told.clear()

    here.know(people(1, 2, 3))
    here.know(people(2, 3))

    assert told == [(3, 0), (1, 0)]
