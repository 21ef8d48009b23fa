from django.urls import path

from atelier.sheets.views import behind, bringing, planning, reviewing

app_name = "sheets"
urlpatterns = [
    path("seances/<int:workshop_pk>/feuilles/", planning.papers, name="papers"),
    path("seances/<int:workshop_pk>/feuilles/nouvelles/", planning.plan, name="plan"),
    path("seances/<int:workshop_pk>/feuilles/porte/", planning.door, name="door"),
    path("seances/<int:workshop_pk>/feuilles/porte.svg", planning.door_qr, name="door_qr"),
    path("seances/<int:workshop_pk>/feuilles/toutes.pdf", planning.all_pdf, name="all_pdf"),
    path("tables/<uuid:pk>/papier/<uuid:thing>.json", behind.paper_behind, name="behind"),
    path("feuilles/<uuid:pk>/", planning.sheet, name="sheet"),
    path("feuilles/<uuid:pk>/feuille.pdf", planning.pdf, name="pdf"),
    path("feuilles/<uuid:pk>/etat/", planning.state, name="state"),
    path("photos/<str:code>/", bringing.bring, name="bring"),
    path("photos/<str:code>/nouvelles.json", bringing.news, name="news"),
    path("photos/<str:code>/envois/", bringing.send, name="send"),
    path("photos/<str:code>/envois/<uuid:pk>/", bringing.send_piece, name="send_piece"),
    path("photographies/<uuid:pk>/", reviewing.photo, name="photo"),
    path("photographies/<uuid:pk>/image.jpg", reviewing.photo_picture, name="photo_picture"),
    path("lectures/<uuid:pk>/", reviewing.review, name="review"),
    path("lectures/<uuid:pk>/page.jpg", reviewing.page_picture, name="page_picture"),
    path("lectures/<uuid:pk>/marques/<int:mark_pk>/", reviewing.mark, name="mark"),
    path("lectures/<uuid:pk>/marques/<int:mark_pk>/mots.jpg", reviewing.words_picture, name="words_picture"),
    path("lectures/<uuid:pk>/poser/", reviewing.lay, name="lay"),
    path("lectures/<uuid:pk>/ecarter/", reviewing.aside, name="aside"),
]
