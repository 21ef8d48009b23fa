"""Sessions of the programme."""

import pytest
from django.core.exceptions import ValidationError

from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.programme.commands import open_session
from atelier.programme.models import NationalSession

pytestmark = pytest.mark.django_db


def test_a_session_is_opened_with_its_trace():
    session = open_session("sols", title="Sols vivants", first_year=2021, last_year=2023, by=System(), number=16)

    assert NationalSession.objects.get().number == 16
    assert AuditEntry.objects.get(verb="session.opened").thing_id == str(session.pk)


def test_a_session_cannot_end_before_it_begins():
    with pytest.raises(ValidationError):
        open_session("sols", title="Sols vivants", first_year=2021, last_year=2020, by=System())
