"""What the national team fills: a form for each kind of thing it keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author
from atelier.common.errors import DomainError
from atelier.programme.catalogue.commands import keep_entry
from atelier.programme.catalogue.models import CatalogueEntry, Term
from atelier.programme.catalogue.places import codes_of
from atelier.programme.chronicle.models import ChronicleEvent
from atelier.programme.keeping import keep
from atelier.programme.library.commands import keep_publication
from atelier.programme.library.files import MOST_MB, PDF, FileTooBig, NotAPdf
from atelier.programme.library.models import Publication
from atelier.programme.models import NationalSession

LONG = forms.Textarea(attrs={"rows": 4})


class WebAddress(forms.URLField):
    """An address typed without its beginning is a safe one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, assume_scheme="https")


class KeepForm(forms.ModelForm[Any]):
    """A form whose thing is written by a command. The address is made from the title when it is left empty."""

    naming = "title"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("The end of its web address. Left empty, it is made from the title.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = self._free_slug(slugify(str(cleaned.get(self.naming, "")))[:56] or "sans-titre")
        return cleaned

    def write(self, *, by: Author) -> list[str]:
        """Write the thing; the names of the fields that changed."""
        many = {
            field.name: self.cleaned_data[field.name]
            for field in self.instance._meta.many_to_many
            if field.name in self.cleaned_data
        }
        return keep(self.instance, many, by=by)

    def _free_slug(self, stem: str) -> str:
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        taken, number = set(others.filter(slug__startswith=stem).values_list("slug", flat=True)), 1
        while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
            number += 1
        return slug


class SessionForm(KeepForm):
    class Meta:
        model = NationalSession
        fields = ("title", "kind", "number", "first_year", "last_year", "theme", "source", "slug", "is_public")
        widgets = {"theme": LONG}


class TermForm(KeepForm):
    naming = "name"

    class Meta:
        model = Term
        fields = ("family", "name", "slug")


class EntryForm(KeepForm):
    field_order = (
        "title",
        "kind",
        "session",
        "first_year",
        "last_year",
        "place",
        "where",
    )  # the codes beside the place
    where = forms.CharField(
        label=_("Communes or groupings"),
        required=False,
        help_text=_(
            "Names or codes, separated by commas: Dieppe, or 247600786. They give the departments and the point of the"
            " map."
        ),
    )

    class Meta:
        model = CatalogueEntry
        fields = (
            "title", "kind", "session", "first_year", "last_year", "place", "terms", "summary", "story", "steering",
            "team", "source", "source_url", "slug", "is_public",
        )  # fmt: skip
        field_classes = {"source_url": WebAddress}
        widgets = {"summary": LONG, "story": forms.Textarea(attrs={"rows": 8}), "terms": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].initial = ", ".join(self.instance.place_codes.split())

    def clean_where(self) -> str:
        try:
            self.instance.place_codes = " ".join(codes_of(self.cleaned_data["where"]))
        except DomainError as error:
            raise ValidationError(error.sentence) from error
        return str(self.cleaned_data["where"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("last_year") and not cleaned.get("first_year"):
            self.add_error("first_year", _("Say the first year too."))
        return cleaned

    def write(self, *, by: Author) -> list[str]:
        return keep_entry(self.instance, terms=self.cleaned_data["terms"], by=by)


class PublicationForm(KeepForm):
    pdf = forms.FileField(
        label=_("PDF"), required=False, help_text=_("40 MB at most. It can be downloaded by everyone.")
    )
    ateliers = forms.CharField(
        label=_("Ateliers of the catalogue"),
        required=False,
        help_text=_("The ends of their addresses, separated by commas: fumel, bar-le-duc."),
    )
    drops_pdf = forms.BooleanField(label=_("Take the present PDF off"), required=False)

    class Meta:
        model = Publication
        fields = (
            "title", "kind", "year", "authors", "publisher", "summary", "url", "sessions", "terms", "source",
            "slug", "is_public",
        )  # fmt: skip
        field_classes = {"url": WebAddress}
        widgets = {
            "summary": LONG,
            "sessions": forms.CheckboxSelectMultiple,
            "terms": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["ateliers"].initial = ", ".join(self.instance.entries.values_list("slug", flat=True))
        if not self.instance.file:
            del self.fields["drops_pdf"]

    def clean_ateliers(self) -> list[CatalogueEntry]:
        wanted = {word.strip() for word in self.cleaned_data["ateliers"].split(",")} - {""}
        found = list(CatalogueEntry.objects.filter(slug__in=wanted))
        if missing := wanted - {one.slug for one in found}:
            said = _("No atelier of the catalogue has this address: %(names)s.")
            raise ValidationError(said % {"names": ", ".join(sorted(missing))})
        return found

    def clean_pdf(self) -> Any:
        file = self.cleaned_data["pdf"]
        if file and file.size > MOST_MB << 20:
            raise ValidationError(FileTooBig(most=MOST_MB).sentence)
        if file and file.read(len(PDF)) != PDF:
            raise ValidationError(NotAPdf().sentence)
        if file:
            file.seek(0)
        return file

    def write(self, *, by: Author) -> list[str]:
        words = self.cleaned_data
        links = {"sessions": words["sessions"], "entries": words["ateliers"], "terms": words["terms"]}
        return keep_publication(
            self.instance, links, by=by, file=words["pdf"] or None, drops_file=bool(words.get("drops_pdf"))
        )


class EventForm(KeepForm):
    class Meta:
        model = ChronicleEvent
        fields = ("title", "year", "rank", "lane", "session", "publication", "url", "source", "slug", "is_public")
        field_classes = {"url": WebAddress}
        help_texts = {"rank": _("Order in the year: 0 first.")}
