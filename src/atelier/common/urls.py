from django.urls import path

from atelier.common import job_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("charte/", views.charte, name="charte"),
    path("accessibilite/", views.plain_page("accessibility"), name="accessibility"),
    path("mentions-legales/", views.plain_page("legal"), name="legal"),
    path("donnees-personnelles/", views.plain_page("privacy"), name="privacy"),
    path("travaux/<uuid:pk>/", job_views.job, name="job"),
    path("travaux/<uuid:pk>/nouvelles.json", job_views.job_news, name="job_news"),
    path("travaux/<uuid:pk>/fichier/", job_views.job_file, name="job_file"),
    path("travaux/<uuid:pk>/arret/", job_views.job_cancel, name="job_cancel"),
    path("sante/", views.health, name="health"),
]
