"""The year of the four ateliers of the demonstration, each at another point. Ground and calendar of the programme are
real or announced as such; people, their words and what they decided are invented, and the screens say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from atelier.ateliers.commands import give_role
from atelier.ateliers.enums import AtelierKind, Role
from atelier.ateliers.models import (
    Atelier,
    Deliverable,
    NotebookEntry,
    Passage,
    Stage,
    ThematicGroup,
    Validation,
    Workshop,
    Year,
)
from atelier.ateliers.notebook.commands import add_photograph, keep_entry
from atelier.ateliers.notebook.models import Side
from atelier.ateliers.script.commands import copy_model, keep_script
from atelier.ateliers.script.library import script_model
from atelier.ateliers.year.commands import add_stage, change_stage, create_atelier_with_year, date_workshop, make_year
from atelier.ateliers.year.gate import bring_address, give_validation, keep_group, pass_gate
from atelier.ateliers.year.patterns import pattern_for
from atelier.common.models import AuditEntry
from atelier.people.models import Account
from atelier.site.demo_people import HOUSE, demo_account

UPSTREAM = (
    (dt.date(2026, 1, 12), "Appel « Habiter les lisières »"),
    (dt.date(2026, 3, 27), "Clôture"),
    (dt.date(2026, 5, 12), "Résultats"),
    (dt.date(2026, 7, 1), "Marché"),
)
BEFORE = ("atelier.created", "atelier.role_given", "workshop.planned")
PICTURE = "docs/gallery/dieppe-plume.png"


class Other(NamedTuple):
    """An atelier of the demonstration that is only its year."""

    slug: str
    title: str
    kind: AtelierKind
    territory: str
    departments: tuple[str, ...]
    starts_on: dt.date
    lead: str
    passed: tuple[str, ...] = ()


OTHERS = (
    Other(
        "fumel", "Fumel, une usine et une ville", AtelierKind.FLASH, "Fumel Vallée du Lot", ("47",),
        dt.date(2026, 9, 9), "ddt47", ("commande", "sensibilisation"),
    ),
    Other(
        "bar-le-duc", "Bar-le-Duc, un quartier du centre", AtelierKind.FLASH, "Bar-le-Duc Sud Meuse", ("55",),
        dt.date(2026, 11, 2), "ddt55",
    ),
    Other(
        "parc-national-forets", "Autour du Parc national de forêts", AtelierKind.NATIONAL,
        "Haute-Marne et Côte-d’Or", ("52", "21"), dt.date(2026, 7, 6), "ddt52", ("installation",),
    ),
)  # fmt: skip


@transaction.atomic
def make_years() -> None:
    """The four years; nothing where they are there already."""
    if Year.everywhere.exists():
        return
    dieppe = Atelier.objects.filter(slug="dieppe").first()
    if dieppe is not None:
        _make_dieppe(dieppe)
    for one in OTHERS:
        _make_other(one)


def _make_other(one: Other) -> None:
    with _on(one.starts_on):
        lead = demo_account(one.lead)
        atelier = create_atelier_with_year(
            slug=one.slug, title=one.title, kind=one.kind, territory=one.territory, site=one.slug,
            starts_on=one.starts_on, departments=one.departments, lead=lead, is_demo=True, by=lead,
            upstream=UPSTREAM if one.kind == AtelierKind.NATIONAL else (),
        )  # fmt: skip
        give_role(atelier, demo_account("equipe2"), role=Role.TEAM, by=lead)
    for key in one.passed:
        stage = Stage.objects.of(atelier).get(key=key)
        with _on(stage.ends_on):
            _validate(stage, {"state": lead})
            _pass(stage, lead, "Le document circule ; il sera déposé avec le compte rendu.")


def _make_dieppe(atelier: Atelier) -> None:
    lead, team, mayor = demo_account("ddtm"), demo_account("equipe"), demo_account("agglo")
    starts_on = dt.date(2026, 7, 6)
    AuditEntry.objects.filter(atelier_id=atelier.pk, verb__in=BEFORE).update(at=_ten(starts_on))
    with _on(starts_on):
        for account, role in ((lead, Role.LEAD), (team, Role.TEAM), (mayor, Role.ELECTED)):
            give_role(atelier, account, role=role, by=HOUSE)
        give_role(atelier, demo_account("dreal"), role=Role.STATE, by=lead)
        make_year(
            atelier, pattern_for(atelier.kind, starts_on), starts_on=starts_on, departments=["76"],
            upstream=UPSTREAM, workshops=list(Workshop.objects.of(atelier)), by=lead,
        )  # fmt: skip
    stages = {stage.key: stage for stage in Stage.objects.of(atelier) if stage.key}
    _installed(stages, lead)
    _launched(stages, lead, mayor)
    _adapted(atelier, lead)
    _first_workshop(atelier, stages, lead, team)
    _noted(atelier, stages, lead, team)


def _installed(stages: dict[str, Stage], lead: Account) -> None:
    stage = stages["installation"]
    with _on(dt.date(2026, 8, 21)):
        _bring(stage, "note-de-cadrage", "Le calendrier, tel qu’il est cadré", lead)
        _validate(stage, {"state": lead}, "Calendrier tenu, équipe installée.")
        _pass(stage, lead)
    stage = stages["sensibilisation"]
    with _on(dt.date(2026, 9, 18)):
        _pass(stage, lead, "La liste des invités est tenue à jour au téléphone avec les mairies.")


def _launched(stages: dict[str, Stage], lead: Account, mayor: Account) -> None:
    stage = stages["lancement"]
    with _on(dt.date(2026, 9, 24)):
        _bring(stage, "themes", "Cinq thèmes : falaise, port, vallée, logement, déplacements", lead)
        _validate(stage, {"state": lead, "elected": mayor}, "Cinq thèmes, tous partagés.")
        _pass(stage, lead)


def _adapted(atelier: Atelier, lead: Account) -> None:
    with _on(dt.date(2026, 9, 25)):
        add_stage(
            atelier, title="Marche publique au pied des falaises", kind="meeting", starts_on=dt.date(2026, 10, 17),
            ends_on=dt.date(2026, 10, 17), reason="Les habitants de Neuville veulent montrer le sentier.", by=lead,
        )  # fmt: skip


def _first_workshop(atelier: Atelier, stages: dict[str, Stage], lead: Account, team: Account) -> None:
    with _on(dt.date(2026, 9, 25)):
        stage = stages["atelier-1"]
        change_stage(
            stage, title=stage.title, about=stage.about, starts_on=stage.starts_on, ends_on=stage.starts_on,
            after=stage.after, reason="Une seule journée : les élus siègent le lendemain.", by=lead,
        )  # fmt: skip
    days = {"atelier-1": dt.date(2026, 11, 24), "atelier-2": dt.date(2027, 2, 9), "atelier-3": dt.date(2027, 5, 11)}
    for key, day in days.items():
        workshop = Workshop.objects.of(atelier).get(stage=stages[key])
        if workshop.held_on != day:
            date_workshop(workshop, day, by=lead)
    with _on(dt.date(2026, 11, 12)):
        first = Workshop.objects.of(atelier).get(stage=stages["atelier-1"])
        script = copy_model(first, script_model("atelier-1"), by=team)
        script.place, script.tables, script.people = "Salle des fêtes de Neuville-lès-Dieppe", 5, 40
        keep_script(script, by=team)
    with _on(dt.date(2026, 10, 2)):
        for title, day, leader in (
            ("Vivre avec la falaise", dt.date(2026, 12, 15), "Anne-Laure (DREAL)"),
            ("Le port et la vallée", dt.date(2027, 1, 12), "Yves (agglomération)"),
        ):
            group = ThematicGroup(stage=stages["inter-atelier-1"], title=title, meets_on=day, leader=leader)
            group.place = "Mairie annexe de Neuville"
            keep_group(group, by=lead)


def _noted(atelier: Atelier, stages: dict[str, Stage], lead: Account, team: Account) -> None:
    notes = (
        (dt.date(2026, 9, 24), lead, Side.STATE, False, "Séminaire de lancement",
         "Cinquante-deux personnes dans la salle, dont onze maires. La question qui revient : que reste-t-il "
         "possible de construire, et qui le dit ?\n\nLes élus demandent que les habitants soient là dès l’atelier 1."),
        (dt.date(2026, 9, 24), lead, Side.STATE, True, "Pour le service",
         "Prévoir une réponse écrite sur les permis en attente avant l’atelier 2."),
        (dt.date(2026, 10, 17), team, Side.TEAM, False, "Marche au pied des falaises",
         "Le chemin a reculé de deux mètres depuis l’hiver, disent les promeneurs. On a marché lentement, on a dessiné "
         "assis sur les galets."),
        (dt.date(2026, 11, 20), team, Side.TEAM, False, "À la veille de l’atelier 1",
         "Cinq tables, quarante inscrits. Le rapport d’étonnement tient en douze images."),
    )  # fmt: skip
    for day, who, side, is_private, title, text in notes:
        with _on(day):
            entry = NotebookEntry(
                atelier=atelier, day=day, title=title, text=text, side=side, is_private=is_private, written_by=who
            )
            entry.stage = stages["lancement"] if day.month == 9 else None
            keep_entry(entry, by=who)
            if day == dt.date(2026, 10, 17):
                _illustrate(entry, who)


def _illustrate(entry: NotebookEntry, who: Account) -> None:
    path = settings.BASE_DIR / PICTURE
    if path.exists():
        add_photograph(
            entry,
            SimpleUploadedFile(path.name, path.read_bytes()),
            caption="Le même rivage, dessiné en bloc-diagramme à partir du relief réel",
            alternative="Dessin à la plume : les falaises de Dieppe vues en oblique, la ville au creux, la mer devant.",
            by=who,
        )


def _bring(stage: Stage, key: str, title: str, who: Account) -> None:
    asked = Deliverable.objects.of(stage.atelier_id).get(stage=stage, key=key)
    bring_address(asked, f"/ateliers/{stage.atelier.slug}/annee/", title=title, account=who, by=who)


def _validate(stage: Stage, by_role: dict[str, Account], words: str = "") -> None:
    for asked in Validation.objects.of(stage.atelier_id).filter(stage=stage, role__in=by_role):
        give_validation(asked, account=by_role[asked.role], words=words, by=by_role[asked.role])


def _pass(stage: Stage, who: Account, reason: str = "") -> None:
    pass_gate(stage, account=who, by=who, reason=reason)


@contextmanager
def _on(day: dt.date) -> Iterator[None]:
    """What is written within is told as of that day, at ten: the past of invented people."""
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    began = timezone.now()
    yield
    ten = _ten(day)
    AuditEntry.objects.filter(pk__gt=last).update(at=ten)
    # everywhere: only what was written within, just now
    Passage.everywhere.filter(passed_at__gte=began).update(passed_at=ten)
    Validation.everywhere.filter(given_at__gte=began).update(given_at=ten)


def _ten(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), timezone.get_current_timezone())
