"""Forms of cards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.contributions.cards.enums import CHOSEN, CardKind, Family, Fate
from atelier.contributions.cards.errors import NamedWithoutConsent, ReasonMissing
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.places import drawing_choices, drawing_of, point_typed, typed_from
from atelier.contributions.cards.queries import SPEAKING, Wanted, card_as_read
from atelier.contributions.models import Contribution
from atelier.people.enums import College

ANY = ("", _("All"))
NOTHING = ("", "–")
WORDS = forms.Textarea(attrs={"rows": 4})
FEW_WORDS = forms.Textarea(attrs={"rows": 2})


class FindForm(forms.Form):
    """What is looked for among the cards."""

    q = forms.CharField(label=_("Words or number"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    fate = forms.ChoiceField(
        label=_("Fate"), choices=[ANY, (SPEAKING, _("Still speaking")), *Fate.choices], required=False
    )
    college = forms.ChoiceField(label=_("College"), choices=[ANY, *College.choices], required=False)
    workshop = forms.ModelChoiceField(
        label=_("Workshop"), queryset=Workshop.everywhere.none(), empty_label=_("All"), required=False
    )
    origin = forms.ChoiceField(label=_("Said at"), required=False)

    def __init__(self, asked: Any, *, atelier: Atelier, counted: dict[str, int], origins: list[str]) -> None:
        super().__init__(asked)
        kinds = [(kind.value, f"{kind.label} ({counted.get(kind, 0)})") for kind in CardKind]
        self.fields["kind"].choices = [ANY, *kinds]  # type: ignore[attr-defined]
        self.fields["origin"].choices = [ANY, *((name, name) for name in origins)]  # type: ignore[attr-defined]
        self.fields["workshop"].queryset = Workshop.objects.of(atelier)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What is understood of what was asked: a choice that is not one counts for nothing."""
        self.is_valid()
        said = self.cleaned_data
        workshop = said.get("workshop")
        return Wanted(
            words=said.get("q", ""),
            kind=said.get("kind", ""),
            college=said.get("college", ""),
            workshop=workshop.pk if workshop else None,
            origin=said.get("origin", ""),
            fate=said.get("fate", ""),
        )


class WordsForm(forms.Form):
    """What a card says, and where. `drawn` is the Contribution chosen for its place, `place` the GeoJSON found."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices)
    text = forms.CharField(label=_("Text"), widget=WORDS, max_length=4000, help_text=_("One idea, in their own words."))
    lift_condition = forms.CharField(
        label=_("What would lift it"), widget=FEW_WORDS, max_length=2000, required=False, help_text=_("For a blockage.")
    )
    family = forms.ChoiceField(
        label=_("Family"), choices=[NOTHING, *Family.choices], required=False, help_text=_("For a resource.")
    )
    drawing = forms.UUIDField(
        label=_("Same place as a drawing"), widget=forms.Select, required=False, help_text=_("The last ones drawn.")
    )
    coordinates = forms.CharField(
        label=_("Or its coordinates"), required=False, max_length=60, help_text=_("Latitude first: 49.922, 1.078.")
    )

    def __init__(self, *args: Any, atelier: Atelier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.atelier = atelier
        self.drawn: Contribution | None = None
        self.fields["drawing"].widget.choices = [NOTHING, *drawing_choices(atelier)]
        own = str(self.initial.get("family", ""))
        if own and own not in Family.values:  # one the atelier added
            self.fields["family"].choices = [NOTHING, *Family.choices, (own, own)]  # type: ignore[attr-defined]

    def clean_drawing(self) -> None:
        if chosen := self.cleaned_data["drawing"]:
            self.drawn = drawing_of(self.atelier, chosen)
            if self.drawn is None:
                raise ValidationError(_("This drawing was erased since. Choose another."))

    def clean_coordinates(self) -> dict[str, Any] | None:
        typed = str(self.cleaned_data["coordinates"]).strip()
        return point_typed(typed, self.atelier) if typed else None

    @property
    def place(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.drawn.geometry if self.drawn else self.cleaned_data["coordinates"]
        return found

    @property
    def words(self) -> dict[str, Any]:
        """As `Said` and `change_card` take them."""
        names = ("kind", "text", "lift_condition", "family")
        return {**{name: self.cleaned_data[name] for name in names}, "geometry": self.place}


class ChangeForm(WordsForm):
    """A card as it is now, to be changed. `revision` is the one that was read; an empty place keeps the old one."""

    college = forms.ChoiceField(label=_("College"), choices=[NOTHING, *College.choices], required=False)
    removes_place = forms.BooleanField(label=_("Take its place away"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("kind", "text", "lift_condition", "family", "college", "drawing", "coordinates", "removes_place")

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        self.card = card
        names = ("kind", "text", "lift_condition", "family", "college", "revision")
        initial = {name: getattr(card, name) for name in names} | {"coordinates": typed_from(card.geometry)}
        super().__init__(*args, initial=initial, atelier=card.atelier, **kwargs)

    @property
    def place(self) -> dict[str, Any] | None:
        if self.cleaned_data["removes_place"]:
            return None
        typed = self.cleaned_data["coordinates"] if "coordinates" in self.changed_data else None
        kept: dict[str, Any] | None = self.drawn.geometry if self.drawn else typed or self.card.geometry
        return kept

    @property
    def words(self) -> dict[str, Any]:
        return {**super().words, "college": self.cleaned_data["college"]}

    def read_again(self, theirs: Card) -> None:
        """After somebody else's change, what one had not touched becomes theirs; a second press is on their card."""
        read = card_as_read(theirs, self.cleaned_data["revision"])
        said = dict(self.data.items())
        for name in ("kind", "text", "lift_condition", "family", "college"):
            if said.get(name, "") == read[name]:
                said[name] = getattr(theirs, name)
        if said.get("coordinates", "") == typed_from(read["geometry"]):
            said["coordinates"] = typed_from(theirs.geometry)
        said["revision"] = theirs.revision
        self.data = said


