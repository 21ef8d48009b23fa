from django.urls import path

from atelier.synthesis.perimeter import views

P = "ateliers/<slug:slug>/perimetre/"
urlpatterns = [
    path(P, views.perimeters, name="perimeters"),
    path(f"{P}<uuid:pk>/", views.perimeter, name="perimeter"),
    path(f"{P}<uuid:pk>/avec/<uuid:other>/", views.perimeter_compare, name="perimeter_compare"),
    path(f"{P}<uuid:pk>/perimetre.<str:ending>", views.perimeter_file, name="perimeter_file"),
]
