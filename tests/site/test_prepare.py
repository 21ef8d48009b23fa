"""What is verified before the doors open, and what may wait until there is something to serve."""

import pytest

from atelier.site.prepare import OF_THE_BUNDLE, NotReady, verify_settings


@pytest.fixture
def unbuilt(settings, tmp_path):
    """A house whose front end was not built yet."""
    place = tmp_path / "static"
    settings.STATICFILES_DIRS = [place]
    settings.DJANGO_VITE = {"default": {**settings.DJANGO_VITE["default"], "manifest_path": place / "manifest.json"}}


@pytest.mark.usefixtures("unbuilt")
def test_nothing_is_served_without_a_front_end():
    with pytest.raises(NotReady, match=r"manifest|static"):
        verify_settings(set())


@pytest.mark.usefixtures("unbuilt")
def test_a_database_is_filled_while_the_front_end_is_built():
    verify_settings(OF_THE_BUNDLE)


def test_a_wrong_setting_is_refused_all_the_same(settings):
    settings.STATICFILES_DIRS = [settings.STATIC_ROOT]

    with pytest.raises(NotReady, match="STATIC_ROOT"):
        verify_settings(OF_THE_BUNDLE)
