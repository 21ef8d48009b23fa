from django.urls import path

from atelier.synthesis.board.urls import urlpatterns as board
from atelier.synthesis.demonstrators.urls import urlpatterns as demonstrators
from atelier.synthesis.perimeter.urls import urlpatterns as perimeter
from atelier.synthesis.prototypes.urls import urlpatterns as prototypes
from atelier.synthesis.themes import views as themes
from atelier.synthesis.vision.urls import urlpatterns as vision

app_name = "synthesis"
A = "ateliers/<slug:slug>/"
T = f"{A}themes/"
theme_patterns = [
    path(T, themes.themes, name="themes"),
    path(f"{T}regrouper/", themes.run, name="themes_run"),
    path(f"{T}regroupements/<uuid:pk>/seules/", themes.loose, name="loose"),
    path(f"{T}regroupements/<uuid:pk>/deplacer/", themes.move, name="themes_move"),
    path(f"{T}<uuid:pk>/", themes.theme, name="theme"),
    path(f"{T}<uuid:pk>/nommer/", themes.theme_name, name="theme_name"),
    path(f"{T}<uuid:pk>/joindre/", themes.join, name="theme_join"),
    path(f"{T}<uuid:pk>/garder/", themes.keep, name="theme_keep"),
    path(f"{T}<uuid:pk>/carte/", themes.one_card, name="theme_card"),
]
urlpatterns = [*board, *vision, *demonstrators, *prototypes, *perimeter, *theme_patterns]
