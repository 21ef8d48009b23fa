from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "atelier.tables"
    label = "tables"

    def ready(self) -> None:
        from atelier.ateliers.events import RoleChanged, SeatGivenAgain, SeatRemoved, StepAdded
        from atelier.common.events import listen
        from atelier.tables import listeners, told
        from atelier.tables.events import (
            HeldChanged,
            JournalGrew,
            LookMoved,
            RightsChanged,
            SeatsChanged,
            TableChanged,
        )

        listen(JournalGrew, listeners.tell_rooms)
        listen(HeldChanged, listeners.tell_rooms)
        listen(TableChanged, listeners.tell_rooms)
        listen(SeatsChanged, listeners.tell_rooms)
        listen(RightsChanged, listeners.tell_rooms)
        listen(LookMoved, listeners.tell_rooms)
        listen(SeatRemoved, listeners.ask_again)
        listen(SeatGivenAgain, listeners.ask_again)
        listen(RoleChanged, listeners.ask_members_again)
        listen(StepAdded, listeners.lay_sheets_of_step)
        told.register()
