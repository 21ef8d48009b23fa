from django.urls import path, re_path

from atelier.ateliers.notebook import views

NOTEBOOK = "ateliers/<slug:slug>/cahier"
urlpatterns = [
    path(f"{NOTEBOOK}/", views.notebook, name="notebook"),
    re_path(
        r"^ateliers/(?P<slug>[-\w]+)/cahier/cahier\.(?P<ending>odt|pdf)$", views.notebook_export, name="notebook_export"
    ),
    path(f"{NOTEBOOK}/<int:pk>/", views.entry_edit, name="entry_edit"),
    path(f"{NOTEBOOK}/<int:pk>/retirer/", views.entry_remove, name="entry_remove"),
    path(f"{NOTEBOOK}/photos/<int:pk>/", views.photograph, name="photograph"),
    path(f"{NOTEBOOK}/photos/<int:pk>/retirer/", views.photograph_remove, name="photograph_remove"),
]
