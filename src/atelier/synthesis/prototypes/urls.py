from django.urls import path

from atelier.synthesis.prototypes import views

D = "ateliers/<slug:slug>/demonstrateurs/"
P = "ateliers/<slug:slug>/prototypes/"
urlpatterns = [
    path(f"{D}<uuid:pk>/solution/", views.solution_add, name="solution_add"),
    path(f"{P}<uuid:pk>/", views.solution, name="solution"),
    path(f"{P}<uuid:pk>/variantes/", views.variant_add, name="variant_add"),
    path(f"{P}variantes/<uuid:pk>/essais/", views.trial_note, name="trial_note"),
    path(f"{P}variantes/<uuid:pk>/images/", views.variant_picture, name="variant_picture"),
    path(f"{P}remarques/<uuid:pk>/carte/", views.remark_card, name="remark_card"),
]
