from django.urls import path

from atelier.common import views

urlpatterns = [
    path("", views.home, name="home"),
    path("charte/", views.charte, name="charte"),
    path("accessibilite/", views.plain_page("accessibility"), name="accessibility"),
    path("mentions-legales/", views.plain_page("legal"), name="legal"),
    path("donnees-personnelles/", views.plain_page("privacy"), name="privacy"),
    path("sante/", views.health, name="health"),
]
