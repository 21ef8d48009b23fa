from django.urls import include, path

urlpatterns = [
    path("", include("atelier.tables.urls")),  # first: two hundred people who come at once are looked up here
    path("", include("atelier.common.urls")),
    path("", include("atelier.people.urls")),
    path("", include("atelier.territories.urls")),
    path("", include("atelier.programme.urls")),
    path("", include("atelier.procurement.urls")),
    path("", include("atelier.ateliers.urls")),
    path("", include("atelier.contributions.urls")),
    path("", include("atelier.sheets.urls")),
    path("", include("atelier.reliefs.urls")),
    path("", include("atelier.suitcase.urls")),
    path("", include("atelier.participants.urls")),
    path("", include("atelier.synthesis.urls")),
    path("", include("atelier.agreement.urls")),
    path("", include("atelier.roadmaps.urls")),
    path("langue/", include("django.conf.urls.i18n")),
]
