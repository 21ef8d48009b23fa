"""Drawings that take seconds are made once."""

import pytest

from atelier.common.kept import kept_drawing


@pytest.fixture
def made(settings, tmp_path):
    """What was drawn, in order."""
    settings.VAR_DIR = tmp_path
    drawn = []

    def drawing_of(what, kind="prints"):
        return kept_drawing(kind, what, lambda: drawn.append(what) or what.encode(), most=3)

    return drawn, drawing_of


def test_a_drawing_is_made_once(made):
    drawn, drawing_of = made

    assert [drawing_of(what) for what in ("A", "B", "A")] == [b"A", b"B", b"A"]
    assert drawn == ["A", "B"]


def test_old_drawings_make_room_for_those_of_their_kind(made, tmp_path):
    _, drawing_of = made

    drawing_of("A", kind="grounds")
    for what in "ABCDE":
        drawing_of(what)

    assert len(list((tmp_path / "drawn" / "prints").iterdir())) == 3
    assert len(list((tmp_path / "drawn" / "grounds").iterdir())) == 1


def test_where_nothing_can_be_kept_it_is_drawn_each_time(made, tmp_path):
    drawn, drawing_of = made
    (tmp_path / "drawn").write_text("a file where the folder should be")

    assert [drawing_of("A"), drawing_of("A")] == [b"A", b"A"]
    assert drawn == ["A", "A"]


def test_another_version_of_the_software_draws_anew(made, monkeypatch):
    drawn, drawing_of = made

    drawing_of("A")
    monkeypatch.setattr("atelier.__version__", "99")
    drawing_of("A")

    assert drawn == ["A", "A"]
