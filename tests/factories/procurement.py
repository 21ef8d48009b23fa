"""Dull rows of procurement."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from atelier.procurement.models import (
    Awardee,
    Consultation,
    Dossier,
    FrameworkAgreement,
    FrozenVersion,
    UnitPrice,
)
from atelier.programme.models import Application, ApplicationVersion, Call, CallForm
from tests.factories.base import ModelFactory
from tests.factories.people import AccountFactory, MandateFactory, OrganisationFactory

SECTIONS = [
    {"key": "object", "title": "L’objet", "fields": [{"key": "question", "label": "La question"}]},
    {
        "key": "resources",
        "title": "Les ressources",
        "fields": [{"key": "natural", "label": "Naturelles"}, {"key": "human", "label": "Humaines"}],
    },
]
NOTE = {
    "object": {"question": "Comment vivre avec une falaise qui recule ?"},
    "resources": {"natural": "La craie, les valleuses.", "human": "Des pêcheurs."},
}


class CallFormFactory(ModelFactory):
    class Meta:
        model = CallForm
        django_get_or_create = ("slug", "number")

    slug = "essai"
    number = 1
    valid_from = date(2026, 1, 1)
    sections = SECTIONS


class CallFactory(ModelFactory):
    class Meta:
        model = Call

    form = factory.SubFactory(CallFormFactory)
    slug = factory.Sequence(lambda number: f"appel-{number}")
    kind = "local"
    title = "Appel local"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=90))


class ApplicationFactory(ModelFactory):
    """A selected application of the Seine-Maritime."""

    class Meta:
        model = Application

    call = factory.SubFactory(CallFactory)
    kind = "local"
    slug = factory.Sequence(lambda number: f"candidature-{number}")
    title = "Un littoral qui recule"
    department = "76"
    region = "28"
    state = "selected"
    content = NOTE


class ApplicationVersionFactory(ModelFactory):
    class Meta:
        model = ApplicationVersion

    application = factory.SubFactory(ApplicationFactory)
    number = 1
    content = NOTE
    sha256 = "a" * 64
    submitted_at = factory.LazyFunction(timezone.now)


class DossierFactory(ModelFactory):
    class Meta:
        model = Dossier

    application = factory.SubFactory(ApplicationFactory)
    title = "Un littoral qui recule"
    department = "76"
    region = "28"
    is_open = False
    opened_by = factory.SubFactory(AccountFactory)


class SpecificationFactory(ModelFactory):
    class Meta:
        model = FrozenVersion

    dossier = factory.SubFactory(DossierFactory)
    gate = "specification"
    number = 1
    content = [{"key": "object", "title": "L’objet", "text": "Vivre avec la falaise.", "origin": ""}]
    sha256 = "b" * 64
    frozen_at = factory.LazyFunction(timezone.now)


class ConsultationFactory(ModelFactory):
    """A draft: members and criteria are given by those who need them."""

    class Meta:
        model = Consultation

    specification = factory.SubFactory(SpecificationFactory)
    dossier = factory.SelfAttribute("specification.dossier")
    title = "Une équipe pour la falaise"
    summary = "Trois ateliers de terrain."
    estimate_ex_vat = Decimal(60_000)
    deadline_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=20))
    questions_until = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))


class AgreementFactory(ModelFactory):
    class Meta:
        model = FrameworkAgreement

    reference = factory.Sequence(lambda number: f"ac-{number}")
    title = "Ateliers Flash 2025–2029"
    mode = "orders"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1000))
    ceiling_ex_vat = Decimal(100_000)


class AwardeeFactory(ModelFactory):
    class Meta:
        model = Awardee

    agreement = factory.SubFactory(AgreementFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind="team", territory="")
    email = "equipe@exemple.fr"


class UnitPriceFactory(ModelFactory):
    class Meta:
        model = UnitPrice

    awardee = factory.SubFactory(AwardeeFactory)
    code = "jour"
    label = "Journée d’atelier"
    unit = "jour"
    price_ex_vat = Decimal(1_000)


def agent(territory="76", kind="departmental"):
    """An account that speaks for a State service."""
    organisation = OrganisationFactory(kind=kind, territory=territory)
    return MandateFactory(organisation=organisation).account


def national():
    return agent(territory="", kind="national")


def tenderer(name=None):
    """An account that speaks for a team; its organisation is `mandates.get().organisation`."""
    named = {"name": name} if name else {}
    organisation = OrganisationFactory(kind="team", territory="", **named)
    return MandateFactory(organisation=organisation).account


def team_of(account):
    return account.mandates.get().organisation
