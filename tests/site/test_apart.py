"""What is done before the doors open is done by a child, and what it has to say comes through."""

import os
import sys

import click
import pytest

from atelier.site.apart import apart


def test_memory_of_the_work_goes_with_its_process(tmp_path):
    seen = tmp_path / "seen"

    apart(lambda: seen.write_text(str(os.getpid())) and sys.modules.setdefault("loaded_apart", sys))

    assert seen.read_text() != str(os.getpid())
    assert "loaded_apart" not in sys.modules


@pytest.mark.parametrize(
    ("failure", "status", "said"),
    [
        (SystemExit("The house cannot open."), 1, "The house cannot open."),
        (SystemExit(3), 3, ""),
        (click.ClickException("Not a suitcase."), 1, "Not a suitcase."),
        (KeyError("table"), 1, "KeyError: 'table'"),
    ],
)
def test_failure_of_the_work_ends_with_its_status_and_its_sentence(failure, status, said, capfd):
    def fails():
        raise failure

    with pytest.raises(SystemExit) as ended:
        apart(fails)

    assert ended.value.code == status
    assert said in capfd.readouterr().err
