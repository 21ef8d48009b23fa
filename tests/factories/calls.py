"""Dull rows of calls, applications and their selection."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from atelier.common.audit import System
from atelier.programme.calls.commands import form_on
from atelier.programme.models import Application, Call, Criterion, Idea, Phase
from tests.factories.base import ModelFactory
from tests.factories.people import OrganisationFactory

DAY = dt.timedelta(days=1)


class CallFactory(ModelFactory):
    class Meta:
        model = Call

    title = factory.Sequence(lambda number: f"Appel {number}")
    slug = factory.Sequence(lambda number: f"appel-{number}")
    summary = "Un appel."
    form = factory.LazyFunction(lambda: form_on(timezone.localdate(), by=System()))
    opens_at = factory.LazyFunction(lambda: timezone.now() - DAY)
    closes_at = factory.LazyFunction(lambda: timezone.now() + DAY)
    is_published = True


class CriterionFactory(ModelFactory):
    class Meta:
        model = Criterion

    call = factory.SubFactory(CallFactory)
    key = factory.Sequence(lambda number: f"critere-{number}")
    title = factory.Sequence(lambda number: f"Critère {number}")
    weight = 50


class ApplicationFactory(ModelFactory):
    class Meta:
        model = Application

    call = factory.SubFactory(CallFactory)
    title = factory.Sequence(lambda number: f"Candidature {number}")
    slug = factory.Sequence(lambda number: f"candidature-{number}")
    holder = factory.SubFactory(OrganisationFactory, kind="commune", territory="76217", email="mairie@dieppe.example")
    department = "76"
    region = "28"


class IdeaFactory(ModelFactory):
    class Meta:
        model = Idea

    commune = "76565"
    commune_name = "Saint-Aubin-sur-Scie"
    department = "76"
    region = "28"
    answers = {"what": "La ferme vide", "who": ""}
    email = "maire@saint-aubin.example"
    token_hash = factory.Sequence(lambda number: f"{number:064}")


class PhaseFactory(ModelFactory):
    """Open now, and letting everybody do everything unless said otherwise."""

    class Meta:
        model = Phase

    call = factory.SubFactory(CallFactory)
    key = factory.Sequence(lambda number: f"phase-{number}")
    title = "Phase"
    opens_at = factory.LazyFunction(lambda: timezone.now() - DAY)
    closes_at = factory.LazyFunction(lambda: timezone.now() + DAY)
    lets = {}
