import factory

from atelier.programme.models import NationalSession
from tests.factories.base import ModelFactory


class SessionFactory(ModelFactory):
    class Meta:
        model = NationalSession

    slug = factory.Sequence(lambda number: f"session-{number}")
    title = "Amplifier la transition écologique avec les territoires"
    first_year = 2019
    last_year = 2020
