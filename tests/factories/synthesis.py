from atelier.ateliers.models import Workshop
from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, write_card
from atelier.contributions.models import Card
from atelier.synthesis.board.sheets import freeze_board
from atelier.synthesis.models import BoardSheet

BY = System()


def card_on(workshop: Workshop, text: str = "La plage recule", kind: str = "finding", **more: object) -> Card:
    """A card as a scribe writes it on a workshop's board."""
    return write_card(workshop.atelier, Said(kind=kind, text=text, workshop=workshop, **more), by=BY)


def frozen(workshop: Workshop) -> BoardSheet:
    """A version of a board that holds at least one card."""
    return freeze_board(workshop, by=BY, by_name="Odile")
