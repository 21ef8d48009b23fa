"""The filters of the catalogue: what answers, the counts, the addresses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.programme.catalogue.filters import DIMENSIONS, Asked, Card, find


def card(pk=1, title="Dieppe", **said):
    values = {name: frozenset(said.get(name, ())) for name in DIMENSIONS}
    return Card(pk, f"a{pk}", title, title, "flash", None, None, title.lower(), values)


DIEPPE = card(1, "Dieppe", kind={"local"}, region={"28"}, theme={"littoral"})
FUMEL = card(2, "Fumel", kind={"flash"}, region={"75"}, theme={"friches"})
LISIEUX = card(3, "Lisieux", kind={"national"}, region={"28"}, theme={"sols"})
ALL = [DIEPPE, FUMEL, LISIEUX]


def test_values_of_one_word_widen_and_words_narrow():
    asked = Asked.read({"type": ["local", "flash"], "region": ["28"]})

    assert find(ALL, asked).cards == [DIEPPE]


def test_counts_say_what_each_choice_would_leave():
    found = find(ALL, Asked.read({"region": ["28"]}))

    assert dict(found.counts["kind"]) == {"local": 1, "national": 1}
    assert dict(found.counts["region"]) == {"28": 2, "75": 1}


def test_text_is_found_without_accent_nor_capital():
    assert find([card(4, "pays de bray")], Asked.read({"q": ["BRAY"]})).cards != []
    assert find(ALL, Asked.read({"q": ["bray"]})).cards == []


def test_address_gives_the_same_question_back():
    asked = Asked.read({"type": ["local", "flash"], "theme": ["littoral"], "q": ["mer du Nord"]})

    assert asked.address() == "?type=flash&type=local&theme=littoral&q=mer+du+Nord"
    assert asked.without("kind", "flash") == "?type=local&theme=littoral&q=mer+du+Nord"


def test_words_that_mean_nothing_here_are_left_aside():
    assert Asked.read({"page": ["2"], "utm": ["x"], "type": [""]}).is_empty


values = st.frozensets(st.sampled_from("abc"), max_size=2)
said = st.fixed_dictionaries(dict.fromkeys(DIMENSIONS, values))
choices = st.dictionaries(st.sampled_from(DIMENSIONS), st.frozensets(st.sampled_from("abc"), min_size=1, max_size=2))


@settings(deadline=None)
@given(st.lists(said, max_size=12), choices)
def test_each_count_is_what_the_question_with_this_choice_alone_would_find(rows, chosen):
    cards = [card(number, **row) for number, row in enumerate(rows)]

    found = find(cards, Asked(chosen))

    for name in DIMENSIONS:
        for value in "abc":
            others = {**chosen, name: frozenset({value})}
            assert found.counts[name][value] == len(find(cards, Asked(others)).cards)
