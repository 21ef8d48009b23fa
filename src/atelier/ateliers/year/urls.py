from django.urls import path, re_path

from atelier.ateliers.year import adapt_views, feed_views, public_views, stage_views, views

ATELIER = "ateliers/<slug:slug>"
STAGE = f"{ATELIER}/annee/etapes/<int:pk>"
urlpatterns = [
    path("ateliers/nouveau/", views.atelier_create, name="create"),
    path(f"{ATELIER}/annee/", views.year, name="year"),
    path(f"{ATELIER}/annee/poser/", views.year_make, name="year_make"),
    path(f"{ATELIER}/annee/mois/<int:year>/<int:month>/", views.month, name="month"),
    re_path(r"^ateliers/(?P<slug>[-\w]+)/annee/frise-(?P<paper>a4|a3)\.pdf$", views.year_print, name="year_print"),
    path(f"{ATELIER}/annee/adapter/", adapt_views.adapt, name="adapt"),
    path(f"{STAGE}/", stage_views.stage, name="stage"),
    path(f"{STAGE}/modifier/", adapt_views.stage_edit, name="stage_edit"),
    path(f"{STAGE}/deplacer/", adapt_views.stage_move, name="stage_move"),
    path(f"{STAGE}/retirer/", adapt_views.stage_remove, name="stage_remove"),
    path(f"{STAGE}/remettre/", adapt_views.stage_restore, name="stage_restore"),
    path(f"{STAGE}/franchir/", stage_views.gate_pass, name="gate_pass"),
    path(f"{STAGE}/rouvrir/", stage_views.gate_reopen, name="gate_reopen"),
    path(f"{STAGE}/livrables/", stage_views.deliverable_ask, name="deliverable_ask"),
    path(f"{STAGE}/seances/", stage_views.workshop_place, name="workshop_place"),
    path(f"{STAGE}/groupes/nouveau/", stage_views.group_edit, name="group_create"),
    path(f"{STAGE}/groupes/<int:group_pk>/", stage_views.group_edit, name="group_edit"),
    path(f"{STAGE}/groupes/<int:group_pk>/retirer/", stage_views.group_remove, name="group_remove"),
    path(f"{STAGE}/agenda.ics", feed_views.stage_ics, name="stage_ics"),
    path(f"{ATELIER}/annee/livrables/<int:pk>/", stage_views.paper_bring, name="paper_bring"),
    path(f"{ATELIER}/annee/livrables/<int:pk>/retirer/", stage_views.deliverable_drop, name="deliverable_drop"),
    path(f"{ATELIER}/annee/pieces/<int:pk>/", stage_views.paper, name="paper"),
    path(f"{ATELIER}/annee/pieces/<int:pk>/retirer/", stage_views.paper_remove, name="paper_remove"),
    path(f"{ATELIER}/annee/validations/<int:pk>/", stage_views.validation, name="validation"),
    path(f"{ATELIER}/annee/seances/<int:pk>/agenda.ics", feed_views.workshop_ics, name="workshop_ics"),
    path(f"{ATELIER}/annee/agenda/", feed_views.feeds, name="feeds"),
    path(f"{ATELIER}/annee/agenda/<int:pk>/retirer/", feed_views.feed_revoke, name="feed_revoke"),
    path(f"{ATELIER}/catalogue/", public_views.catalogue, name="catalogue"),
    path("agenda/<str:secret>.ics", feed_views.calendar_feed, name="calendar_feed"),
]
