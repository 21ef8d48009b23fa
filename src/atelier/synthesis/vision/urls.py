from django.urls import path

from atelier.synthesis.vision import views

V = "ateliers/<slug:slug>/vision/"
urlpatterns = [
    path(V, views.vision, name="vision"),
    path(f"{V}nouvelle/", views.begin, name="vision_begin"),
    path(f"{V}principes/", views.principle_add, name="principle_add"),
    path(f"{V}principes/<uuid:pk>/deplacer/", views.principle_move, name="principle_move"),
    path(f"{V}<uuid:pk>/", views.version, name="vision_version"),
    path(f"{V}<uuid:pk>/ecrire/", views.write, name="vision_write"),
    path(f"{V}<uuid:pk>/proposer/", views.propose, name="vision_propose"),
    path(f"{V}<uuid:pk>/adopter/", views.adopt, name="vision_adopt"),
    path(f"{V}<uuid:pk>/textes/", views.history, name="vision_history"),
    path(f"{V}<uuid:pk>/depuis/<uuid:other>/", views.differences, name="vision_differences"),
]
