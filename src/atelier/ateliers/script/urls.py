from django.urls import path

from atelier.ateliers.script import running_views, views

SCRIPT = "seances/<int:workshop_pk>/deroule"
urlpatterns = [
    path(f"{SCRIPT}/", views.script, name="script"),
    path(f"{SCRIPT}/copier/", views.script_copy, name="script_copy"),
    path(f"{SCRIPT}/ordre/", views.script_order, name="script_order"),
    path(f"{SCRIPT}/etapes/", views.step_add, name="step_add"),
    path(f"{SCRIPT}/sequences/nouvelle/", views.sequence_edit, name="sequence_create"),
    path(f"{SCRIPT}/sequences/<int:pk>/", views.sequence_edit, name="sequence_edit"),
    path(f"{SCRIPT}/sequences/<int:pk>/deplacer/", views.sequence_move, name="sequence_move"),
    path(f"{SCRIPT}/sequences/<int:pk>/retirer/", views.sequence_remove, name="sequence_remove"),
    path(f"{SCRIPT}/imprimer.pdf", views.script_print, name="script_print"),
    path(f"{SCRIPT}/conduite/", running_views.running, name="running"),
    path(f"{SCRIPT}/conduite/geste/", running_views.running_gesture, name="running_gesture"),
]
