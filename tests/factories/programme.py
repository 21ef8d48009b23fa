import factory

from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term
from tests.factories.base import ModelFactory


class SessionFactory(ModelFactory):
    class Meta:
        model = NationalSession

    slug = factory.Sequence(lambda number: f"session-{number}")
    title = "Amplifier la transition écologique avec les territoires"
    first_year = 2019
    last_year = 2020


class TermFactory(ModelFactory):
    class Meta:
        model = Term

    family = "theme"
    slug = factory.Sequence(lambda number: f"theme-{number}")
    name = factory.Sequence(lambda number: f"Thème {number}")


class EntryFactory(ModelFactory):
    class Meta:
        model = CatalogueEntry

    slug = factory.Sequence(lambda number: f"atelier-{number}")
    title = factory.Sequence(lambda number: f"Atelier {number}")
    kind = "flash"
    place = "Fumel"
    lon = 0.976
    lat = 44.512


class PublicationFactory(ModelFactory):
    class Meta:
        model = Publication

    slug = factory.Sequence(lambda number: f"publication-{number}")
    title = factory.Sequence(lambda number: f"Publication {number}")
    kind = "book"
    year = 2018


class EventFactory(ModelFactory):
    class Meta:
        model = ChronicleEvent

    slug = factory.Sequence(lambda number: f"evenement-{number}")
    year = 2018
    lane = "policy"
    title = "Loi ELAN"
