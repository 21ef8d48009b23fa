"""An application with everything a call asks for, and the people around it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.people.models import Account
from atelier.programme.calls.applying import attach_paper
from atelier.programme.calls.sections import sections_of
from atelier.programme.calls.writing import save_field
from atelier.programme.models import Application
from tests.factories.calls import ApplicationFactory
from tests.factories.people import MandateFactory
from tests.factories.territories import CommuneFactory

ROOT = "https://atelier.example"


def agent(territory: str = "76", **facts) -> Account:
    """Of the State service of a department."""
    return MandateFactory(organisation__kind="departmental", organisation__territory=territory, **facts).account


def national() -> Account:
    return MandateFactory(organisation__kind="national", organisation__territory="").account


def pdf(name: str = "lettre.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 lettre", "application/pdf")


def complete_application(by: Account, **facts) -> Application:
    """Every required field written, both letters attached, a territory chosen."""
    CommuneFactory(code="76217", name="Dieppe")
    application = ApplicationFactory(communes=["76217"], **facts)
    for section in sections_of(application.call.form):
        for field in section.fields:
            if field.is_required:
                save_field(application, field.name, f"Texte de {field.name}", base=0, by=by)
    for kind in ("commitment", "support"):
        attach_paper(application, pdf(), kind=kind, signed_by="Le préfet", by=by)
    application.refresh_from_db()
    return application
