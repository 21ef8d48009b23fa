from django.urls import path

from atelier.programme.chronicle import views

urlpatterns = [
    path("frise/", views.chronicle, name="chronicle"),
]
