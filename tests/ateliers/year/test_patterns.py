import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.ateliers.enums import AtelierKind
from atelier.ateliers.year.errors import CircularStages, PatternMissing, PatternWrong
from atelier.ateliers.year.patterns import (
    circle_in,
    dates_of,
    pattern_for,
    pattern_of,
    patterns,
    plain_pattern,
    read_pattern,
)


def plain(*stages, **facts):
    return {"format": 1, "kind": "local", "version": "x", "valid_from": "2026-01-01", "title": "X", **facts} | {
        "stages": [
            {"kind": "meeting", "title": key.upper(), "length_days": 1, "key": key, **more} for key, more in stages
        ]
    }


def test_every_kind_of_atelier_has_a_pattern_today():
    assert {pattern_for(kind, dt.date(2026, 7, 1)).kind for kind in AtelierKind} == set(AtelierKind)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda one: f"{one.kind} {one.version}")
def test_a_pattern_lasts_the_months_it_announces(pattern):
    dates = dates_of(pattern, dt.date(2026, 1, 1))
    last = max(ends for key, (_begins, ends) in dates.items() if not key.startswith("suivi"))

    months = (last - dt.date(2026, 1, 1)).days / 30.44

    assert pattern.months[0] <= round(months) <= pattern.months[1] + 2


def test_the_local_pattern_tells_the_year_of_the_seed():
    stages = {stage.key: stage for stage in pattern_for("local", dt.date(2026, 7, 6)).stages}

    assert [stage.title for stage in stages.values() if stage.kind == "workshop"] == [
        "Atelier 1 : se connaître", "Atelier 2 : une vision partagée", "Atelier 3 : stratégie et feuille de route",
    ]  # fmt: skip
    assert [paper.key for paper in stages["atelier-2"].deliverables] == ["hypotheses", "vision", "demonstrateurs"]
    assert stages["officialisation"].validations == ["state", "elected"]


def test_a_later_pattern_takes_the_place_of_the_one_before_from_its_day(tmp_path):
    for day in ("2025-01-01", "2026-01-01"):
        content = plain(("a", {}), valid_from=day, version=day)
        (tmp_path / f"local-{day}.json").write_text(json.dumps(content))

    assert [one.version for one in patterns(tmp_path)] == ["2026-01-01", "2025-01-01"]


def test_no_pattern_before_the_first_one():
    with pytest.raises(PatternMissing):
        pattern_for("local", dt.date(2001, 1, 1))


def test_a_circular_pattern_is_refused_with_the_names_of_its_stages():
    with pytest.raises(CircularStages) as refused:
        pattern_of(plain(("a", {"after": "b"}), ("b", {"after": "c"}), ("c", {"after": "a"})))

    assert refused.value.values["stages"] == "A → C → B → A"


@pytest.mark.parametrize(
    "content",
    [
        plain(),
        plain(("a", {}), ("a", {})),
        plain(("a", {"after": "z"})),
        plain(("a", {"kind": "party"})),
        plain(("a", {"validations": ["king"]})),
        plain(("a", {"length_days": 0})),
        plain(("a", {}), format=2),
        {"format": 1},
        [],
    ],
)
def test_a_wrong_pattern_is_refused(content):
    with pytest.raises(PatternWrong):
        pattern_of(content)


def test_a_file_that_is_no_json_is_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("{")

    with pytest.raises(PatternWrong):
        read_pattern(path)


def test_a_pattern_kept_with_a_year_reads_back_the_same():
    pattern = pattern_for("national", dt.date(2026, 1, 1))

    assert pattern_of(plain_pattern(pattern)) == pattern


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef")))
def test_a_circle_is_found_exactly_where_a_walk_never_ends(after):
    waits = {key: after.get(key) for key in "abcdef"}

    def ends(key):
        for _step in range(len(waits) + 1):
            if key is None:
                return True
            key = waits[key]
        return False

    assert bool(circle_in(waits)) == (not all(ends(key) for key in waits))


def test_days_are_counted_from_the_stage_before():
    pattern = pattern_of(plain(("b", {"after": "a", "gap_days": 2, "length_days": 3}), ("a", {"length_days": 2})))

    assert dates_of(pattern, dt.date(2026, 3, 1)) == {
        "a": (dt.date(2026, 3, 1), dt.date(2026, 3, 2)),
        "b": (dt.date(2026, 3, 5), dt.date(2026, 3, 7)),
    }
