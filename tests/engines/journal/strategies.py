"""Random but lawful journals: what any number of hands may do at a table, in any order."""

from __future__ import annotations

from uuid import UUID

from hypothesis import strategies as st

from atelier.engines.journal.operations import Cut, Draw, Edit, Entry, Erase, Piece, Restore

OBJECTS = [UUID(int=number) for number in range(1, 7)]
OVERLAYS, PENCILS = (1, 2), ("red", "blue")
coordinate = st.integers(-1_000, 1_000)


@st.composite
def traces(draw, fewest=2, most=6):
    """A short trace near Dieppe."""
    count = draw(st.integers(fewest, most))
    deltas = draw(st.lists(coordinate, min_size=2 * count - 2, max_size=2 * count - 2))
    return [10_775_000 + draw(coordinate), 499_230_000 + draw(coordinate), *deltas]


def draws(target):
    return st.builds(
        Draw,
        op=st.uuids(),
        object=st.just(target),
        shape=st.just("stroke"),
        overlay=st.sampled_from(OVERLAYS),
        pencil=st.sampled_from(PENCILS),
        trace=traces(),
        text=st.sampled_from(["", "là"]),
        said_by=st.sampled_from([None, None, 0, 4]),
    )


def changes(target, pieces):
    piece = st.builds(Piece, object=st.just(pieces), trace=traces())
    edit = {"overlay": st.sampled_from(OVERLAYS), "pencil": st.sampled_from(PENCILS), "text": st.text(max_size=5)}
    return st.one_of(
        st.fixed_dictionaries({}, optional=edit).map(lambda new: ("edit", new)),
        traces().map(lambda trace: ("edit", {"trace": trace})),
        st.lists(piece, max_size=1).map(lambda left: ("cut", {"pieces": left})),
        st.just(("erase", {})),
        st.just(("restore", {})),
    ).flatmap(lambda made: _change(target, *made))


def _change(target, kind, fields):
    kinds = {"edit": Edit, "cut": Cut, "erase": Erase, "restore": Restore}
    return st.builds(kinds[kind], op=st.uuids(), object=st.just(target), **{k: st.just(v) for k, v in fields.items()})


@st.composite
def journals(draw, most=25):
    """Entries numbered from 1; every object is drawn before it is changed, pieces have new identifiers."""
    entries, drawn, unborn = [], [], list(OBJECTS)
    for seq in range(1, draw(st.integers(1, most)) + 1):
        new = not drawn or (unborn and draw(st.booleans()))
        if new:
            target = unborn.pop(0)
            operation = draw(draws(target))
            drawn.append(target)
        else:
            operation = draw(changes(draw(st.sampled_from(drawn)), UUID(int=100 + seq)))
            if isinstance(operation, Cut):
                drawn += [piece.object for piece in operation.pieces]
        entries.append(Entry(seq=seq, seat=draw(st.integers(1, 3)), at=1_700_000_000_000 + seq, operation=operation))
    return entries
