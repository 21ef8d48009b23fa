from django.urls import include, path

from atelier.tables.views import door, importing, inbox, keeping, out, scribes, table, wall

app_name = "tables"
urlpatterns = [
    path("entrer/", door.enter, name="enter"),
    path("t/<str:code>/", door.join, name="join"),
    path("t/<str:code>/qr.svg", door.qr, name="qr"),
    path("siege/", door.seat_key, name="seat_key"),
    path("siege/qr.svg", door.seat_key_qr, name="seat_key_qr"),
    path("mur/", wall.open_wall, name="wall_open"),
    path("seances/<int:workshop_pk>/mur/", wall.wall, name="wall"),
    path("seances/<int:workshop_pk>/mur/version.json", wall.version, name="wall_version"),
    path("seances/<int:workshop_pk>/mur/adresse/", wall.address, name="wall_address"),
    path("seances/<int:workshop_pk>/tables/nouvelle/", keeping.table_create, name="create"),
    path("tables/<uuid:pk>/", table.table, name="table"),
    path("tables/<uuid:pk>/etat.json", table.snapshot, name="snapshot"),
    path("tables/<uuid:pk>/mon-siege/", door.seat, name="seat"),
    path("tables/<uuid:pk>/animation/", keeping.manage, name="manage"),
    path("tables/<uuid:pk>/affichette/", keeping.sheet, name="sheet"),
    path("tables/<uuid:pk>/porte/", keeping.door, name="door"),
    path("tables/<uuid:pk>/calques/<int:overlay_pk>/verrou/", keeping.overlay_lock, name="overlay_lock"),
    path("tables/<uuid:pk>/sieges/<int:seat_pk>/rendre/", keeping.seat_give_back, name="seat_give_back"),
    path("tables/<uuid:pk>/sieges/<int:seat_pk>/retirer/", keeping.seat_remove, name="seat_remove"),
    path("tables/<uuid:pk>/sieges/<int:seat_pk>/scribe/", scribes.scribe, name="scribe"),
    path("tables/<uuid:pk>/voix/", scribes.voices, name="voices"),
    path("tables/<uuid:pk>/attente/", inbox.inbox, name="inbox"),
    path("tables/<uuid:pk>/attente/decider/", inbox.decide, name="inbox_decide"),
    path("tables/<uuid:pk>/attente/mode/", inbox.notes_wait, name="notes_wait"),
    path("tables/<uuid:pk>/importer/", importing.bring, name="import"),
    path("tables/<uuid:pk>/importer/<uuid:import_pk>/", importing.preview, name="import_preview"),
    path("tables/<uuid:pk>/importer/<uuid:import_pk>/carte.svg", importing.picture, name="import_picture"),
    path("tables/<uuid:pk>/importer/<uuid:import_pk>/renoncer/", importing.give_up, name="import_give_up"),
    path("tables/<uuid:pk>/export/<slug:kind>/", out.export, name="export"),
    path("ogc/<slug:slug>/", include("atelier.tables.api.urls")),
]
