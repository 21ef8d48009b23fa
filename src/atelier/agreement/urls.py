from django.urls import path

from atelier.agreement.consulting import papers_views as papers
from atelier.agreement.consulting import views as consulting
from atelier.agreement.consulting import voting_views as voting
from atelier.agreement.rounds import views as rounds
from atelier.common.lazy_views import when_asked

app_name = "agreement"
A = "ateliers/<slug:slug>/"
C = f"{A}consultations/<uuid:pk>/"
R = f"{A}validations/<uuid:pk>/"
RESULTS, ZONES = "atelier.agreement.results.views", "atelier.agreement.zones.views"
Z = "seances/<int:workshop_pk>/zones/"
urlpatterns = [
    path("avis/", voting.enter, name="vote_enter"),
    path("avis/<str:code>/", voting.vote, name="vote"),
    path("avis/<str:code>/voter/", voting.cast, name="vote_cast"),
    path("avis/<str:code>/mes-reponses/", voting.mine, name="vote_mine"),
    path("avis/<str:code>/proposer/", voting.propose, name="vote_propose"),
    path("avis/<str:code>/mur/", voting.wall, name="vote_wall"),
    path("avis/<str:code>/qr.svg", voting.qr, name="vote_qr"),
    path(f"{A}consultations/", consulting.consultations, name="consultations"),
    path(f"{A}consultations/nouvelle/", consulting.create, name="consultation_create"),
    path(C, consulting.consultation, name="consultation"),
    path(f"{C}modifier/", consulting.change, name="consultation_change"),
    path(f"{C}porte/", consulting.door, name="consultation_door"),
    path(f"{C}fiches/", consulting.cards, name="consultation_cards"),
    path(f"{C}enonces/<uuid:statement_pk>/", consulting.moderate, name="statement_moderate"),
    path(f"{C}enonces/<uuid:statement_pk>/mains/", consulting.hands, name="hands"),
    path(f"{C}papiers/", papers.papers, name="papers"),
    path(f"{C}papiers/numeroter/", papers.number, name="papers_number"),
    path(f"{C}papiers/<int:first>-<int:last>.pdf", papers.pdf, name="papers_pdf"),
    path(f"{C}papiers/saisir/", papers.paper, name="paper"),
    path(f"{C}papiers/<int:number>/", papers.paper, name="paper_correct"),
    path(f"{C}resultats/", when_asked(f"{RESULTS}.results"), name="results"),
    path(f"{C}resultats/mur/", when_asked(f"{RESULTS}.wall"), name="results_wall"),
    path(f"{C}resultats/calculer/", when_asked(f"{RESULTS}.compute"), name="results_compute"),
    path(f"{C}resultats/<slug:kind>.csv", when_asked(f"{RESULTS}.file"), name="results_file"),
    path(f"{A}validations/", rounds.rounds, name="rounds"),
    path(f"{A}validations/nouvelle/", rounds.create, name="round_create"),
    path(R, rounds.detail, name="round"),
    path(f"{R}version/", rounds.version, name="round_version"),
    path(f"{R}positions/<uuid:position_pk>/reponse/", rounds.answer, name="round_answer"),
    path(f"{R}fin/", rounds.close, name="round_close"),
    path(f"{R}proces-verbal.pdf", rounds.minutes, name="round_minutes"),
    path("validation/<str:code>/", rounds.speak, name="round_speak"),
    path("validation/<str:code>/qr.svg", rounds.qr, name="round_qr"),
    path(f"{A}zones/", when_asked(f"{ZONES}.all_zones"), name="zones_list"),
    path(f"{A}zones/opposes/", when_asked(f"{ZONES}.pair"), name="zones_pair"),
    path(Z, when_asked(f"{ZONES}.zones"), name="zones"),
    path(f"{Z}<uuid:pk>/<slug:kind>/", when_asked(f"{ZONES}.file"), name="zones_file"),
]
