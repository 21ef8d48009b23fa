from django.urls import path

from atelier.ateliers import access_views, views
from atelier.ateliers.notebook.urls import urlpatterns as notebook_urls
from atelier.ateliers.script.urls import urlpatterns as script_urls
from atelier.ateliers.year.urls import urlpatterns as year_urls

app_name = "ateliers"
urlpatterns = [
    path("ateliers/", views.atelier_list, name="list"),
    *year_urls,
    *script_urls,
    *notebook_urls,
    path("ateliers/<slug:slug>/", views.atelier_detail, name="detail"),
    path("ateliers/<slug:slug>/seances/nouvelle/", views.workshop_create, name="workshop_create"),
    path("ateliers/<slug:slug>/acces/", access_views.access, name="access"),
    path("ateliers/<slug:slug>/acces/<int:pk>/retirer/", access_views.access_revoke, name="access_revoke"),
]
