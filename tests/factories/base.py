import factory


class ModelFactory(factory.django.DjangoModelFactory):
    """Makes rows through the plain default manager: a factory knows its atelier by construction."""

    class Meta:
        abstract = True

    @classmethod
    def _get_manager(cls, model_class):
        return model_class._default_manager
