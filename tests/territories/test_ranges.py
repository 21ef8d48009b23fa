import pytest
from django.test import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from atelier.common.ranges import RangeUnsatisfiable, byte_window

ADDRESS = "/sites/dieppe/base.pmtiles"


@pytest.mark.parametrize(
    ("asked", "window"),
    [
        ("bytes=0-99", (0, 100)), ("bytes=990-5000", (990, 10)), ("bytes=500-", (500, 500)), ("bytes=-10", (990, 10)),
        ("bytes=-5000", (0, 1000)), ("BYTES = 1 - 2", (1, 2)), ("", None), ("bytes=0-1,4-5", None), ("bytes=9-3", None),
        ("bytes=-", None), ("lines=0-4", None), ("bytes=٣-٤", None),
    ],
)  # fmt: skip
def test_byte_window_follows_the_standard(asked, window):
    assert byte_window(asked, 1000) == window


@pytest.mark.parametrize("asked", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_byte_window_beyond_the_end_is_refused(asked):
    with pytest.raises(RangeUnsatisfiable):
        byte_window(asked, 1000)


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 1500))
def test_byte_window_stays_in_the_file(first, last, size):
    try:
        window = byte_window(f"bytes={first}-{last}", size)
    except RangeUnsatisfiable:
        assert first >= size
    else:
        assert window is None or (window[0] == first and window[1] >= 1 and sum(window) <= size)


def test_site_file_answers_whole_without_a_range(client, dieppe):
    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "application/vnd.pmtiles"
    assert answer.getvalue() == (dieppe / "base.pmtiles").read_bytes()


def test_site_file_answers_the_range_asked_for(client, dieppe):
    content = (dieppe / "base.pmtiles").read_bytes()

    answer = client.get(ADDRESS, headers={"range": "bytes=127-1126"})

    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes 127-1126/{len(content)}"
    assert answer["Content-Length"] == "1000"
    assert answer["Cache-Control"] == "no-store"
    assert answer.getvalue() == content[127:1127]


@pytest.mark.usefixtures("dieppe")
def test_site_file_beyond_its_end_is_416_with_its_size(client):
    answer = client.get(ADDRESS, headers={"range": "bytes=999999999-"})

    assert answer.status_code == 416
    assert answer["Content-Range"].startswith("bytes */")


@pytest.mark.usefixtures("dieppe")
def test_site_file_already_known_is_304(client):
    etag = client.head(ADDRESS)["ETag"]

    answer = client.get(ADDRESS, headers={"if-none-match": f'"other", W/{etag}', "range": "bytes=0-9"})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def test_site_file_changed_since_answers_whole(client, dieppe):
    answer = client.get(ADDRESS, headers={"if-range": '"old"', "range": "bytes=0-9"})

    assert answer.status_code == 200
    assert len(answer.getvalue()) == (dieppe / "base.pmtiles").stat().st_size


def test_site_file_head_tells_the_size_without_the_content(client, dieppe):
    answer = client.head(ADDRESS, headers={"range": "bytes=0-99"})

    assert (answer.status_code, answer["Content-Length"], answer.content) == (206, "100", b"")
    assert int(client.head(ADDRESS)["Content-Length"]) == (dieppe / "base.pmtiles").stat().st_size


@pytest.mark.usefixtures("dieppe")
def test_site_file_is_kept_a_year_only_with_its_version(client):
    version = client.get("/sites/dieppe/site.json").getvalue().split(b'"version": "')[1][:12].decode()

    assert "immutable" in client.head(f"{ADDRESS}?v={version}")["Cache-Control"]
    assert "immutable" not in client.head(f"{ADDRESS}?v=old")["Cache-Control"]
    assert "immutable" not in client.head(ADDRESS)["Cache-Control"]


@pytest.mark.usefixtures("dieppe")
@pytest.mark.parametrize(
    "path",
    [
        "/sites/dieppe/secret_key", "/sites/dieppe/..%2f..%2fsecret_key", "/sites/dieppe/%2e%2e", "/sites/../site.json",
        "/sites/..%2fdieppe/site.json", "/sites/.dieppe-x/site.json", "/sites/nowhere/site.json",
        "/sites/nowhere/style.json",
    ],
)  # fmt: skip
def test_site_file_gives_nothing_but_the_known_files(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("dieppe")
def test_site_file_refuses_writing(client):
    assert client.post(ADDRESS).status_code == 405


async def test_site_file_streams_under_asgi(dieppe):
    content = (dieppe / "base.pmtiles").read_bytes()

    answer = await AsyncClient().get(ADDRESS, headers={"range": "bytes=0-699999"})

    assert answer.status_code == 206
    assert b"".join([piece async for piece in answer.streaming_content]) == content[:700_000]
