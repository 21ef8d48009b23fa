import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from atelier.ateliers.models import Script, Sequence
from atelier.ateliers.script.clock import course_of, timed
from atelier.ateliers.script.errors import MaterialUnreadable
from atelier.ateliers.script.library import script_models
from atelier.ateliers.script.material import Needed, material_of, needed, text_of

PARIS = ZoneInfo("Europe/Paris")


def at(hour, minute=0):
    return dt.datetime(2026, 11, 24, hour, minute, tzinfo=PARIS)


def script_of(*minutes, **facts):
    sequences = [Sequence(title=str(number), minutes=length) for number, length in enumerate(minutes)]
    return Script(starts_at=dt.time(9), **facts), sequences


def test_each_sequence_begins_when_the_one_before_ends():
    script, sequences = script_of(30, 45, 15)

    assert [one.hour for one in timed(script, sequences)] == [
        "9\u00a0h\u00a000",
        "9\u00a0h\u00a030",
        "10\u00a0h\u00a015",
    ]


def test_a_second_day_begins_at_the_hour_of_the_script():
    script, sequences = script_of(120, 60)
    sequences[1].day = 2

    assert [(one.hour, one.is_first_of_day) for one in timed(script, sequences)] == [
        ("9\u00a0h\u00a000", True), ("9\u00a0h\u00a000", True),
    ]  # fmt: skip


def test_a_day_that_began_late_says_so_until_the_end():
    script, sequences = script_of(30, 45)
    sequences[0].began_at = at(9, 10)

    course = course_of(timed(script, sequences), at(9, 20))

    assert (course.delay, course.left) == (10, 20)
    assert [line.sequence.title for line in course.following] == ["1"]


def test_a_sequence_that_overflows_adds_to_the_delay():
    script, sequences = script_of(30, 45)
    sequences[0].began_at = at(9)

    course = course_of(timed(script, sequences), at(9, 37))

    assert (course.delay, course.left) == (7, -7)


def test_nothing_is_late_before_the_day_begins():
    script, sequences = script_of(30, 45)

    course = course_of(timed(script, sequences), at(11))

    assert (course.now, course.delay, len(course.following)) == (None, 0, 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2 gommes / table", {"quantity": 2, "what": "gommes", "per": "table"}),
        ("1 x badge / personne", {"quantity": 1, "what": "badge", "per": "person"}),
        ("3 × rouleaux de calque", {"quantity": 3, "what": "rouleaux de calque", "per": "room"}),
        ("vidéoprojecteur", {"quantity": 1, "what": "vidéoprojecteur", "per": "room"}),
    ],
)
def test_material_is_read_as_people_write_it(line, said):
    assert material_of(line) == [said]


def test_material_per_something_else_is_refused():
    with pytest.raises(MaterialUnreadable):
        material_of("2 gommes / planète")


def test_material_is_summed_for_tables_and_people():
    material = material_of("1 calque / table\n1 calque / table\n1 badge / person\n2 gommes")

    assert needed(material, tables=5, people=40) == [Needed("badge", 40), Needed("calque", 10), Needed("gommes", 2)]


@pytest.mark.parametrize("model", script_models(), ids=lambda one: one.key)
def test_material_of_the_models_reads_back_the_same(model):
    for sequence in model.sequences:
        assert material_of(text_of(sequence.material)) == sequence.material
