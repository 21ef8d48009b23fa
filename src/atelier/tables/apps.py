from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "atelier.tables"
    label = "tables"

    def ready(self) -> None:
        from atelier.ateliers.events import SeatRemoved
        from atelier.common.events import listen
        from atelier.tables import listeners
        from atelier.tables.events import HeldChanged, JournalGrew, TableChanged

        listen(JournalGrew, listeners.tell_rooms)
        listen(HeldChanged, listeners.tell_rooms)
        listen(TableChanged, listeners.tell_rooms)
        listen(SeatRemoved, listeners.unseat)
