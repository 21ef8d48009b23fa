from django.urls import path

from atelier.procurement import views
from atelier.procurement.agreements import views as agreements
from atelier.procurement.competition import commission_views, judging_views, preparing_views, tender_views
from atelier.procurement.competition import views as competition
from atelier.procurement.document import views as document

app_name = "procurement"
DOSSIER = "marches/dossiers/<int:pk>/"
COMPETITION = "marches/consultations/<int:pk>/"
urlpatterns = [
    path("marches/", views.home, name="home"),
    path("marches/seuils/", views.dated_values, name="dated_values"),
    path("marches/dossiers/ouvrir/<int:application_pk>/", document.dossier_open, name="dossier_open"),
    path(DOSSIER, document.dossier, name="dossier"),
    path(f"{DOSSIER}document/", document.paper, name="paper"),
    path(f"{DOSSIER}document/<int:section_pk>/", document.section_write, name="section_write"),
    path(f"{DOSSIER}franchir/", document.gate_pass, name="gate_pass"),
    path(f"{DOSSIER}rouvrir/", document.paper_open_again, name="paper_open_again"),
    path(f"{DOSSIER}versions/<int:version_pk>/", document.version, name="version"),
    path(f"{DOSSIER}versions/<int:version_pk>/pdf/", document.version_pdf, name="version_pdf"),
    path(f"{DOSSIER}differences/", document.differences, name="differences"),
    path(f"{DOSSIER}consultation/", preparing_views.prepare, name="prepare"),
    path(f"{DOSSIER}commande/<int:awardee_pk>/", agreements.order_new, name="order_new"),
    path(COMPETITION, competition.consultation, name="consultation"),
    path(f"{COMPETITION}cahier-des-charges/", competition.specification_pdf, name="specification_pdf"),
    path(f"{COMPETITION}question/", competition.question_ask, name="question_ask"),
    path(f"{COMPETITION}questions/<int:question_pk>/", competition.question_answer, name="question_answer"),
    path(f"{COMPETITION}preparation/", preparing_views.change, name="change"),
    path(f"{COMPETITION}criteres/", preparing_views.criteria, name="criteria"),
    path(f"{COMPETITION}publier/", preparing_views.publish, name="publish"),
    path(f"{COMPETITION}offre/", tender_views.tender, name="tender"),
    path(f"{COMPETITION}offre/retirer/", tender_views.withdraw, name="tender_withdraw"),
    path(f"{COMPETITION}offre/recepisse/", tender_views.receipt, name="receipt"),
    path(f"{COMPETITION}offre/courrier/", tender_views.letter, name="letter"),
    path(f"{COMPETITION}commission/", commission_views.commission, name="commission"),
    path(f"{COMPETITION}commission/membres/", commission_views.member_name, name="member_name"),
    path(f"{COMPETITION}commission/membres/<int:member_pk>/", commission_views.member_leave, name="member_leave"),
    path(f"{COMPETITION}commission/cle/", commission_views.enrolment, name="enrol"),
    path(f"{COMPETITION}commission/presence/", commission_views.presence, name="be_present"),
    path(f"{COMPETITION}commission/ouvrir/", commission_views.opening, name="open_tenders"),
    path(f"{COMPETITION}commission/signer/", commission_views.signature, name="sign_record"),
    path(f"{COMPETITION}commission/pv/", commission_views.opening_record, name="record_pdf"),
    path(f"{COMPETITION}analyse/", judging_views.analysis, name="analysis"),
    path(f"{COMPETITION}analyse/rapport/", judging_views.report, name="report"),
    path(f"{COMPETITION}attribuer/", judging_views.award_tender, name="award"),
    path(f"{COMPETITION}signer/", judging_views.contract_sign, name="contract_sign"),
    path(f"{COMPETITION}sans-suite/", judging_views.end, name="end"),
    path("marches/offres/<int:pk>/", judging_views.tender_read, name="tender_read"),
    path("marches/offres/<int:pk>/prix-bas/", judging_views.low_price, name="low_price"),
    path("marches/offres/<int:pk>/pieces/<int:paper_pk>/", judging_views.tender_paper, name="tender_paper"),
    path("marches/accords-cadres/", agreements.agreement_list, name="agreements"),
    path("marches/accords-cadres/nouveau/", agreements.agreement_new, name="agreement_new"),
    path("marches/accords-cadres/<int:pk>/", agreements.agreement, name="agreement"),
    path("marches/accords-cadres/<int:pk>/titulaires/", agreements.awardee_add, name="awardee_add"),
    path("marches/accords-cadres/<int:pk>/prix/", agreements.price_set, name="price_set"),
    path("marches/bons/<int:pk>/", agreements.order, name="order"),
    path("marches/bons/<int:pk>/pdf/", agreements.order_pdf, name="order_pdf"),
    path("marches/bons/<int:pk>/annuler/", agreements.order_cancel, name="order_cancel"),
]
