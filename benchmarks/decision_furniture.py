"""What an atelier has gathered and decided at the end of a long year, above the cards of `benchmarks.cards`.

Rows are made many at once where the number matters, by the commands people use where their shape does.
"""

from __future__ import annotations

import random
from typing import Any

from benchmarks.decision_house import Sizes, house
from benchmarks.decision_roadmap import roadmap

WORKERS = ("lead", "facilitator", "scribe", "elected", "state", "team", "observer")
SEA = (1.02, 49.88, 1.14, 49.94)
GROUPED, TABLES, ROUNDS, VERSIONS, PLACES = 0.85, 12, 20, 5, 40


def furnish_decisions(sizes: Sizes) -> None:
    """The atelier `fait`, whose cards stand already: people, places, groups, votes, texts, the roadmap and its news."""
    from django.db import connection, transaction

    with transaction.atomic():
        for furnish in (workers, places, projects, groups, board, votes, validations, visions, tables, demonstrators):
            furnish(sizes)
    with transaction.atomic():
        roadmap(sizes)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def workers(_sizes: Sizes) -> None:
    """One account of each role."""
    from atelier.ateliers.models import Membership
    from atelier.people.models import Account

    atelier, _keeper = house()
    for role in WORKERS:
        account = Account.objects.create(email=f"{role}@exemple.fr", name=f"Personne {role}", password="!")
        Membership.everywhere.create(atelier=atelier, account=account, role=role)


def point(chance: random.Random) -> dict[str, Any]:
    west, south, east, north = SEA
    return {"type": "Point", "coordinates": [chance.uniform(west, east), chance.uniform(south, north)]}


def places(sizes: Sizes) -> None:
    """A card in three has a place, every resource a family, every blockage what would lift it."""
    from atelier.contributions.cards.enums import Family
    from atelier.contributions.models import Card

    atelier, _keeper = house()
    chance, changed = sizes.chance("places"), []
    for card in Card.objects.of(atelier):
        if chance.random() < 1 / 3:
            card.locate(point(chance))
        card.family = chance.choice(Family.values) if card.kind == "resource" else ""
        card.lift_condition = "Que la convention soit signée." if card.kind == "blockage" else ""
        changed.append(card)
    fields = ["geometry", *Card.BOUNDS, "family", "lift_condition"]
    Card.everywhere.bulk_update(changed, fields, batch_size=100)


