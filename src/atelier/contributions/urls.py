from django.urls import path

from atelier.common.lazy_views import when_asked
from atelier.contributions.cards import merging_views as merging
from atelier.contributions.cards import views as cards
from atelier.contributions.gathering import views as gathering
from atelier.contributions.lineage import views as lineage
from atelier.contributions.register import project_views as projects
from atelier.contributions.register import views as register
from atelier.contributions.slip import keeping_views as slips
from atelier.contributions.slip import views as slip

app_name = "contributions"
A = "ateliers/<slug:slug>/"
C = f"{A}cartes/"
card_patterns = [
    path(C, cards.cards, name="cards"),
    path(f"{C}nouvelle/", cards.card_new, name="card_new"),
    path(f"{C}fusion/", merging.cards_merge, name="cards_merge"),
    path(f"{C}recueil/<int:workshop_pk>/", gathering.gather, name="gather"),
    path(f"{C}<uuid:pk>/", cards.card, name="card"),
    path(f"{C}<uuid:pk>/modifier/", cards.card_change, name="card_change"),
    path(f"{C}<uuid:pk>/devenir/", cards.card_fate, name="card_fate"),
    path(f"{C}<uuid:pk>/scission/", merging.card_split, name="card_split"),
    path(f"{C}<uuid:pk>/suite/", merging.card_next, name="card_next"),
    path(f"{C}<uuid:pk>/annuler/", merging.card_undo, name="card_undo"),
    path(f"{C}<uuid:pk>/carte.svg", when_asked("atelier.contributions.cards.map_views.card_map"), name="card_map"),
    path(f"{A}lignee/", lineage.lineage, name="lineage"),
    path(f"{A}lignee/<slug:kind>/<uuid:pk>/", lineage.story, name="story"),
]
S = "fiche/<str:code>/"
slip_patterns = [
    path("fiche/", slip.door, name="slip_door"),
    path("fiche/mienne/<int:workshop_pk>/", slip.mine, name="slip_mine"),
    path(S, slip.slip, name="slip"),
    path(f"{S}qr.svg", slip.slip_qr, name="slip_qr"),
    path(f"{S}cartes/<uuid:pk>/", slip.words, name="slip_words"),
    path(f"{S}cartes/<uuid:pk>/retirer/", slip.withdraw, name="slip_withdraw"),
    path(f"{S}demande/<str:kind>/<uuid:pk>/", slip.ask, name="slip_ask"),
    path(f"{A}fiches/", slips.slips, name="slips"),
    path(f"{A}fiches/seances/<int:workshop_pk>/", slips.print_all, name="slips_print"),
    path(f"{A}fiches/sieges/<int:seat_pk>/", slips.print_one, name="slip_print"),
    path(f"{A}fiches/sieges/<int:seat_pk>/nouveau-code/", slips.new_code, name="slip_new_code"),
    path(f"{A}fiches/demandes/", slips.removals, name="removals"),
    path(f"{A}fiches/demandes/<uuid:pk>/", slips.removal, name="removal"),
]
register_patterns = [
    path(f"{A}ressources/", register.register, name="register"),
    path(f"{A}ressources/familles-des-cartes/", register.sort, name="register_sort"),
    path(f"{A}ressources/familles/", register.families, name="families"),
    path(f"{A}ressources/familles/<int:pk>/", register.family_change, name="family_change"),
    path(f"{A}ressources/<str:kind>.csv", register.register_file, name="register_file"),
    path(f"{A}projets/", projects.projects, name="projects"),
    path(f"{A}projets/nouveau/", projects.project_add, name="project_add"),
    path(f"{A}projets/<uuid:pk>/", projects.project, name="project"),
    path(f"{A}projets/<uuid:pk>/ressources/", projects.project_ground, name="project_ground"),
]
urlpatterns = [*card_patterns, *slip_patterns, *register_patterns]
