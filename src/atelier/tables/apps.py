from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "atelier.tables"
    label = "tables"

    def ready(self) -> None:
        from atelier.ateliers.events import RoleChanged, SeatRemoved
        from atelier.common.events import listen
        from atelier.tables import listeners
        from atelier.tables.events import JournalGrew, RightsChanged, SeatsChanged, TableChanged

        listen(JournalGrew, listeners.tell_rooms)
        listen(TableChanged, listeners.tell_rooms)
        listen(SeatsChanged, listeners.tell_rooms)
        listen(RightsChanged, listeners.tell_rooms)
        listen(SeatRemoved, listeners.unseat)
        listen(RoleChanged, listeners.ask_members_again)