class FateForm(forms.Form):
    """What becomes of a card."""

    fate = forms.ChoiceField(label=_("Fate"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        widget=FEW_WORDS,
        max_length=1000,
        required=False,
        help_text=_("Those who said it will read it. Needed to postpone or to drop."),
    )

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            Fate.KEPT: _("Keep"),
            Fate.POSTPONED: _("Postpone"),
            Fate.DROPPED: _("Drop"),
            Fate.OPEN: _("Leave open"),
            Fate.WITHDRAWN: _("Withdraw: who said it asks for it"),
        }
        offered = [Fate.WITHDRAWN] if card.is_ended else [fate for fate in CHOSEN if fate != card.fate]
        self.fields["fate"].choices = [(fate.value, labels[fate]) for fate in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("fate") in (Fate.POSTPONED, Fate.DROPPED) and not said.get("reason"):
            self.add_error("reason", ReasonMissing().sentence)
        return said


class Speaker:
    """Whose words a card is."""

    SELF, SEAT, TABLE, NAMED = "self", "seat", "table", "named"
    CHOICES = (
        (SELF, _("My own words")),
        (SEAT, _("Someone who sat at a table")),
        (TABLE, _("A whole table, or the room")),
        (NAMED, _("Someone else, named below")),
    )


class NewCardForm(WordsForm):
    """A new card, with whose words it is."""

    speaker = forms.ChoiceField(
        label=_("Whose words"), choices=Speaker.CHOICES, widget=forms.RadioSelect, initial=Speaker.TABLE
    )
    seat = forms.ModelChoiceField(
        label=_("Who sat there"), queryset=Seat.everywhere.none(), empty_label="–", required=False
    )
    said_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    college = forms.ChoiceField(label=_("College"), choices=[NOTHING, *College.choices], required=False)
    consents = forms.BooleanField(label=_("They agreed, aloud or in writing"), required=False)
    workshop = forms.ModelChoiceField(
        label=_("Workshop"), queryset=Workshop.everywhere.none(), empty_label="–", required=False
    )
    origin_name = forms.CharField(
        label=_("Said at"), max_length=120, required=False, help_text=_("Table 2, the market, a letter…")
    )

    field_order = ("kind", "text", "lift_condition", "family")

    def __init__(self, *args: Any, sees_names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.of(self.atelier).filter(removed_at=None).select_related("workshop")
        self.fields["seat"].queryset = seats.order_by("workshop__ordinal", "name", "id")  # type: ignore[attr-defined]
        self.fields["seat"].label_from_instance = lambda seat: seat_label(seat, sees_names)  # type: ignore[attr-defined]
        self.fields["workshop"].queryset = Workshop.objects.of(self.atelier)  # type: ignore[attr-defined]
        self.fields["consents"].help_text = _("To read to them: « %(words)s »") % {"words": consent_words()}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        speaker = said.get("speaker")
        if speaker == Speaker.SEAT and not said.get("seat"):
            self.add_error("seat", _("Say who."))
        if speaker == Speaker.NAMED and not said.get("said_name"):
            self.add_error("said_name", _("Say who."))
        if speaker == Speaker.NAMED and not said.get("consents"):
            self.add_error("consents", NamedWithoutConsent().sentence)
        return said


def consent_words() -> Any:
    """What is read aloud to whom a card is written for."""
    return _(
        "I agree that what I say is written down with this name and used for the atelier; "
        "I can have it corrected or withdrawn."
    )


def seat_label(seat: Seat, sees_names: bool) -> str:
    if sees_names or seat.workshop.shows_names:
        return f"{seat.name} – {seat.get_college_display()} ({seat.workshop.title})"
    return f"{seat.get_college_display()}, {seat.pk} ({seat.workshop.title})"
