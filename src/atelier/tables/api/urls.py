"""Addresses of the API, under `ogc/<atelier>/`; without a slash at the end, as the standard writes them."""

from django.urls import path

from atelier.tables.api import views

urlpatterns = [
    path("", views.landing, name="ogc_landing"),
    path("conformance", views.conformance, name="ogc_conformance"),
    path("api", views.api, name="ogc_api"),
    path("collections", views.collections, name="ogc_collections"),
    path("collections/<str:said>", views.collection, name="ogc_collection"),
    path("collections/<str:said>/items", views.items, name="ogc_items"),
    path("collections/<str:said>/items/<str:feature>", views.item, name="ogc_item"),
    path("<path:rest>", views.nothing, name="ogc_nothing"),
]
