from django.urls import path

from atelier.synthesis.board import card_views, sheet_views, views

PASSAGE = "ateliers/<slug:slug>/passage/"
BOARD = f"{PASSAGE}<int:workshop_pk>/"
CARD = f"{BOARD}cartes/<uuid:pk>/"
SHEET = f"{PASSAGE}feuilles/<uuid:pk>/"
urlpatterns = [
    path(PASSAGE, views.boards, name="boards"),
    path(BOARD, views.board, name="board"),
    path("passage/", views.my_boards, name="my_boards"),
    path(f"{BOARD}etat/", views.state, name="board_state"),
    path(f"{BOARD}ecran/", views.screen, name="board_screen"),
    path(f"{BOARD}colonnes/", views.columns, name="board_columns"),
    path(f"{BOARD}cartes/", views.cards, name="board_cards"),
    path(f"{BOARD}cartes/ecrire/", card_views.write, name="board_write"),
    path(CARD, card_views.card, name="board_card"),
    path(f"{CARD}deplacer/", card_views.move, name="board_move"),
    path(f"{CARD}modifier/", card_views.reword, name="board_reword"),
    path(f"{CARD}mener/", card_views.lead, name="board_lead"),
    path(f"{CARD}fusionner/", card_views.merge, name="board_merge"),
    path(f"{CARD}scinder/", card_views.split, name="board_split"),
    path(f"{CARD}decider/", card_views.decide, name="board_decide"),
    path(f"{BOARD}feuilles/", sheet_views.sheets, name="board_sheets"),
    path(SHEET, sheet_views.sheet, name="board_sheet"),
    path(f"{SHEET}feuille.pdf", sheet_views.pdf, name="board_sheet_pdf"),
    path(f"{SHEET}lecture/", sheet_views.read_aloud, name="board_read_aloud"),
    path(f"{SHEET}signer/", sheet_views.sign, name="board_sign"),
    path(f"{SHEET}objecter/", sheet_views.object_, name="board_object"),
    path(f"{PASSAGE}objections/<uuid:pk>/repondre/", sheet_views.answer, name="board_answer"),
]
