from django.urls import path

from atelier.common.lazy_views import when_asked

PAGES, BLOCKS = "atelier.reliefs.views", "atelier.reliefs.block_views"
ATELIER = "ateliers/<slug:slug>/reliefs"
app_name = "reliefs"
urlpatterns = [
    path(f"{ATELIER}/", when_asked(f"{PAGES}.relief_list"), name="list"),
    path(f"{ATELIER}/nouveau/<str:path>/", when_asked(f"{PAGES}.relief_create"), name="create"),
    path(f"{ATELIER}/mesure/<str:path>/", when_asked(f"{PAGES}.measure"), name="measure"),
    path(f"{ATELIER}/<uuid:pk>/", when_asked(f"{PAGES}.relief_detail"), name="detail"),
    path(
        "ateliers/<slug:slug>/reliefs/<uuid:pk>/fichiers/<int:ordinal>/",
        when_asked(f"{PAGES}.relief_file"),
        name="file",
    ),
    path(f"{ATELIER}/<uuid:pk>/refaire/", when_asked(f"{PAGES}.relief_again"), name="again"),
    path(f"{ATELIER}/<uuid:pk>/supprimer/", when_asked(f"{PAGES}.relief_delete"), name="delete"),
    path("ateliers/<slug:slug>/reliefs/<uuid:pk>/tourner/", when_asked(f"{BLOCKS}.relief_block"), name="block"),
    path("tables/<uuid:pk>/bloc/", when_asked(f"{BLOCKS}.table_block"), name="table_block"),
    path("tables/<uuid:pk>/bloc/dessin.svg", when_asked(f"{BLOCKS}.table_drawing"), name="table_drawing"),
    path("reliefs/<slug:slug>/<str:emprise>/scene.json", when_asked(f"{BLOCKS}.scene"), name="scene"),
]
