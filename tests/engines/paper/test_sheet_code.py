import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.paper.sheet_code import BASE45, ID_LETTERS, CodeUnreadable, SheetCode, parse_code

letters = st.text(ID_LETTERS, min_size=4, max_size=4)
cm = st.integers(-2_000_000_000, 2_000_000_000).map(lambda value: value / 100)
tenths = st.integers(0, 20_000).map(lambda value: value / 10)
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
codes = st.builds(
    SheetCode,
    sheet_id=st.builds("{}-{}".format, letters, letters), crs=st.integers(1024, 32_767), bbox=st.tuples(cm, cm, cm, cm),
    page_mm=st.tuples(tenths, tenths), map_frame_mm=st.tuples(tenths, tenths, tenths, tenths), marker_mm=tenths,
    quiet_mm=tenths, legend=st.sampled_from(["diagnosis", "mobility", "x"]), legend_version=st.integers(1, 255),
    pens=st.lists(colours, max_size=9).map(tuple), tile=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)  # fmt: skip


@given(codes)
def test_code_reads_back_as_it_was_written(code):
    assert parse_code(code.text()) == code


@given(codes)
def test_code_uses_only_the_letters_of_the_compact_mode(code):
    assert set(code.text()) <= set(BASE45)


@given(code=codes, at=st.integers(4, 60), letter=st.sampled_from(BASE45))
def test_code_with_a_wrong_letter_is_refused(code, at, letter):
    text = code.text()
    wrong = text[:at] + letter + text[at + 1 :]

    if wrong != text:
        with pytest.raises(CodeUnreadable) as refused:
            parse_code(wrong)
        assert refused.value.reason == "damaged"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("https://example.org", "foreign"), ("", "foreign"), ("AT9:ABC", "version"), ("AT1:", "damaged"),
     ("AT1:A", "damaged"), ("AT1:é!", "damaged"), ("AT1:" + "0" * 90, "damaged")],
)  # fmt: skip
def test_text_that_is_not_a_code_is_refused_with_its_reason(text, reason):
    with pytest.raises(CodeUnreadable) as refused:
        parse_code(text)
    assert refused.value.reason == reason


def test_code_of_the_first_version_is_still_read():
    """Sheets already printed must be readable for ever: this text never changes."""
    code = SheetCode("ACDE-6679", 2154, (557071.08, 6977058.72, 568321.08, 6983778.72), (420, 297),
                     (22.5, 22.5, 397.5, 246.5), 12, 3, "diagnosis", 1, ("#c8372d", "#2f7d3b"))  # fmt: skip

    assert parse_code(WRITTEN_IN_VERSION_1) == code


WRITTEN_IN_VERSION_1 = (
    "AT1:000000B.0E*8000000*21+I0NX0QB5VX4CJ0L56 B5L/CF320L1050050F/1Z91U20U00J81MEDI3D14E+EDX500EP2W5J$FDN1+OV"
)
