from django.contrib.auth.views import LogoutView
from django.urls import path

from atelier.people.register import post_views
from atelier.people.register import views as register
from atelier.people.signing import account_views, views

app_name = "people"
urlpatterns = [
    path("connexion/", views.SignIn.as_view(), name="sign_in"),
    path("connexion/lien-envoye/", views.link_sent, name="link_sent"),
    path("connexion/lien/<str:token>/", views.link, name="link"),
    path("connexion/code/", views.second_step, name="second_step"),
    path("deconnexion/", LogoutView.as_view(), name="sign_out"),
    path("compte/", account_views.account, name="account"),
    path("compte/ailleurs/", account_views.elsewhere, name="elsewhere"),
    path("compte/seconde-etape/", account_views.second_step_make, name="second_step_make"),
    path("compte/seconde-etape/qr.svg", account_views.second_step_qr, name="second_step_qr"),
    path("compte/seconde-etape/retirer/", account_views.second_step_end, name="second_step_end"),
    path("compte/codes-de-secours/", account_views.recovery_codes, name="recovery_codes"),
    path("organisations/", register.organisations, name="organisations"),
    path("organisations/<int:pk>/", register.organisation, name="organisation"),
    path("organisations/<int:pk>/mandats/<int:mandate_pk>/fin/", register.mandate_end, name="mandate_end"),
    path("courrier/", post_views.post, name="post"),
    path("courrier/<uuid:pk>/renvoi/", post_views.letter_again, name="letter_again"),
]
