from django.urls import path

from atelier.programme.desk import views

urlpatterns = [
    path("programme/redaction/", views.desk, name="desk"),
    path("programme/redaction/<slug:kind>/", views.desk_list, name="desk_list"),
    path("programme/redaction/<slug:kind>/nouveau/", views.desk_create, name="desk_create"),
    path("programme/redaction/<slug:kind>/<int:pk>/", views.desk_edit, name="desk_edit"),
    path("programme/redaction/<slug:kind>/<int:pk>/retirer/", views.desk_remove, name="desk_remove"),
]