def projects(sizes: Sizes) -> None:
    """A project for fifty cards, old and new, each on some resources."""
    from atelier.contributions.models import Card, Edge, Project

    atelier, _keeper = house()
    chance = sizes.chance("projects")
    made = [
        Project(atelier=atelier, title=f"Projet {number}", text="Ce qui se prépare ici.", is_existing=number % 2 == 0,
                bearer_name="La commune", made_by="system")
        for number in range(max(sizes.cards // 50, 1))
    ]  # fmt: skip
    for one in made:
        one.locate(point(chance))
    Project.everywhere.bulk_create(made, batch_size=500)
    resources = list(Card.objects.of(atelier).filter(kind="resource").values_list("pk", flat=True))
    Edge.everywhere.bulk_create(
        Edge(atelier=atelier, source_kind="card", source=source, target_kind="project", target=one.pk,
             relation="led_to", made_by="system")
        for one in made
        for source in set(chance.choices(resources, k=3) if resources else ())
    )  # fmt: skip


def groups(sizes: Sizes) -> None:
    """Most cards in groups, as the machine leaves them; one group in ten was kept as a theme."""
    from django.utils import timezone

    from atelier.contributions.models import Card
    from atelier.synthesis.models import Grouping, Theme, ThemeCard

    atelier, _keeper = house()
    chance, now = sizes.chance("groups"), timezone.now()
    grouping = Grouping.everywhere.create(
        atelier=atelier, status="grouped", telling=sizes.cards, ran_at=now, revision=1
    )
    themes = [
        Theme(grouping=grouping, name=f"digue, {number}, marché", words=["digue", "marché", "plateau"],
              kept_at=now if number % 10 == 0 else None)
        for number in range(sizes.groups)
    ]  # fmt: skip
    Theme.everywhere.bulk_create(themes)
    standing = Card.objects.of(atelier).exclude(fate="dropped").values_list("pk", flat=True)
    ThemeCard.everywhere.bulk_create(
        (
            ThemeCard(grouping=grouping, theme=chance.choice(themes), card_id=pk, because=["digue", "marché"])
            for pk in standing
            if chance.random() < GROUPED
        ),
        batch_size=2_000,
    )


def board(_sizes: Sizes) -> None:
    """A frozen version of the last workshop's board, signed, with objections, half of them answered."""
    from atelier.ateliers.models import Workshop
    from atelier.synthesis.board.freezing import cards_in
    from atelier.synthesis.board.sheets import answer_objection, freeze_board, object_to_card, sign_sheet

    atelier, keeper = house()
    sheet = freeze_board(Workshop.objects.of(atelier).order_by("-ordinal")[0], by=keeper)
    for number, card in enumerate(list(cards_in(sheet.content))[:PLACES]):
        sign_sheet(sheet, name=f"Personne {number}", college="inhabitant", by=keeper)
        said = object_to_card(sheet, card["id"], reason="Ce n’est pas ce que nous avons dit.", by=keeper)
        if number % 2:
            answer_objection(said, answer="C’est corrigé dans la version suivante.", by=keeper)


def votes(sizes: Sizes) -> None:
    """A consultation that is open, its votes, the result as it was last computed."""
    from django.utils import timezone

    from atelier.agreement.models import Consultation, Statement, Vote, Voter
    from atelier.agreement.results.commands import compute_result
    from atelier.ateliers.models import Workshop

    atelier, _keeper = house()
    chance = sizes.chance("votes")
    asked = Consultation.everywhere.create(
        atelier=atelier, workshop=Workshop.objects.of(atelier)[0], title="Ce que nous portons", code="VOTEZLA",
        opened_at=timezone.now(),
    )  # fmt: skip
    statements = [
        Statement(consultation=asked, number=number + 1, text=f"Le camping recule de {number} mètres.")
        for number in range(sizes.statements)
    ]
    colleges = ("elected", "state", "inhabitant", "civil", "economic")
    voters = [Voter(consultation=asked, college=chance.choice(colleges)) for _ in range(sizes.voters)]
    Statement.everywhere.bulk_create(statements)
    Voter.everywhere.bulk_create(voters)
    leaning = {one.pk: number % 3 for number, one in enumerate(voters)}
    rows = []
    for _ in range(sizes.votes):
        voter, number = chance.choice(voters), chance.randrange(sizes.statements)
        agrees = chance.random() < (0.85 if number % 3 == leaning[voter.pk] else 0.2)
        rows.append(Vote(voter=voter, statement=statements[number], value=1 if agrees else -1))
    Vote.everywhere.bulk_create(rows, batch_size=2_000)
    compute_result(asked)


def validations(sizes: Sizes) -> None:
    """Rounds of validation: three versions each, forty positions on each, some with an answer."""
    from atelier.agreement.models import ObjectionAnswer, Position, Round, RoundVersion

    atelier, _keeper = house()
    chance, stances = sizes.chance("validations"), ("agree", "agree", "agree", "reserve", "object")
    colleges = ("elected", "state", "inhabitant", "civil", "economic")
    rounds = [Round(atelier=atelier, title=f"Texte {number}", code=f"TEXTE{number}") for number in range(ROUNDS)]
    versions = [
        RoundVersion(round=one, ordinal=ordinal, text="Nous reculons avant la mer. " * 20, change="Les mots du maire.")
        for one in rounds
        for ordinal in (1, 2, 3)
    ]
    said = [
        Position(version=version, person=f"visitor:{person}", stance=(stance := chance.choice(stances)),
                 reason="" if stance == "agree" else "Le calendrier est trop court.", college=chance.choice(colleges))
        for version in versions
        for person in range(PLACES)
    ]  # fmt: skip
    Round.everywhere.bulk_create(rounds)
    RoundVersion.everywhere.bulk_create(versions)
    Position.everywhere.bulk_create(said)
    ObjectionAnswer.everywhere.bulk_create(
        ObjectionAnswer(objection=one, text="Deux ans de plus.", by_name="Animatrice")
        for one in said
        if one.stance == "object"
    )


def visions(sizes: Sizes) -> None:
    """Versions of the vision, each citing forty cards; the last is a draft."""
    from atelier.contributions.models import Card
    from atelier.synthesis.vision.commands import adopt_vision, begin_vision, propose_vision

    atelier, keeper = house()
    standing = Card.objects.of(atelier).exclude(fate="dropped").order_by("number")
    numbers = sizes.chance("visions").sample(list(standing.values_list("number", flat=True)), k=PLACES)
    text = "\n\n".join(f"Le rivage bouge et nous avec lui, paragraphe {one}. [C-{one}]" for one in numbers)
    before = None
    for number in range(VERSIONS):
        words = f"Version {number}.\n\n{text}"
        version = begin_vision(atelier, title="Un littoral qui se prépare", text=words, after=before, by=keeper)
        if number < VERSIONS - 1:
            before = adopt_vision(propose_vision(version, by=keeper), where="Au village", by=keeper)


def tables(sizes: Sizes) -> None:
    """Tables of the first workshop, and what was drawn on them."""
    from uuid import uuid4

    from django.utils import timezone

    from atelier.ateliers.models import Seat, Workshop
    from atelier.contributions.models import Contribution
    from atelier.tables.models import Table

    atelier, _keeper = house()
    workshop = Workshop.objects.of(atelier)[0]
    made = [
        Table.everywhere.create(workshop=workshop, ordinal=n, name=f"Table {n}", code=f"TABLE{n}")
        for n in range(1, TABLES + 1)
    ]
    chance, now, seat = sizes.chance("tables"), timezone.now(), Seat.objects.of(atelier)[0]
    meanings = (("build", "À bâtir", "#b3352b"), ("keep", "À garder", "#2f8a52"), ("cross", "À relier", "#1f62ad"))
    rows = []
    for _ in range(sizes.drawn):
        table, (key, meaning, color) = chance.choice(made), chance.choice(meanings)
        one = Contribution(
            id=uuid4(), atelier=atelier, kind="stroke", meaning_key=key, meaning=meaning, color=color, seat=seat,
            said_by=seat, college=seat.college, origin="table", origin_ref=str(table.pk), origin_name=table.name,
            said_at=now, changed_at=now,
        )  # fmt: skip
        x, y = point(chance)["coordinates"]
        one.locate({"type": "LineString", "coordinates": [[x, y], [x + 0.003, y + 0.001], [x + 0.004, y]]})
        rows.append(one)
    Contribution.everywhere.bulk_create(rows, batch_size=1_000)


def demonstrators(sizes: Sizes) -> None:
    """Sites, each with a solution, two variants, five tests of each and what was said."""
    from atelier.contributions.models import Card
    from atelier.synthesis.demonstrators.commands import Planned, write_demonstrator
    from atelier.synthesis.models import Remark, Solution, UserTest, Variant

    atelier, keeper = house()
    chance = sizes.chance("demonstrators")
    cards = list(Card.objects.of(atelier).filter(kind="hypothesis").exclude(fate="dropped")[:500])
    for number in range(sizes.demonstrators):
        planned = Planned(title=f"Site {number}", text="Un lieu d’essai.", place_name="La plage", state="considered")
        site = write_demonstrator(atelier, planned, by=keeper, sources=[_card(chance.choice(cards))] if cards else [])
        solution = Solution.everywhere.create(demonstrator=site, number=1, title="Un banc", made_by="system")
        for ordinal in (1, 2):
            variant = Variant.everywhere.create(solution=solution, number=ordinal, text="En bois.", made_by="system")
            tests = [UserTest(variant=variant, college="inhabitant", noted_by="system") for _ in range(5)]
            UserTest.everywhere.bulk_create(tests)
            Remark.everywhere.bulk_create(Remark(test=one, text="Trop lourd.") for one in tests)


def _card(card: Any) -> Any:
    from atelier.contributions.cards.commands import node_of

    return node_of(card)
