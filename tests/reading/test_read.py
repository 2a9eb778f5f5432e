from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.model import Article, Issue
from pipelines.reading import Limits, read, twice
from tests.reading.pages import page, warc

SHARED = Path(__file__).parents[3] / "shared"
GOOD = "A missile was launched on the coast, and the ministry said that it fell into the sea."


def split(found: Sequence[Article | Issue]) -> tuple[list[Article], list[Issue]]:
    articles = [item for item in found if isinstance(item, Article)]
    return articles, [item for item in found if isinstance(item, Issue)]


def read_one(path: Path, **options: object) -> tuple[list[Article], list[Issue]]:
    return split(list(read([path], **options)))  # type: ignore[arg-type]


def test_a_brief_gives_its_header_up_and_offsets_count_from_its_text(tmp_path: Path) -> None:
    header = (
        "Title: A launch\nPublisher: The Coast Daily\nPublished: 2022-01-17T09:30+09:00\n"
        "URL: https://Coast.example:443/a?utm_source=x&id=3#top\nCollected: 2022-01-18\nNote: x\n\n"
    )
    (tmp_path / "a.txt").write_text(header + GOOD, encoding="utf-8")
    (article,), issues = read_one(tmp_path / "a.txt")
    assert not issues
    assert article.text == GOOD
    assert (article.title, article.publisher) == ("A launch", "The Coast Daily")
    assert article.url == "https://coast.example/a?id=3"
    assert [(stamp.kind, stamp.day) for stamp in article.stamps] == [("record", date(2022, 1, 17))]
    assert article.collected_at == datetime(2022, 1, 18, 23, 59, 59, tzinfo=UTC)
    assert article.source == "a.txt"


@pytest.mark.parametrize(
    "text",
    [
        "Washington: the talks went on.\n\nThen they ended.",
        "Title: only a title, and the file ends",
        "Title: a\nTitle: b\n\ntext of it",
        "\nTitle: after an empty line\n\ntext",
    ],
)
def test_what_is_no_header_stays_in_the_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,), _ = read_one(tmp_path / "a.txt")
    assert article.text == text


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "zero.txt": (b"", "empty_file"),
    "blank.txt": (b" \n\n", "empty_file"),
    "binary.txt": (b"\x89PNG\x00\x00\x01", "binary_file"),
    "latin.txt": ("Café".encode("latin-1"), "not_utf8"),
    "huge.txt": (b"word " * 4_000_000, "too_large"),
    "long.txt": (b"word " * 500_000, "too_large"),
    "letter.docx": (b"PK", "unknown_suffix"),
    "noname": (b"text", "unknown_suffix"),
    "broken.txt.gz": (b"\x1f\x8bnonsense", "broken_archive"),
    "broken.txt.zst": (b"(\xb5/\xfdnonsense", "broken_archive"),
    "broken.zip": (b"PK\x03\x04nonsense", "broken_archive"),
    "broken.parquet": (b"PAR1nonsensePAR1", "broken_file"),
    "broken.xml": (b"<html><body>no feed</body></html>", "broken_file"),
    "broken.warc": (b"nonsense" * 100, "broken_archive"),
    "empty.html": (b"<html><body></body></html>", "no_text"),
    "packed.html": (gzip.compress(b"<html>"), "binary_file"),
    "twice.zip.gz": (gzip.compress(b"PK"), "packed_twice"),
    "seoul.txt": ("북한이 17일 동해상으로 탄도미사일 2발을 발사했다".encode(), "language_not_read"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_issue_and_the_good_one_beside_it_is_read(
    tmp_path: Path, name: str
) -> None:
    data, code = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    articles, issues = read_one(tmp_path)
    assert [issue.code for issue in issues] == [code]
    assert (issues[0].place or "").startswith(f"{tmp_path.name}/{name}")
    assert issues[0].detail
    assert GOOD in [article.text for article in articles]


def test_folders_and_paths_that_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / ".notes").write_text("x", encoding="utf-8")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "links" / "pipe.txt")
    found = list(
        read([tmp_path / "empty", tmp_path / "hidden", tmp_path / "links", tmp_path / "missing"])
    )
    codes = [(item.place, item.code) for item in found if isinstance(item, Issue)]
    assert codes == [
        ("empty", "empty_folder"),
        ("hidden", "empty_folder"),
        ("links/dead.txt", "not_a_file"),
        ("links/pipe.txt", "not_a_file"),
        ("missing", "not_found"),
    ]


