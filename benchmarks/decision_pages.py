"""The pages of the rooms from cards to the roadmap, and who asks them in `benchmarks.decision`."""

from __future__ import annotations

from typing import Any

from benchmarks.pages import Page

HOME = "/ateliers/fait/"
PLAN = f"{HOME}feuille-de-route/"


def pages_of() -> list[Page]:
    """Each page as the roles that work there; those of one thing are asked of a thing in the middle."""
    return [*_contributions(), *_lineage(), *_board(), *_synthesis(), *_agreement(), *_roadmap(), *_followup()]


def _as(names: str, name: str, address: str) -> list[Page]:
    return [Page(name, address, who) for who in names.split()]


def _contributions() -> list[Page]:
    from atelier.contributions.models import Card, Project

    cards, project = f"{HOME}cartes/", _middle(Project)
    card = _middle(Card, kind="intention")
    workshop = _workshop()
    return [
        *_as("facilitator scribe elected state observer", "cards", cards),
        *_as("scribe", "cards, last page", f"{cards}?page=9999"),
        *_as("scribe elected", "cards, words", f"{cards}?q=falaise+eglise"),
        *_as("scribe", "cards, three filters", f"{cards}?kind=lead&college=state&fate=standing"),
        *_as("scribe elected", "a card", f"{cards}{card}/"),
        *_as("scribe", "a card to change", f"{cards}{card}/modifier/"),
        *_as("scribe", "a card to split", f"{cards}{card}/scission/"),
        *_as("scribe", "a card that leads to another", f"{cards}{card}/suite/"),
        *_as("scribe", "what was drawn, to gather", f"{cards}recueil/{workshop}/"),
        *_as("facilitator", "slips to print", f"{HOME}fiches/"),
        *_as("facilitator", "what people ask to have taken away", f"{HOME}fiches/demandes/"),
        *_as("facilitator elected state", "register of resources", f"{HOME}ressources/"),
        *_as("facilitator", "register, its families", f"{HOME}ressources/familles/"),
        *_as("facilitator elected", "projects", f"{HOME}projets/"),
        *_as("scribe elected", "a project", f"{HOME}projets/{project}/"),
        *_as("facilitator", "the atelier", HOME),
    ]


def _lineage() -> list[Page]:
    from atelier.contributions.models import Card, Contribution
    from atelier.roadmaps.models import Action

    start = f"{HOME}lignee/"
    first, last, action = _middle(Card, kind="finding"), _middle(Card, kind="principle"), _middle(Action)
    return [
        *_as("elected state", "lineage, where to start", start),
        *_as("elected", "lineage, words", f"{start}?mots=falaise"),
        *_as("elected state", "lineage of an action", f"{start}action/{action}/"),
        *_as("elected", "lineage of a card of the first layer", f"{start}card/{first}/"),
        *_as("elected", "lineage of a card of the last layer", f"{start}card/{last}/"),
        *_as("elected", "lineage of a drawing", f"{start}contribution/{_middle(Contribution, kind='note')}/"),
    ]


def _board() -> list[Page]:
    from atelier.contributions.models import Card
    from atelier.synthesis.models import BoardSheet

    workshop = _workshop()
    board, card = f"{HOME}passage/{workshop}/", _middle(Card, kind="lead")
    asked = "&".join(f"id={pk}" for pk in Card.everywhere.order_by("pk").values_list("pk", flat=True)[:40])
    sheet = f"{HOME}passage/feuilles/{BoardSheet.everywhere.values_list('pk', flat=True).first()}/"
    return [
        *_as("scribe", "boards", f"{HOME}passage/"),
        *_as("facilitator scribe elected", "passage board", board),
        *_as("scribe", "passage board, its middle", f"{board}?page=12"),
        *_as("scribe", "passage board, a table", f"{board}?table=Table+3"),
        *_as("scribe elected", "passage board, projected", f"{board}ecran/"),
        *_as("scribe", "passage board, what changed: something", f"{board}etat/?known=x"),
        *_as("scribe", "passage board, forty cards it lacks", f"{board}cartes/?{asked}"),
        *_as("scribe", "passage board, forty cards for the wall", f"{board}cartes/?wall&{asked}"),
        *_as("scribe", "a card of the board", f"{board}cartes/{card}/"),
        *_as("facilitator", "columns of the board", f"{board}colonnes/"),
        *_as("facilitator", "validation sheets", f"{board}feuilles/"),
        *_as("facilitator scribe", "a validation sheet", sheet),
        *_as("facilitator", "a validation sheet read aloud", f"{sheet}lecture/?carte=40"),
    ]


