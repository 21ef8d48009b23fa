from django.urls import path

from atelier.synthesis.demonstrators import views

D = "ateliers/<slug:slug>/demonstrateurs/"
urlpatterns = [
    path(D, views.demonstrators, name="demonstrators"),
    path(f"{D}demonstrateurs.geojson", views.demonstrators_file, name="demonstrators_file"),
    path(f"{D}nouveau/", views.demonstrator_add, name="demonstrator_add"),
    path(f"{D}<uuid:pk>/", views.demonstrator, name="demonstrator"),
    path(f"{D}<uuid:pk>/modifier/", views.demonstrator_change, name="demonstrator_change"),
    path(f"{D}<uuid:pk>/avancer/", views.demonstrator_move, name="demonstrator_move"),
    path(f"{D}<uuid:pk>/fiche/", views.sheet, name="demonstrator_sheet"),
    path(f"{D}<uuid:pk>/images/", views.picture_add, name="picture_add"),
    path(f"{D}images/<uuid:pk>/", views.picture, name="picture"),
    path(f"{D}images/<uuid:pk>/droits/", views.picture_rights, name="picture_rights"),
    path(f"{D}images/<uuid:pk>/retirer/", views.picture_remove, name="picture_remove"),
]
