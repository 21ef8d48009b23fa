import pytest

from atelier.engines.sealing import keys


@pytest.fixture(autouse=True)
def light_passphrases(monkeypatch):
    """A passphrase costs half a second on purpose; its cost is data of each key, and no test is about it."""
    monkeypatch.setattr(keys, "COST", 2**10)
