from django.urls import path

from atelier.programme.selection import views

urlpatterns = [
    path("appels/<slug:slug>/selection/", views.board, name="selection"),
    path("appels/<slug:slug>/selection/phases/", views.phases, name="phases"),
    path("appels/<slug:slug>/selection/publier/", views.release, name="release"),
    path("selection/<slug:slug>/", views.judged, name="judged"),
    path("selection/<slug:slug>/lettres/<int:rank>/", views.letter, name="judged_letter"),
    path("selection/<slug:slug>/avis/", views.opinion, name="opinion"),
    path("selection/<slug:slug>/lecture/", views.review, name="review"),
    path("selection/<slug:slug>/conflit/", views.conflict, name="conflict"),
    path("selection/<slug:slug>/lecteurs/", views.reviewers, name="reviewers"),
    path("selection/<slug:slug>/mot/", views.remark, name="remark"),
    path("selection/<slug:slug>/decision/", views.decision, name="decision"),
]
