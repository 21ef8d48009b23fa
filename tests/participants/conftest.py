"""An atelier, its keeper signed in, and jobs that are done at once."""

import pytest

from atelier.common.jobs import do_job
from atelier.common.models import Job
from tests.factories.ateliers import AtelierFactory, MembershipFactory


@pytest.fixture
def atelier():
    return AtelierFactory(slug="dieppe", title="Dieppe, un littoral qui recule")


@pytest.fixture
def keeper(atelier, client):
    account = MembershipFactory(atelier=atelier, role="facilitator").account
    client.force_login(account)
    return account


@pytest.fixture
def work():
    """Do the last job; it, once done."""

    def do():
        job = Job.objects.latest("created_at")
        do_job.func(str(job.pk))
        job.refresh_from_db()
        return job

    return do
