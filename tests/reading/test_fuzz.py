"""Each reader against mutated files: no crash, no hang, no unbounded memory, always a row.

`FUZZ_CASES` is the number of cases a reader (2,000 if not set; `make fuzz` runs 100,000). A failing
case names its number; the same number gives the same bytes again.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.model import Article, Issue
from pipelines.reading import Limits, read
from tests.reading.pages import SENTENCE, page, warc

CASES = int(os.environ.get("FUZZ_CASES", "2000"))
LIMITS = Limits(page_bytes=200_000, text_chars=100_000, unpacked_bytes=2_000_000)
SLOWEST_SECONDS = 20.0
MOST_GROWTH_KILOBYTES = 600_000

NASTY: tuple[bytes, ...] = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r\n\r\n", b"\n",
    "\u202e\u2066\u200f".encode(), "\U0001f680".encode(), b"\\ud800", b"<!--", b"<![CDATA[",
    b"<!DOCTYPE a [<!ENTITY a 'b'>]>&a;", b"&#x110000;", b"&#0;", b"<p " * 50, b"<div>" * 300,
    b"[" * 500, b"{" * 500, b'"', b"'", b">", b"<", b"Content-Length: 99999999999\r\n",
    b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"PAR1",
    b"(\xb5/\xfd", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
    b"9999-99-99", b"2022-02-30T25:61:61Z", b"Published: ", b'"published": "0001-01-01"',
    b"A" * 5_000,
)  # fmt: skip


def html_seed() -> bytes:
    return page(paragraphs=2).encode()


def feed_seed() -> bytes:
    item = (
        "<item><title>A</title><link>https://c.example/1</link><pubDate>Mon, 17 Jan 2022 09:00:00"
        f" +0900</pubDate><description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item>"
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{item * 2}</channel></rss>'.encode()


def text_seed() -> bytes:
    header = "Title: A\nPublished: 2022-01-17\nURL: https://c.example/1\n\n"
    return (header + SENTENCE).encode()


def jsonl_seed() -> bytes:
    records = [
        {"id": 1, "url": "https://c.example/1", "published": "2022-01-17", "text": SENTENCE},
        {"html": page(paragraphs=1), "collected_at": "2022-01-18T00:00:00Z", "lang": "en"},
    ]
    return b"\n".join(json.dumps(record).encode() for record in records)


def parquet_seed() -> bytes:
    out = io.BytesIO()
    table = pa.table(
        {"text": [SENTENCE] * 3, "published": [date(2022, 1, 17)] * 3, "id": [1, 2, 3]}
    )
    pq.write_table(table, out)
    return out.getvalue()


def zip_seed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text_seed())
        archive.writestr("b.jsonl", jsonl_seed())
    return out.getvalue()


def zst_seed() -> bytes:
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as packed:
        packed.write(text_seed() * 20)
    return bytes(out.getvalue())


SEEDS = {
    "a.txt": text_seed(),
    "a.html": html_seed(),
    "a.xml": feed_seed(),
    "a.jsonl": jsonl_seed(),
    "a.parquet": parquet_seed(),
    "a.zip": zip_seed(),
    "a.txt.gz": gzip.compress(text_seed() * 20),
    "a.txt.zst": zst_seed(),
    "a.warc": warc([html_seed()] * 2, packed=False),
    "a.warc.gz": warc([html_seed()] * 2, packed=True),
}


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """The seed after one to six accidents."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        span = chance.choice((1, 2, 8, 64, 1_000))
        match chance.randrange(6):
            case 0 if data:
                data[min(place, len(data) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del data[place:]
            case 2:
                del data[place : place + span]
            case 3:
                data[place:place] = chance.choice(NASTY)
            case 4:
                data[place : place + span] = chance.randbytes(span)
            case _:
                data[place:place] = data[place : place + span] * chance.randint(1, 5)
    return bytes(data)


def check(found: Iterable[Article | Issue]) -> None:
    items: Sequence[Article | Issue] = list(found)
    assert items, "neither an article nor an issue"
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip()
            for text in (item.text, item.url, item.title, item.publisher):
                (text or "").encode("utf-8")
            assert all(stamp.day.year >= 1900 for stamp in item.stamps)
        else:
            assert item.code and item.place and item.detail


@pytest.mark.parametrize("name", SEEDS)
def test_fuzz(tmp_path: Path, name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / name
    for case in range(CASES):
        path.write_bytes(mutated(SEEDS[name], random.Random(f"{name} {case}")))
        started = time.monotonic()
        try:
            check(read([path], limits=LIMITS))
        except Exception as error:
            raise AssertionError(f"case {case} of {name}") from error
        assert time.monotonic() - started < SLOWEST_SECONDS, f"case {case} of {name} is slow"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MOST_GROWTH_KILOBYTES