def test_sources_are_relative_sorted_and_each_read_once(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    for name in ("b/deep/2.txt", "b/1.txt", "a.txt"):
        (tmp_path / name).write_text(f"{GOOD} {name}", encoding="utf-8")
    asked = [tmp_path / "b", tmp_path / "a.txt", tmp_path / "b" / "1.txt"]
    below_root, _ = split(list(read(asked, root=tmp_path)))
    assert [article.source for article in below_root] == ["a.txt", "b/1.txt", "b/deep/2.txt"]
    alone, _ = split(list(read([tmp_path / "b"])))
    assert [article.source for article in alone] == ["b/1.txt", "b/deep/2.txt"]


def test_each_broken_line_of_records_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": GOOD, "url": "https://c.example/1", "published": "2022-01-17"}),
        '{"text": "half',
        "",
        "[1, 2]",
        json.dumps({"title": "no text"}),
        json.dumps({"html": page(), "id": 7}),
        '{"text": "one \\ud800 surrogate and a \\u0000 null in the text of it"}',
        json.dumps({"text": "dated", "published": "01/02/2022"}),
        "[" * 100_000,
    ]
    data = b"\n".join(line.encode() for line in lines) + b'\n{"text": "\xff"}\n'
    (tmp_path / "r.jsonl").write_bytes(data)
    articles, issues = read_one(tmp_path / "r.jsonl")
    assert [article.source for article in articles] == [f"r.jsonl:{n}" for n in (1, 6, 7, 8)]
    assert [(issue.place, issue.code) for issue in issues] == [
        ("r.jsonl:2", "broken_line"),
        ("r.jsonl:4", "broken_line"),
        ("r.jsonl:5", "no_text"),
        ("r.jsonl:7", "replaced_characters"),
        ("r.jsonl:8", "unreadable_date"),
        ("r.jsonl:9", "broken_line"),
        ("r.jsonl:10", "not_utf8"),
    ]
    assert "\ud800" not in articles[2].text and "\x00" not in articles[2].text


def test_a_line_longer_than_a_page_is_skipped_in_small_memory(tmp_path: Path) -> None:
    with (tmp_path / "r.jsonl").open("wb") as file:
        file.write(b'{"text": "' + b"x" * 300_000 + b'"}\n')
        file.write(json.dumps({"text": GOOD}).encode() + b"\n")
    articles, issues = read_one(tmp_path / "r.jsonl", limits=Limits(page_bytes=100_000))
    assert [article.source for article in articles] == ["r.jsonl:2"]
    assert [issue.code for issue in issues] == ["too_large"]


def test_parquet_rows_keep_their_typed_dates(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": [GOOD, GOOD + " Again."],
            "published": [date(2022, 1, 17), None],
            "collected_at": pa.array([None, datetime(2022, 1, 18, tzinfo=UTC)]),
            "score": [1.5, 2.5],
        }
    )
    pq.write_table(table, tmp_path / "r.parquet")
    (first, second), issues = read_one(tmp_path / "r.parquet")
    assert not issues
    assert [stamp.day for stamp in first.stamps] == [date(2022, 1, 17)]
    assert (second.stamps, second.collected_at) == ((), datetime(2022, 1, 18, tzinfo=UTC))
    pq.write_table(table.select(["score"]), tmp_path / "r.parquet")
    assert [issue.code for issue in read_one(tmp_path / "r.parquet")[1]] == ["broken_file"]


