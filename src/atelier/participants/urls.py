from django.urls import path

from atelier.participants.contacts import views as contacts
from atelier.participants.importing import views as importing
from atelier.participants.inviting import answer_views
from atelier.participants.inviting import views as inviting
from atelier.participants.missing import views as missing
from atelier.participants.roles import views as roles
from atelier.participants.seating import views as seating
from atelier.participants.welcoming import views as welcoming

app_name = "participants"
A = "ateliers/<slug:slug>/"
G = f"{A}rencontres/<uuid:pk>/"
urlpatterns = [
    path(f"{A}roles/", roles.roles, name="roles"),
    path(f"{A}roles/<int:pk>/fin/", roles.role_end, name="role_end"),
    path(f"{A}contacts/", contacts.contacts, name="contacts"),
    path(f"{A}contacts/nouveau/", contacts.contact_add, name="contact_add"),
    path(f"{A}contacts/fichier.<str:kind>", contacts.contacts_file, name="contacts_file"),
    path(f"{A}contacts/liste/", importing.bring, name="list_bring"),
    path(f"{A}contacts/liste/<uuid:list_pk>/", importing.preview, name="list_preview"),
    path(f"{A}contacts/liste/<uuid:list_pk>/ecrire/", importing.write, name="list_write"),
    path(f"{A}contacts/liste/<uuid:list_pk>/oublier/", importing.give_up, name="list_give_up"),
    path(f"{A}contacts/<uuid:pk>/", contacts.contact, name="contact"),
    path(f"{A}contacts/<uuid:pk>/effacer/", contacts.contact_erase, name="contact_erase"),
    path(f"{A}contacts/<uuid:pk>/accord/", contacts.consent, name="consent"),
    path(f"{A}attendus/", missing.expected, name="expected"),
    path(f"{A}attendus/ajouter/", missing.place_add, name="place_add"),
    path(f"{A}attendus/retirer/", missing.place_remove, name="place_remove"),
    path(f"{A}rencontres/", inviting.gatherings, name="gatherings"),
    path(f"{A}rencontres/nouvelle/", inviting.gathering_add, name="gathering_add"),
    path(G, inviting.gathering, name="gathering"),
    path(f"{G}modifier/", inviting.gathering_change, name="gathering_change"),
    path(f"{G}relance/", inviting.remind, name="remind"),
    path(f"{G}lettres/<str:kind>/", inviting.letter, name="letter"),
    path(f"{G}accueil/", welcoming.welcome, name="welcome"),
    path(f"{G}accueil/noter/", welcoming.note, name="note"),
    path(f"{G}accueil/porte/", inviting.door, name="door"),
    path(f"{G}accueil/porte.svg", welcoming.door_qr, name="door_qr"),
    path(f"{G}plan/", seating.seating, name="seating"),
    path(f"{G}plan/encore/", seating.seating_again, name="seating_again"),
    path(f"{G}plan/deplacer/", seating.seating_move, name="seating_move"),
    path(f"{G}plan/tables/<uuid:table_pk>/", seating.seating_table, name="seating_table"),
    path(f"{G}papiers/<str:kind>/", seating.paper, name="paper"),
    path(f"{G}qui-manque/", missing.missing, name="missing"),
    path("reponse/<str:key>/", answer_views.answer, name="answer"),
    path("reponse/<str:key>/accords/", answer_views.consents, name="consents"),
    path("reponse/<str:key>/agenda.ics", answer_views.calendar, name="calendar"),
    path("reponse/<str:key>/badge.svg", answer_views.badge, name="badge"),
    path("arrivee/<str:code>/", welcoming.arrival, name="arrive"),
    path("accords/", contacts.wordings, name="wordings"),
]
