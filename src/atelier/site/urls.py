from django.urls import include, path

urlpatterns = [
    path("", include("atelier.common.urls")),
    path("", include("atelier.people.urls")),
    path("", include("atelier.territories.urls")),
    path("", include("atelier.ateliers.urls")),
    path("", include("atelier.tables.urls")),
    path("", include("atelier.suitcase.urls")),
    path("langue/", include("django.conf.urls.i18n")),
]
