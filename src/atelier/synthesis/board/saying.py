"""What `<passage-board>` says aloud and on screen (PassageWords in frontend/src/elements/passage-words.ts)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from atelier.synthesis.board.models import Board


def board_words(board: Board) -> dict[str, str]:
    """Sentences with their places in braces; plain values for json_script."""
    return {
        "placed": _("{card}: {column}, place {place} of {count}."),
        "lifted": _("{card} is lifted. Drop it in a column, or on a card to merge them."),
        "given_up": _("{card} stays where it was."),
        "written": _("{card} is written."),
        "arrived": _("{card} has arrived in {column}."),
        "saving": _("Being kept…"),
        "kept": _("Everything is kept."),
        "waiting_one": _("1 gesture is kept on this screen and waits for the network."),
        "waiting_many": _("{count} gestures are kept on this screen and wait for the network."),
        "signed_out": _("You are signed out: sign in again in another tab; what waits here will leave."),
        "refused": _("Not taken: {sentence}"),
        "theirs": _("They wrote: “{text}”"),
        "my_words": _("Your words: “{text}”"),
        "take_up": _("Take up my words"),
        "forget": _("I have read this"),
        "reload": _("The columns of this board changed: load the page again."),
        "merge_question": _("Merge {card} with {other}?"),
        "merge_text": _("What both say"),
        "merge_yes": _("Merge the two cards"),
        "merge_no": _("Leave them apart"),
        "cancel": _("Cancel"),
        "new_card": _("New card"),
    }
