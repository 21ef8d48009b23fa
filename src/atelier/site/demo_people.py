"""Those who live the demonstration's year: invented people of invented or real services, said so on screen."""

from __future__ import annotations

from typing import NamedTuple

from atelier.common.audit import System
from atelier.people.commands import create_account, create_organisation, give_mandate
from atelier.people.enums import OrganisationKind
from atelier.people.models import Account

HOUSE = System()
PASSWORD = "falaises-et-galets"  # noqa: S105  (of invented people, printed at start)


class Person(NamedTuple):
    """An account of the demonstration: `<key>@atelier.example`, and the organisation it speaks for."""

    name: str
    kind: OrganisationKind
    organisation: str
    territory: str = ""
    function: str = ""


PEOPLE: dict[str, Person] = {
    "nationale": Person("Solène (équipe nationale)", OrganisationKind.NATIONAL, "DGALN, Atelier des territoires"),
    "nationale2": Person("Ismaël (équipe nationale)", OrganisationKind.NATIONAL, "DGALN, Atelier des territoires"),
    "dreal": Person("Anne-Laure (DREAL)", OrganisationKind.REGIONAL, "DREAL Normandie", "28"),
    "ddtm": Person("Brice (DDTM)", OrganisationKind.DEPARTMENTAL, "DDTM de la Seine-Maritime", "76"),
    "ddtm2": Person("Nadia (DDTM)", OrganisationKind.DEPARTMENTAL, "DDTM de la Seine-Maritime", "76"),
    "ddt47": Person("Marion (DDT)", OrganisationKind.DEPARTMENTAL, "DDT de Lot-et-Garonne", "47"),
    "ddt55": Person("Thierry (DDT)", OrganisationKind.DEPARTMENTAL, "DDT de la Meuse", "55"),
    "ddt52": Person("Odile (DDT)", OrganisationKind.DEPARTMENTAL, "DDT de la Haute-Marne", "52"),
    "maire": Person("Lucie (maire)", OrganisationKind.COMMUNE, "Saint-Aubin-sur-Scie", "76565", "Maire"),
    "agglo": Person("Yves (agglomération)", OrganisationKind.EPCI, "CA de la Région Dieppoise", "247600786"),
    "equipe": Person("Hélène (paysagiste)", OrganisationKind.TEAM, "Atelier des Valleuses (équipe inventée)"),
    "equipe2": Person("Karim (urbaniste)", OrganisationKind.TEAM, "Bureau du Pollet (équipe inventée)"),
}


def demo_account(key: str) -> Account:
    """The account of this person with its mandate; made at the first call."""
    person, email = PEOPLE[key], f"{key}@atelier.example"
    account: Account | None = Account.objects.filter(email=email).first()
    if account is None:
        account = create_account(email, name=person.name, password=PASSWORD, by=HOUSE)
        organisation = create_organisation(person.kind, person.organisation, territory=person.territory, by=HOUSE)
        give_mandate(account, organisation, function=person.function, by=HOUSE)
    return account
