"""The people of Dieppe’s demonstration: forty invented contacts, two days, answers, a plan. The ground is real."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from atelier.ateliers.models import Atelier, Workshop
from atelier.common.audit import System
from atelier.participants.contacts.commands import add_contact, say_consent
from atelier.participants.inviting.commands import answer, plan_gathering
from atelier.participants.inviting.models import Gathering, Invitation
from atelier.participants.missing.commands import expect_place
from atelier.participants.models import Contact
from atelier.participants.seating.commands import make_plan, set_tables

HOUSE = System()
PERIMETER = "247600786"  # CA de la Région Dieppoise
ANSWERS = ("yes", "yes", "yes", "", "maybe", "yes", "no", "yes")
NEEDS = {
    2: {"diet": "végétarien"},
    5: {"access": "une place près de l’entrée"},
    9: {"transport": "cherche un covoiturage"},
}

# college, sub-kind, commune, organisation, people
GROUPS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("elected", "elected_epci", "76217", "Agglomération (inventée)", ("Yves Lormier", "Maud Tessier", "Bruno Quesnel")),
    ("elected", "elected_commune", "76565", "Mairie de Saint-Aubin-sur-Scie", ("Lucie Dufossé", "Rémi Canu")),
    ("elected", "elected_commune", "76545", "Mairie de Rouxmesnil-Bouteilles", ("Agnès Delarue",)),
    ("elected", "elected_syndicate", "76026", "Syndicat de rivière (inventé)", ("Paul Avisse",)),
    ("technical", "technician_epci", "76217", "Agglomération (inventée)", ("Inès Baudry", "Tom Levasseur")),
    ("technical", "caue", "76217", "CAUE (inventé)", ("Sarah Godefroy",)),
    ("technical", "planning_agency", "76217", "Agence d’urbanisme (inventée)", ("Hugo Malandain",)),
    ("state", "ddt", "76540", "DDTM de la Seine-Maritime", ("Brice Hamon", "Nadia Belkacem")),
    ("state", "dreal", "76540", "DREAL Normandie", ("Anne-Laure Vasseur",)),
    ("state", "cerema", "76540", "Cerema", ("Julien Poret",)),
    ("economic", "business", "76217", "Conserverie du Pollet (inventée)", ("Carole Renaux", "Denis Hébert")),
    ("economic", "farming", "76605", "Ferme des Valleuses (inventée)", ("Gaspard Leroux", "Élise Monnier")),
    ("economic", "chamber", "76217", "Chambre consulaire", ("Véronique Aubé",)),
    ("civil", "association", "76217", "Les Galets vivants (association inventée)", ("Zoé Faure", "Marc Ollivier")),
    ("civil", "association", "76349", "Sentiers du Caux (association inventée)", ("Claire Buquet",)),
    ("civil", "school", "76540", "École d’architecture", ("Samir Kaddour", "Léonie Petit")),
    ("bearer", "project_private", "76217", "Camping de la Falaise (inventé)", ("Odile Tranchard",)),
    ("bearer", "project_public", "76217", "Port (projet inventé)", ("Gilles Mauger",)),
    ("inhabitant", "resident", "76217", "", ("Jeanne Roussel", "Ahmed Ziani", "Odette Lheureux", "Kevin Dubuc")),
    ("inhabitant", "resident", "76414", "", ("Sylvie Anquetil", "Théo Bréant")),
    ("inhabitant", "person_using", "76349", "", ("Malik Sow",)),
    ("team", "lead_contractor", "", "Atelier des Valleuses (équipe inventée)", ("Hélène Carpentier",)),
    ("team", "co_contractor", "", "Bureau du Pollet (équipe inventée)", ("Karim Naceri", "Ysée Lambert")),
)  # fmt: skip


@transaction.atomic
def make_participants() -> None:
    """Once; nothing where the demonstration of Dieppe is not there, or has its people already."""
    atelier = Atelier.objects.filter(slug="dieppe", is_demo=True).first()
    if atelier is None or Contact.objects.of(atelier).exists():
        return
    expect_place(atelier, "epci", PERIMETER, by=HOUSE)
    people = [contact for group in GROUPS for contact in _people(atelier, group)]
    workshop = Workshop.objects.of(atelier).order_by("ordinal").first()
    first = _gathering(atelier, "Atelier 1 : se connaître", workshop, date(2026, 11, 24), (9, 17))
    _gathering(atelier, "Restitution", None, date(2027, 6, 10), (18, 21))
    for number, (contact, said) in enumerate(zip(people, cycle(ANSWERS), strict=False)):
        invitation = Invitation.everywhere.create(gathering=first, contact=contact)
        if said and not first.is_over:
            answer(invitation, said, needs=NEEDS.get(number, {}), by=invitation)
        if said == "yes":
            say_consent(contact, "data", is_given=True, by=invitation)
    if not first.is_over:
        set_tables(first, count=5, chairs=8, by=HOUSE)
        make_plan(first, by=HOUSE)


def _people(atelier: Atelier, group: tuple[str, str, str, str, tuple[str, ...]]) -> list[Contact]:
    college, kind, commune, organisation, names = group
    made = []
    for name in names:
        address = name.lower().replace(" ", ".").encode("ascii", "ignore").decode()
        values = {
            "name": name,
            "email": f"{address}@personnes.example",
            "college": college,
            "sub_kind": kind,
            "commune": commune,
            "organisation": organisation,
            "discipline": "landscape" if name.startswith("Hélène") else "",
        }
        made.append(add_contact(atelier, values, by=HOUSE))
    return made


def _gathering(atelier: Atelier, title: str, workshop: Workshop | None, day: date, hours: tuple[int, int]) -> Gathering:
    starts_at, ends_at = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in hours)
    return plan_gathering(
        atelier,
        title=title,
        workshop=workshop,
        starts_at=starts_at,
        ends_at=ends_at,
        place="Salle des congrès, Dieppe",
        by=HOUSE,
    )
