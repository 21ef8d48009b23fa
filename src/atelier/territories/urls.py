from django.urls import path

from atelier.territories import views

app_name = "territories"

urlpatterns = [
    path("lieux/", views.places, name="places"),
    path("sites/<slug:slug>/style.json", views.style, name="style"),
    path("sites/<slug:slug>/<str:name>", views.site_file, name="site_file"),
]
