"""A wrong setting stops the start with a sentence that names it; none is needed."""

import stat

import pytest

from atelier.site.environment import Environment, SettingWrong


@pytest.fixture(autouse=True)
def var(monkeypatch, tmp_path):
    """A bare installation."""
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "HOSTS", "ORIGINS", "HTTPS", "INTERNET", "DEBUG"):
        monkeypatch.delenv(f"ATELIER_{name}", raising=False)
    monkeypatch.setenv("ATELIER_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def test_nothing_need_be_said():
    said = Environment.read()

    assert said.database["ENGINE"] == "django.db.backends.sqlite3"
    assert (said.debug, said.https, said.internet_allowed, said.redis_url) == (False, False, False, "")


def test_secret_key_is_made_once_and_readable_by_its_owner_only(var):
    first, second = Environment.read().secret_key, Environment.read().secret_key

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATELIER_DEBUG", "maybe"),
        ("ATELIER_HTTPS", "2"),
        ("ATELIER_SECRET_KEY", "short"),
        ("ATELIER_REDIS_URL", "localhost:6379"),
        ("ATELIER_DATABASE_URL", "mysql://localhost/atelier"),
    ],
)
def test_wrong_value_is_refused_with_its_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingWrong, match=name):
        Environment.read()


def test_postgresql_url_is_read_whole(monkeypatch):
    monkeypatch.setenv("ATELIER_DATABASE_URL", "postgresql://ann%40x:p%2Fw@db.example:5433/atelier")

    database = Environment.read().database

    wanted = {"NAME": "atelier", "USER": "ann@x", "PASSWORD": "p/w", "HOST": "db.example", "PORT": 5433}
    assert {key: database[key] for key in wanted} == wanted


def test_hosts_and_origins_are_lists(monkeypatch):
    monkeypatch.setenv("ATELIER_HOSTS", "atelier.example.fr, 192.168.1.10,")

    assert Environment.read().allowed_hosts == ["atelier.example.fr", "192.168.1.10"]
