from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "atelier.tables"
    label = "tables"

    def ready(self) -> None:
        from atelier.ateliers.events import SeatGivenAgain, SeatRemoved
        from atelier.common.events import listen
        from atelier.tables import listeners
        from atelier.tables.events import JournalGrew, LookMoved, TableChanged

        listen(JournalGrew, listeners.tell_rooms)
        listen(TableChanged, listeners.tell_rooms)
        listen(LookMoved, listeners.tell_rooms)
        listen(SeatRemoved, listeners.ask_again)
        listen(SeatGivenAgain, listeners.ask_again)
