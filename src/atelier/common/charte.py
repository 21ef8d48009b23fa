"""What the page /charte/ needs to show every component in every state. Examples, never records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# name of the token, its value on paper (frontend/src/styles/tokens.css), its name for people
PENCILS = (
    ("graphite", "#4b4945", gettext_lazy("Graphite")),
    ("blue", "#1f62ad", gettext_lazy("Blue")),
    ("sky", "#3d9fc6", gettext_lazy("Sky")),
    ("green", "#2f8a52", gettext_lazy("Green")),
    ("lime", "#93a81f", gettext_lazy("Lime")),
    ("yellow", "#dba514", gettext_lazy("Ochre yellow")),
    ("orange", "#d9701a", gettext_lazy("Orange")),
    ("red", "#b3352b", gettext_lazy("Sanguine red")),
    ("pink", "#c9579c", gettext_lazy("Pink")),
    ("violet", "#6d50a8", gettext_lazy("Violet")),
    ("brown", "#7b5638", gettext_lazy("Earth brown")),
)
SIZES = (("a3", gettext_lazy("A3, on the table")), ("a0", gettext_lazy("A0, on the wall")))
SIDES = (("north", gettext_lazy("North bank")), ("south", gettext_lazy("South bank")))


class ExampleForm(forms.Form):
    """One field of each sort; bound to nothing, it shows its errors."""

    name = forms.CharField(label=gettext_lazy("First name or pseudonym"), max_length=40)
    place = forms.CharField(
        label=gettext_lazy("Place"), required=False, help_text=gettext_lazy("A street, a hamlet, a beach.")
    )
    size = forms.ChoiceField(label=gettext_lazy("Size of the sheet"), choices=SIZES)
    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=SIDES, widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=gettext_lazy("I agree that what I draw is kept with this name."))


class CollegeForm(forms.Form):
    """The colleges of an example table."""

    college = forms.ChoiceField(label=gettext_lazy("College"), choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["college"] = forms.ChoiceField(
            label=_("College"), choices=[row[:2] for row in _colleges()], widget=forms.RadioSelect
        )


def charte_page() -> dict[str, Any]:
    """Context of charte.html."""
    wrong = ExampleForm({"name": "", "side": "north", "size": "a3"}, auto_id="wrong_%s")
    return {
        "form": ExampleForm(auto_id="right_%s"),
        "wrong_form": wrong,
        "college_form": CollegeForm(auto_id="who_%s"),
        "college_colors": {value: color for value, _label, color in _colleges()},
        "pencils": PENCILS,
        "steps": [_("Discover"), _("Shared vision"), _("Roadmap")],
        "page": _page(),
    }


def _page() -> Page[int]:
    return Paginator(range(50), 10).page(2)


def _colleges() -> tuple[tuple[str, str, str], ...]:
    return (
        ("elected", _("Elected members"), "#1f5a96"),
        ("state", _("State services"), "#5b4b9a"),
        ("inhabitant", _("Inhabitants"), "#a32626"),
    )
