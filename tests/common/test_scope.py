import pytest

from atelier.common.scope import ScopeForgotten
from atelier.tables.models import Table
from tests.factories.ateliers import AtelierFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ask", [lambda m: m.all(), lambda m: m.filter(name="x"), lambda m: m.count(), lambda m: list(m.all())]
)
def test_scoped_manager_refuses_a_question_that_names_no_atelier(ask):
    with pytest.raises(ScopeForgotten):
        ask(Table.objects)


def test_scoped_manager_gives_the_rows_of_one_atelier():
    table, _other = TableFactory(), TableFactory()

    assert list(Table.objects.of(table.workshop.atelier)) == [table]
    assert not Table.objects.of(AtelierFactory()).exists()
