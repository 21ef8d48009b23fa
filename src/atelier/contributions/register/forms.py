"""Forms of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from atelier.contributions.cards.models import Card
from atelier.contributions.cards.numbered import NumberedCards
from atelier.contributions.register.commands import Planned
from atelier.contributions.register.enums import ProjectStatus
from atelier.contributions.register.models import Project

MOST_OFFERED = 40  # resources at once
YES_NO = (("yes", _("existing: it stood before the atelier")), ("no", _("new: it came out of the atelier")))


class FamilyForm(forms.Form):
    """The name of a family the atelier adds."""

    label = forms.CharField(label=_("Name of the family"), max_length=80)


class ProjectForm(forms.Form):
    """A project. Its place is that of one of the resources, or stays as it is."""

    title = forms.CharField(label=_("Title"), max_length=160)
    existing = forms.ChoiceField(label=_("This project is"), choices=YES_NO, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In a few sentences"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    bearer_name = forms.CharField(label=_("Carried by"), max_length=160, required=False)
    status = forms.ChoiceField(label=_("State"), choices=ProjectStatus.choices)
    place = forms.ChoiceField(label=_("Its place on the ground"), required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, resources: QuerySet[Card], project: Project | None = None, near: Iterable[Card] = (),
        **more: Any,
    ) -> None:  # fmt: skip
        """resources: those that stand, of which the first with a place are offered. near: offered before them."""
        if project:
            more["initial"] = {
                "title": project.title,
                "existing": "yes" if project.is_existing else "no",
                "text": project.text,
                "bearer_name": project.bearer_name,
                "status": project.status,
                "revision": project.revision,
            }
        super().__init__(*given, **more)
        self._kept = project.geometry if project else None
        offered = {card.pk: card for card in (*near, *resources.exclude(west=None)[:MOST_OFFERED]) if card.geometry}
        self._places = {str(card.pk): card.geometry for card in offered.values()}
        stays = _("stays where it is") if self._kept else _("none yet")
        placed = [(str(card.pk), f"{card.name} {card.text}"[:80]) for card in offered.values()]
        self.fields["place"].choices = [("", stays), *placed]  # type: ignore[attr-defined]

    @property
    def planned(self) -> Planned:
        said = self.cleaned_data
        return Planned(
            title=said["title"],
            text=said["text"],
            is_existing=said["existing"] == "yes",
            bearer_name=said["bearer_name"],
            status=said["status"],
            geometry=self._places.get(said["place"], self._kept),
        )


class ResourcesForm(forms.Form):
    """Resources among those that stand: the first of them, any other by its number."""

    resources = forms.MultipleChoiceField(
        label=_("Resources it stands on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = NumberedCards(label=_("Other resources, by the number of their card"))

    def __init__(self, *given: Any, resources: QuerySet[Card], **more: Any) -> None:
        super().__init__(*given, **more)
        offered = resources[:MOST_OFFERED] if not self.is_bound else resources
        self.fields["resources"].choices = [  # type: ignore[attr-defined]
            (str(card.pk), f"{card.name} {card.text}"[:120]) for card in offered
        ]
        self.fields["others"].cards = resources  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[UUID]:
        chosen = [UUID(pk) for pk in self.cleaned_data["resources"]]
        return list(dict.fromkeys([*chosen, *(card.pk for card in self.cleaned_data["others"])]))
