from django.urls import path

from atelier.suitcase import views

app_name = "suitcase"
urlpatterns = [
    path("ateliers/<slug:slug>/valise/", views.suitcase, name="suitcase"),
    path("ateliers/<slug:slug>/valise/faire/", views.pack, name="pack"),
    path("ateliers/<slug:slug>/valise/<int:pk>/", views.report, name="report"),
    path("ateliers/<slug:slug>/salle/", views.room, name="room"),
    path("ateliers/<slug:slug>/salle/<int:number>/qr.svg", views.room_qr, name="room_qr"),
]