def _synthesis() -> list[Page]:
    from atelier.synthesis.models import Demonstrator, Grouping, Solution, Theme, VisionVersion

    grouping, theme = _middle(Grouping), _middle(Theme)
    vision = f"{HOME}vision/"
    draft = VisionVersion.everywhere.get(state="draft").pk
    old, new = VisionVersion.everywhere.exclude(state="draft").order_by("-number").values_list("pk", flat=True)[:2]
    return [
        *_as("facilitator scribe elected", "groups", f"{HOME}themes/"),
        *_as("facilitator scribe", "cards in no group", f"{HOME}themes/regroupements/{grouping}/seules/"),
        *_as("facilitator scribe", "a group", f"{HOME}themes/{theme}/"),
        *_as("facilitator elected", "vision", vision),
        *_as("elected", "a version of the vision", f"{vision}{new}/"),
        *_as("facilitator", "the vision, to write", f"{vision}{draft}/ecrire/"),
        *_as("facilitator", "texts of the vision", f"{vision}{draft}/textes/"),
        *_as("elected", "two versions of the vision", f"{vision}{new}/depuis/{old}/"),
        *_as("team elected", "demonstrators", f"{HOME}demonstrateurs/"),
        *_as("team elected", "a demonstrator", f"{HOME}demonstrateurs/{_middle(Demonstrator)}/"),
        *_as("team", "a demonstrator, to write", f"{HOME}demonstrateurs/nouveau/"),
        *_as("team", "a prototype", f"{HOME}prototypes/{_middle(Solution)}/"),
        *_as("team state", "perimeters", f"{HOME}perimetre/"),
    ]


def _agreement() -> list[Page]:
    from atelier.agreement.models import Consultation, Round

    consultation, one = f"{HOME}consultations/{_middle(Consultation)}/", Round.everywhere.order_by("title")[10]
    zones = f"seances/{_workshop(first=True)}/zones/"
    return [
        *_as("facilitator elected", "votes", f"{HOME}consultations/"),
        *_as("facilitator", "a vote", consultation),
        *_as("facilitator", "a vote, its cards to ask", f"{consultation}fiches/"),
        *_as("facilitator elected state", "results of a vote", f"{consultation}resultats/"),
        *_as("facilitator", "results of a vote, projected", f"{consultation}resultats/mur/"),
        *_as("visitor", "the door of a vote, on a telephone", "/avis/VOTEZLA/"),
        *_as("facilitator elected", "validations", f"{HOME}validations/"),
        *_as("facilitator elected state", "a validation", f"{HOME}validations/{one.pk}/"),
        *_as("visitor", "a validation, on a telephone", f"/validation/{one.code}/"),
        *_as("facilitator elected", "zones", f"{HOME}zones/"),
        *_as("facilitator elected", "zones of a workshop", f"/{zones}"),
    ]


def _roadmap() -> list[Page]:
    from atelier.roadmaps.models import Action, Scenario

    action, public = f"{PLAN}actions/{_middle(Action)}/", "/feuilles-de-route/fait/"
    return [
        *_as("facilitator elected state observer", "roadmap", PLAN),
        *_as("elected", "roadmap, a filter", f"{PLAN}?status=late"),
        *_as("facilitator elected", "roadmap, map", f"{PLAN}carte/"),
        *_as("facilitator state", "roadmap, timeline", f"{PLAN}calendrier/"),
        *_as("facilitator elected state", "an action", action),
        *_as("team", "an action, to change", f"{action}modifier/"),
        *_as("team", "an action, new", f"{PLAN}actions/nouvelle/"),
        *_as("facilitator", "an action, who carries it", f"{action}porteurs/"),
        *_as("lead facilitator elected", "versions", f"{PLAN}versions/"),
        *_as("visitor", "the public page", f"{public}2/"),
        *_as("visitor", "the public page, differences", f"{public}differences/?de=1&a=2"),
        *_as("facilitator elected", "scenarios", f"{PLAN}scenarios/"),
        *_as("facilitator", "a scenario, to weigh", f"{PLAN}scenarios/nouveau/"),
        *_as("facilitator elected", "a scenario", f"{PLAN}scenarios/{_middle(Scenario)}/"),
        *_as("elected", "files", f"{PLAN}fichiers/"),
    ]


def _followup() -> list[Page]:
    from atelier.roadmaps.models import Action, Asking, Campaign

    campaign = f"{PLAN}suivi/{_middle(Campaign)}/"
    asking = Asking.everywhere.order_by("name", "campaign__opens_on")[20]
    return [
        *_as("facilitator elected state", "follow-up and its curve", f"{PLAN}suivi/"),
        *_as("facilitator", "a campaign", campaign),
        *_as("facilitator", "news written for somebody", f"{campaign}actions/{_middle(Action)}/"),
        *_as("visitor", "news of a bearer, by their link", f"/nouvelles/{asking.key}/"),
        *_as("visitor", "the public follow-up", "/feuilles-de-route/fait/suivi/"),
    ]


def _middle(model: Any, **filters: str) -> Any:
    """The key of the row in the middle, in the order of the keys."""
    rows = model.everywhere.filter(**filters).order_by("pk")
    return rows.values_list("pk", flat=True)[rows.count() // 2]


def _workshop(*, first: bool = False) -> int:
    from atelier.ateliers.models import Workshop

    pk: int = Workshop.everywhere.order_by("ordinal" if first else "-ordinal").values_list("pk", flat=True)[0]
    return pk
