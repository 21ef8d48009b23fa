"""What `benchmarks.pages` adds for the rooms of the year: calls, selection, contracts, years, people, notebooks.

The first atelier, the first call and the first competition are the large ones; the others are many.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from atelier.ateliers.models import Stage
    from atelier.ateliers.year.patterns import Pattern
    from atelier.people.models import Account
    from atelier.procurement.models import FrozenVersion
    from atelier.programme.models import Application, Call
    from benchmarks.pages_sizes import Sizes

TEXT = "Comment vivre ici quand la rivière monte, et que faire ensemble de la halle vide ? " * 6
IN_THE_HALL = 100  # one person in a hundred is invited by the first atelier: a restitution, not a workshop
IN_A_CALL = 5  # one application in five answers the first call
OUTCOMES = ("", "yes", "no", "maybe")


def calls(sizes: Sizes) -> None:
    """Twenty calls; applications with their texts and their version, ideas; reviews in the first call."""
    from atelier.people.models import Account
    from atelier.programme.models import Idea

    made = _calls()
    applications = _applications(sizes, made)
    Idea.objects.bulk_create(
        Idea(
            commune="76217", commune_name="Dieppe", department="76", region="28", answers={"what": TEXT, "who": ""},
            email=f"i{n}@exemple.fr", token_hash=f"{n:064}",
        )
        for n in range(sizes.ateliers)
    )  # fmt: skip
    _reviews([one for one in applications if one.call_id == made[0].pk], list(Account.objects.order_by("pk")[4:34]))


def _calls() -> list[Call]:
    from atelier.common.audit import System
    from atelier.programme.calls.commands import form_on
    from atelier.programme.models import Call, Criterion, NationalSession, Phase
    from atelier.programme.selection.enums import Ability

    now, day, session = timezone.now(), dt.timedelta(days=1), NationalSession.objects.first()
    form = form_on(timezone.localdate(), by=System())
    made = Call.objects.bulk_create(
        Call(
            slug=f"c{n}", title=f"Appel {n}", session=session, form=form, kind="local", is_published=True,
            opens_at=now - (90 + n) * day, closes_at=now + day, summary=TEXT[:160], text=TEXT,
        )
        for n in range(20)
    )  # fmt: skip
    Criterion.objects.bulk_create(
        Criterion(call=made[0], key=f"k{n}", title=f"Critère {n}", weight=25, ordinal=n) for n in range(4)
    )
    all_may = {party: [one.value for one in Ability] for party in ("national", "reviewer", "state")}
    Phase.objects.create(
        call=made[0], key="toutes", title="Toutes", opens_at=now - day, closes_at=now + day, lets=all_may
    )
    return made


def _applications(sizes: Sizes, calls: list[Call]) -> list[Application]:
    from atelier.programme.calls.sections import sections_of
    from atelier.programme.models import Application, ApplicationVersion

    form, now = calls[0].form, timezone.now()
    written = {one.key: {field.key: TEXT for field in one.fields} for one in sections_of(form)}
    applications = Application.objects.bulk_create(
        (
            Application(
                call=calls[0 if n % IN_A_CALL == 0 else n % 20], slug=f"n{n}", title=f"Candidature {n}", kind="local",
                department="76" if n % 7 == 0 else "47", region="28", content=written, communes=["76217"],
                state="selected" if n % IN_A_CALL else "submitted",
            )
            for n in range(sizes.ateliers)
        ),
        batch_size=500,
    )  # fmt: skip
    facts = {
        "title": "Candidature", "kind": "local", "holder": "Dieppe", "papers": [], "epcis": [],
        "call": {"slug": "c0", "title": "Appel 0"}, "department": {"code": "76", "name": "Seine-Maritime"},
        "communes": [{"code": "76217", "name": "Dieppe"}], "form": {"slug": form.slug, "number": form.number},
    }  # fmt: skip
    sent = {"number": 1, "facts": facts, "content": written, "sha256": "a" * 64, "submitted_at": now}
    ApplicationVersion.objects.bulk_create(
        (ApplicationVersion(application=one, **sent) for one in applications), batch_size=500
    )
    return applications


def _reviews(applications: list[Application], accounts: list[Account]) -> None:
    """Three complete reviews each, and a discussion of five remarks."""
    from atelier.programme.models import Criterion
    from atelier.programme.selection.models import Mark, Remark, Review

    now, criteria = timezone.now(), list(Criterion.objects.all())
    reviews = Review.objects.bulk_create(
        Review(application=one, account=accounts[(n + k) % 30], done_at=now, summary=TEXT[:200])
        for n, one in enumerate(applications)
        for k in range(3)
    )
    Mark.objects.bulk_create(
        Mark(review=one, criterion=criterion, value=(n + k) % 6)
        for n, one in enumerate(reviews)
        for k, criterion in enumerate(criteria)
    )
    Remark.objects.bulk_create(
        Remark(application=one, account=accounts[k], text=TEXT) for one in applications for k in range(5)
    )


def contracts(sizes: Sizes) -> None:
    """A dossier for each application that was selected, three versions each; a competition for one in three."""
    from atelier.people.models import Account
    from atelier.procurement.models import Dossier, FrozenVersion, Section
    from atelier.programme.models import Application

    now, opener = timezone.now(), Account.objects.order_by("pk")[0]
    selected = Application.objects.filter(state="selected").order_by("pk")
    dossiers = Dossier.objects.bulk_create(
        Dossier(application=one, title=one.title, department=one.department, region="28", opened_by=opener)
        for one in selected
    )
    content = [{"key": f"s{n}", "title": f"Partie {n}", "text": TEXT, "origin": ""} for n in range(8)]
    versions = FrozenVersion.objects.bulk_create(
        (
            FrozenVersion(dossier=one, gate="note", number=n, content=content, sha256="b" * 64, frozen_at=now)
            for one in dossiers
            for n in (1, 2, 3)
        ),
        batch_size=500,
    )
    Section.objects.bulk_create(
        (
            Section(
                dossier=one.dossier, gate="specification", ordinal=n, key=f"s{n}", title=f"Partie {n}",
                text=TEXT + str(n), inherited=TEXT, origin=one,
            )
            for one in versions[2::3]
            for n in range(10)
        ),
        batch_size=1_000,
    )  # fmt: skip
    _competitions(versions[2::9])


def _competitions(specifications: list[FrozenVersion]) -> None:
    from atelier.procurement.models import AwardCriterion, Consultation, FrameworkAgreement

    now = timezone.now()
    competitions = Consultation.objects.bulk_create(
        Consultation(
            dossier=one.dossier, specification=one, title=f"Une équipe {n}", summary=TEXT, estimate_ex_vat=60_000,
            deadline_at=now + dt.timedelta(days=9 + n % 5), questions_until=now + dt.timedelta(days=5),
            state="published", published_at=now,
        )
        for n, one in enumerate(specifications)
    )  # fmt: skip
    AwardCriterion.objects.bulk_create(
        AwardCriterion(consultation=one, ordinal=n, title=f"Critère {n}", weight=50, is_price=n == 1)
        for one in competitions
        for n in (0, 1)
    )
    FrameworkAgreement.objects.bulk_create(
        FrameworkAgreement(
            reference=f"ac-{n}", title=f"Accord-cadre {n}", mode="orders", starts_on="2024-01-01",
            ends_on="2030-12-31", ceiling_ex_vat=400_000,
        )
        for n in range(20)
    )  # fmt: skip


def years(sizes: Sizes) -> None:
    """A year after the pattern of local ateliers in each, its deliverables and validations; a script in the first."""
    from atelier.ateliers.models import Atelier, Stage, Year
    from atelier.ateliers.year.patterns import dates_of, pattern_for, plain_pattern

    starts_on = timezone.localdate() - dt.timedelta(days=120)
    pattern = pattern_for("local", starts_on)
    dates, made = dates_of(pattern, starts_on), list(Atelier.objects.order_by("pk"))
    # everywhere, here and below: a benchmark has no viewer
    Year.everywhere.bulk_create(
        Year(atelier=one, pattern=plain_pattern(pattern), starts_on=starts_on, departments="76") for one in made
    )
    stages = Stage.everywhere.bulk_create(
        (
            Stage(
                atelier=one, key=stage.key, kind=stage.kind, title=stage.title, about=stage.about, ordinal=n,
                starts_on=dates[stage.key][0], ends_on=dates[stage.key][1],
            )
            for one in made
            for n, stage in enumerate(pattern.stages)
        ),
        batch_size=2_000,
    )  # fmt: skip
    _fill(stages, pattern)


def _fill(stages: list[Stage], pattern: Pattern) -> None:
    """Deliverables, validations and workshops of all stages."""
    from atelier.ateliers.models import Deliverable, Validation, Workshop
    from atelier.ateliers.script.commands import copy_model
    from atelier.ateliers.script.library import script_models
    from atelier.common.audit import System

    said = {stage.key: stage for stage in pattern.stages}
    Deliverable.everywhere.bulk_create(
        (
            Deliverable(stage=one, key=paper.key, title=paper.title, is_required=paper.is_required)
            for one in stages
            for paper in said[one.key].deliverables
        ),
        batch_size=2_000,
    )
    Validation.everywhere.bulk_create(
        (Validation(stage=one, role=role) for one in stages for role in said[one.key].validations), batch_size=2_000
    )
    workshops = Workshop.everywhere.bulk_create(
        (
            Workshop(atelier=one.atelier, title=one.title, held_on=one.starts_on, stage=one, ordinal=one.ordinal)
            for one in stages
            if one.kind == "workshop"
        ),
        batch_size=2_000,
    )
    copy_model(workshops[0], script_models()[0], by=System())


def participants(sizes: Sizes) -> None:
    """Contacts; those of the first atelier are invited to its first day, half of them are there."""
    from atelier.ateliers.models import Atelier, Workshop
    from atelier.participants.models import Attendance, Contact, Gathering, Invitation
    from atelier.people.enums import College

    ateliers, colleges, now = list(Atelier.objects.order_by("pk")), College.values, timezone.now()
    contacts = Contact.everywhere.bulk_create(
        (
            Contact(
                atelier=ateliers[0 if n % IN_THE_HALL == 0 else n % len(ateliers)], name=f"Personne {n}",
                email=f"c{n}@exemple.fr", college=colleges[n % len(colleges)], organisation=f"Organisme {n % 90}",
                commune="76217",
            )
            for n in range(sizes.people)
        ),
        batch_size=2_000,
    )  # fmt: skip
    days = Gathering.everywhere.bulk_create(
        Gathering(
            atelier=one, title=f"Atelier {n}", starts_at=now, ends_at=now + dt.timedelta(hours=8), place="La halle",
            workshop=Workshop.objects.of(one).first() if one is ateliers[0] else None,
        )
        for one in ateliers
        for n in (1, 2, 3)
    )  # fmt: skip
    mine = [one for one in contacts if one.atelier_id == ateliers[0].pk]
    Invitation.everywhere.bulk_create(
        (Invitation(gathering=days[0], contact=one, answer=OUTCOMES[n % 4]) for n, one in enumerate(mine)),
        batch_size=1_000,
    )
    Attendance.everywhere.bulk_create(
        (Attendance(gathering=days[0], contact=one, college=one.college, noted_at=now) for one in mine[::2]),
        batch_size=1_000,
    )


def notebook(sizes: Sizes) -> None:
    """Two notes a day over two hundred days in the first atelier; its share of the audit is told between them."""
    from atelier.ateliers.models import Atelier, NotebookEntry

    first, today = Atelier.objects.order_by("pk")[0], timezone.localdate()
    NotebookEntry.everywhere.bulk_create(
        NotebookEntry(
            atelier=first, day=today - dt.timedelta(days=n // 2), title=f"Note {n}", text=TEXT, side="team",
        )
        for n in range(400)
    )  # fmt: skip
