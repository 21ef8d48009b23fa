import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from atelier.common.charte import ExampleForm
from atelier.common.templatetags.components import hexcolor, spaced_code
from tests.common.pages import Page

COMPONENTS = Path(__file__).resolve().parents[2] / "src/atelier/common/templates/components"
CHARTE = COMPONENTS.parent / "charte"


def rendered(source: str, **values: object) -> Page:
    return Page(Template("{% load components %}" + source).render(Context(values)))


@pytest.mark.parametrize("component", sorted(path.name for path in COMPONENTS.glob("*.html")))
def test_charte_shows_every_component(component):
    charte = "".join(path.read_text() for path in CHARTE.glob("*.html"))

    assert f"<code>{component}</code>" in charte, f"{component} has no place on /charte/"


@pytest.mark.parametrize(
    "symbol", re.findall(r'icon(?: name)? "(\w+)"', "".join(p.read_text() for p in COMPONENTS.glob("*.html")))
)
def test_every_icon_used_by_a_component_is_in_the_sprite(symbol):
    sprite = (COMPONENTS.parents[1] / "static/common/icons.svg").read_text()

    assert f'id="{symbol}"' in sprite


def test_card_escapes_what_people_wrote():
    page = rendered("{% card title=title %}{{ words }}{% endcard %}", title="<b>A</b>", words="<script>x</script>")

    assert page.all("script") == []
    assert page.all("b") == []
    assert "<script>x</script>" in page.words[0]


def test_pencil_takes_graphite_when_the_colour_is_not_one():
    page = rendered("{% pencil meaning color %}", meaning="Blocage", color='"/><script>')

    assert page.all("path")[0]["stroke"] == "#4b4945"
    assert page.all("script") == []


@pytest.mark.parametrize("color", ["red", "#12345", "#1234567", "url(x)", None, ""])
def test_hexcolor_refuses_what_is_not_a_colour(color):
    assert hexcolor(color) == "#4b4945"


@pytest.mark.parametrize(("code", "shown"), [("K7MBTX", "K7M BTX"), ("K7M BTX", "K7M BTX"), ("ABCDEFGH", "ABCD EFGH")])
def test_spaced_code_cuts_a_code_in_two_breaths(code, shown):
    assert spaced_code(code) == shown


def test_field_ties_its_help_and_error_to_the_widget():
    form = ExampleForm({"name": "", "place": ""})

    page = rendered("{% field form.name %}{% field form.place %}", form=form)

    name, place = page.all("input")
    assert name["aria-invalid"] == "true"
    assert name["aria-describedby"] == "id_name_error"
    assert place["aria-describedby"] == "id_place_helptext"
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert {"id_name_error", "id_place_helptext"} <= ids


def test_field_of_radios_is_a_fieldset_with_a_legend():
    page = rendered("{% field form.side %}", form=ExampleForm())

    assert page.text_of("legend") == ["Rive"]
    assert len(page.all("input")) == 2


def test_form_errors_links_to_each_wrong_field():
    form = ExampleForm({"size": "a3", "side": "north"})

    page = rendered("{% form_errors form %}", form=form)

    assert [link["href"] for link in page.all("a")] == ["#id_name", "#id_agreed"]
    assert "2 choses sont à corriger." in page.words[0]


def test_form_errors_says_nothing_of_a_form_not_sent():
    assert rendered("{% form_errors form %}", form=ExampleForm()).elements == []


def test_cell_is_absent_when_empty_but_shows_zero():
    page = rendered("{% cell 'A' '' %}{% cell 'B' 0 %}")

    assert page.text_of("dt") == ["B"]
    assert page.text_of("dd") == ["0"]


@pytest.mark.parametrize(
    ("kind", "role"), [("info", "status"), ("success", "status"), ("warning", "alert"), ("error", "alert")]
)
def test_notice_is_announced_as_loud_as_its_kind(kind, role):
    page = rendered("{% notice kind=kind %}x{% endnotice %}", kind=kind)

    assert page.all("div")[0]["role"] == role


def test_pagination_is_absent_of_a_single_page():
    assert rendered("{% pagination page %}", page=Paginator([1], 10).page(1)).elements == []


def test_stepper_tells_the_current_step():
    page = rendered("{% stepper steps 2 %}", steps=["A", "B", "C"])

    assert [item.get("aria-current") for item in page.all("li")] == [None, "step", None]


def test_progress_without_percentage_is_indeterminate():
    page = rendered("{% progress 'Lecture' url='/x/' %}")

    assert "value" not in page.all("progress")[0]
    assert page.all("job-progress")[0]["url"] == "/x/"


def test_progress_asks_for_no_news_once_over():
    page = rendered("{% progress 'Fini' url='/x/' is_over=True %}")

    assert "url" not in page.all("job-progress")[0]
    assert page.all("progress") == []


def test_dialog_is_opened_by_its_button_without_script():
    page = rendered(
        "{% button 'Aide' type='button' popovertarget='d' %}{% dialog name='d' title='Aide' %}x{% enddialog %}"
    )

    assert page.all("button")[0]["popovertarget"] == "d"
    assert "popover" in page.all("dialog")[0]
    assert page.all("button")[1]["popovertargetaction"] == "hide"
