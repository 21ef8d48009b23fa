import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.common.pages import Page, problems_of
from tests.factories.ateliers import AtelierFactory

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    "/",
    "/charte/",
    "/accessibilite/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/connexion/",
    "/entrer/",
    "/siege/",
]
ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "422.html", "500.html"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_page_is_sound_and_in_french(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert problems_of(response.content.decode()) == []
    assert Page(response.content.decode()).all("html")[0]["lang"] == "fr"


@pytest.mark.django_db
def test_page_is_in_english_when_chosen(client):
    client.post("/langue/setlang/", {"language": "en", "next": "/"})

    page = Page(client.get("/").content.decode())

    assert page.all("html")[0]["lang"] == "en"
    assert "Around a table, on the map of real ground" in page.text_of("h1")


@pytest.mark.parametrize("template", ERRORS)
def test_error_page_is_sound(template):
    request = RequestFactory().get("/perdu/")

    assert problems_of(render_to_string(template, request=request)) == []


def test_domain_error_page_says_the_sentence_the_code_and_the_way_back():
    context = {
        "title": "Table fermée",
        "sentence": "La table B est fermée.",
        "code": "table_frozen",
        "back_url": "/t/ABC/",
    }

    html = render_to_string("errors/domain.html", context, request=RequestFactory().get("/"))

    page = Page(html)
    assert problems_of(html) == []
    assert page.text_of("h1") == ["Table fermée"]
    assert "La table B est fermée." in html
    assert "table_frozen" in page.text_of("code")
    assert "/t/ABC/" in [link["href"] for link in page.all("a")]


def test_server_error_page_needs_nothing_of_the_house():
    html = render_to_string("500.html")

    links = Page(html).all("link")
    assert [link["href"] for link in links] == ["/static/common/plain.css"]
    assert (ROOT / "src/atelier/common/static/common/plain.css").exists()


@pytest.mark.django_db
def test_home_says_that_demonstration_data_are_invented_only_when_there_are_some(client):
    words = "Ceci est une démonstration"
    assert words not in client.get("/").content.decode()

    AtelierFactory(is_demo=True)

    assert words in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "written"), [("dark", "dark"), ("light", "light"), ('"><script>', None), ("", None)]
)
def test_theme_chosen_is_written_by_the_server(client, cookie, written):
    client.cookies["theme"] = cookie

    page = Page(client.get("/charte/").content.decode())

    assert page.all("html")[0].get("data-theme") == written


@pytest.mark.django_db
def test_health_answers_when_the_database_does(client):
    response = client.get("/sante/")

    assert response.json() == {"status": "ok"}
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_footer_says_not_compliant_without_an_audit(client):
    assert "Accessibilité\u00a0: non conforme" in client.get("/").content.decode()


def test_every_file_named_by_a_template_or_a_style_exists():
    sources = [*ROOT.glob("src/atelier/*/templates/**/*.html"), *ROOT.glob("frontend/src/styles/*.css")]
    named = {
        name
        for source in sources
        for name in re.findall(r"(?:static '|static \"|/static/)(common/[\w./-]+)", source.read_text())
    }

    assert named
    assert [name for name in sorted(named) if not (ROOT / "src/atelier/common/static" / name).exists()] == []


def test_drawings_of_static_hold_no_script_and_no_style():
    drawings = list((ROOT / "src/atelier/common/static/common").glob("*.svg"))

    assert drawings
    for drawing in drawings:
        assert not re.search(r"<script|<style|style=|\son\w+=|href=\"http", drawing.read_text()), drawing.name
