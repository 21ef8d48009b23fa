from django.urls import path

from atelier.programme.catalogue import views

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/carte.svg", views.france_svg, name="france"),
    path("catalogue/<slug:slug>/", views.entry, name="entry"),
]
