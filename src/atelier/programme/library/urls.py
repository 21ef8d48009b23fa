from django.urls import path

from atelier.programme.library import views

urlpatterns = [
    path("bibliotheque/", views.library, name="library"),
    path("bibliotheque/<slug:slug>/", views.publication, name="publication"),
    path("bibliotheque/<slug:slug>/fichier/", views.publication_file, name="publication_file"),
]
