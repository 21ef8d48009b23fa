import pytest

from atelier.engines.typesetting.letters import advances, unprintable, width_em


def test_width_grows_with_the_letters_and_their_spacing():
    assert width_em("") == 0
    assert width_em("Dieppe", "bold") > width_em("Diepp", "bold")
    assert width_em("mer", spacing_em=0.4) == pytest.approx(width_em("mer") + 0.8)
    assert len(advances("Arques")) == 7


def test_french_is_printable_and_pictograms_are_not():
    assert unprintable("L’Œuvre à Épône : « ça va ? » — n° 5, 12 €…") == []
    assert unprintable("a🌲b漢") == ["漢", "🌲"]