def test_packed_files_are_read_and_bombs_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(GOOD.encode()))
    with pa.CompressedOutputStream(pa.OSFile(str(tmp_path / "b.txt.zst"), "wb"), "zstd") as out:
        out.write(f"{GOOD} Once more.".encode())
    blank = (b" " * 999_999 + b"\n") * 60
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2.html", page())
        archive.writestr("1.txt", f"{GOOD} From a zip.")
        archive.writestr("bomb.jsonl", blank)
        archive.writestr("inner.zip", b"PK")
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(blank))
    articles, issues = read_one(tmp_path)
    name = tmp_path.name
    assert [article.source for article in articles] == [
        f"{name}/a.txt.gz", f"{name}/b.txt.zst", f"{name}/c.zip!1.txt", f"{name}/c.zip!2.html"
    ]  # fmt: skip
    assert [(issue.place, issue.code) for issue in issues] == [
        (f"{name}/c.zip!bomb.jsonl", "unpacks_too_far"),
        (f"{name}/c.zip!inner.zip", "packed_twice"),
        (f"{name}/d.jsonl.gz", "unpacks_too_far"),
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_an_archive_is_cut_off_a_row_says_so(tmp_path: Path, packed: bool) -> None:
    pages = [page(f"Page {number}").encode() for number in range(2)]
    whole, first = warc(pages, packed=packed), warc(pages[:1], packed=packed)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    for end in range(8, len(whole) - 12, 13):  # the last bytes are an empty line and a checksum
        if end in range(len(first) - 12, len(first) + 8):
            continue
        path.write_bytes(whole[:end])
        articles, issues = read_one(path)
        assert issues, f"nothing is said of an archive cut at byte {end}"
        assert len(articles) == (end > len(first))


def test_a_zip_without_files_says_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    assert [issue.code for issue in read_one(tmp_path / "a.zip")[1]] == ["empty_file"]


def test_a_name_that_is_no_utf8_is_written_with_percent_signs(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(GOOD, encoding="utf-8")
    (article,), _ = read_one(tmp_path)
    assert article.source == f"{tmp_path.name}/caf%E9.txt"


def test_one_address_with_two_texts_keeps_both_apart(tmp_path: Path) -> None:
    records = [
        {"url": "https://c.example/a", "text": GOOD},
        {"url": "https://c.example/a#part", "text": f"{GOOD} Updated."},
        {"url": "https://c.example/a?utm_medium=mail", "text": GOOD},
        {"url": "https://c.example/day", "id": "1", "text": "First item of the day."},
        {"url": "https://c.example/day", "id": "2", "text": "Second item of the day."},
    ]
    lines = "\n".join(json.dumps(record) for record in records)
    (tmp_path / "r.jsonl").write_text(lines, encoding="utf-8")
    articles, issues = read_one(tmp_path / "r.jsonl")
    assert [article.source for article in articles] == [f"r.jsonl:{n}" for n in (1, 2, 4, 5)]
    assert len({article.article_id for article in articles}) == 4
    assert [issue.code for issue in issues] == ["already_read"]
    assert twice.first_of(articles[1].article_id) == articles[0].article_id


def test_an_id_depends_on_the_address_and_not_on_where_the_file_lies(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (first,), _ = read_one(tmp_path / "x" / "a.txt")
    (second,), _ = read_one(tmp_path / "y" / "a.txt")
    assert first == second
    assert first.article_id.startswith("a-") and len(first.article_id) == 18


def test_reading_texts_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Published: 2022-01-17\n\n{GOOD}", encoding="utf-8")
    program = (
        "import sys; from pipelines.reading import read\n"
        f"assert len(list(read([{str(tmp_path)!r}]))) == 1\n"
        "heavy = {'trafilatura', 'pyarrow', 'fastwarc', 'py3langid', 'numpy', 'dateparser',"
        " 'feedparser', 'httpx', 'ray', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.skipif(not SHARED.exists(), reason="the development corpora are not here")
def test_the_development_corpus_is_read_whole() -> None:
    articles, issues = split(list(read([SHARED / "data" / "dev_articles.jsonl"])))
    assert (len(articles), issues) == (316, [])
    assert all(article.stamps for article in articles)
    seeds, issues = split(list(read([SHARED / "seeds"])))
    assert (len(seeds), issues) == (5, [])
    assert {article.language for article in articles + seeds} <= {"en", "und"}
