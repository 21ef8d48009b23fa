"""Packing and merging from the page, as the worker does them."""

import io

import pytest

from atelier.common.errors import NotForYou
from atelier.common.jobs import Progress
from atelier.common.models import Job
from atelier.people.models import Account
from atelier.suitcase.errors import SuitcaseUnreadable
from atelier.suitcase.jobs import keep_upload, merge_job, pack_job, uploads
from atelier.suitcase.models import Exchange
from tests.suitcase.machines import draw


@pytest.fixture(autouse=True)
def var(settings, tmp_path, dieppe_package):
    settings.VAR_DIR = tmp_path
    (tmp_path / "sites").symlink_to(dieppe_package.parent)


def who(machine, email="cle@exemple.fr"):
    return {"atelier": machine.tables()[0].workshop.atelier.pk, "account": Account.objects.get(email=email).pk}


def test_keeper_packs_outside_and_merges_at_home(home, field):
    field.enter(draw(field))
    with field:
        packed = pack_job(Progress(Job.objects.create()), **who(field))
    with home:
        upload = keep_upload(io.BytesIO(packed.read_bytes()))
        merge_job(Progress(Job.objects.create()), **who(home), upload=upload)

        exchange = Exchange.everywhere.filter(kind="merged").get()
        assert exchange.counts["operations"] == 1
        assert exchange.by == Account.objects.get(email="cle@exemple.fr").author_ref
    assert list(uploads().iterdir()) == []


def test_file_that_is_no_suitcase_fails_with_its_sentence_and_goes(home):
    with home:
        upload = keep_upload(io.BytesIO(b"hello"))
        with pytest.raises(SuitcaseUnreadable):
            merge_job(Progress(Job.objects.create()), **who(home), upload=upload)

    assert list(uploads().iterdir()) == []


def test_right_that_went_meanwhile_stops_the_work(home):
    with home:
        asked = who(home, "scribe@exemple.fr")
        with pytest.raises(NotForYou):
            pack_job(Progress(Job.objects.create()), **asked)
