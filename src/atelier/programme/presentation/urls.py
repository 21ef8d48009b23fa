from django.urls import path

from atelier.programme.presentation import views

urlpatterns = [
    path("demarche/", views.approach, name="approach"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<slug:slug>/", views.session, name="session"),
]
