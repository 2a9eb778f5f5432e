from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from ipaddress import ip_network
from pathlib import Path

import pytest

from pipelines.model import Article, Issue
from pipelines.reading import read
from pipelines.reading.web import journal, outlets
from pipelines.reading.web.client import Bounds, Client
from pipelines.reading.web.guard import Reach
from pipelines.reading.web.harvest import Clock, Fetched, Harvest
from pipelines.reading.web.outlets import Outlet
from pipelines.seeds import SeedError
from tests.reading.pages import page
from tests.reading.web.server import Behaviour, Server, Visit, serving

NOW = datetime(2022, 1, 18, tzinfo=UTC)


@dataclass
class Pace:
    """A clock that sleeps in no time and remembers for how long."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.slept.append(seconds)

    def clock(self) -> Clock:
        return Clock(now=lambda: NOW, monotonic=lambda: self.at, sleep=self.sleep)


def feed(server: Server, *links: str) -> bytes:
    items = "".join(
        f"<item><title>Item {number}</title><link>{link if '://' in link else server.url(link)}"
        "</link><pubDate>Mon, 17 Jan 2022 09:00:00 +0900</pubDate></item>"
        for number, link in enumerate(links)
    )
    return f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def serve_page(visit: Visit) -> None:
    visit.answer(page(f"A launch, told at {visit.path}").encode())


def serve_feed(server: Server, *links: str) -> Behaviour:
    def behaviour(visit: Visit) -> None:
        if visit.headers.get("if-none-match") == '"v1"':
            visit.answer(b"", status="304 Not Modified")
        else:
            visit.answer(feed(server, *links), kind="application/rss+xml", ETag='"v1"')

    return behaviour


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as running:
        yield running


def run(server: Server, folder: Path, pace: Pace | None = None) -> tuple[list[str], list[str]]:
    """Paths fetched, and code and path of what was refused."""
    pace = pace or Pace()
    outlet = Outlet(
        name="coast",
        publisher="The Coast Daily",
        feeds=(server.url("/feed"),),
        time_zone="Asia/Seoul",
        licence="ours",
    )
    client = Client(
        "tester/1 (+test)",
        lambda: 0.0,
        Bounds(silence_seconds=0.3, body_bytes=200_000),
        Reach(allowed=(ip_network("127.0.0.1/32"),)),
    )
    with journal.opened(folder) as held:
        found = list(Harvest([outlet], held, client, pace.clock()))
    client.close()
    base = server.url("")
    return (
        [item.url.removeprefix(base) for item in found if isinstance(item, Fetched)],
        [f"{i.code} {(i.place or '').removeprefix(base)}" for i in found if isinstance(i, Issue)],
    )


def test_pages_of_a_feed_are_fetched_kept_and_read(server: Server, tmp_path: Path) -> None:
    server.routes.update({"/feed": serve_feed(server, "/a", "/b?utm_source=rss"), "/a": serve_page})
    server.routes["/b?utm_source=rss"] = serve_page
    assert run(server, tmp_path) == (["/a", "/b?utm_source=rss"], [])
    assert server.log[:2] == ["/robots.txt", "/feed"]
    articles = list(read([tmp_path]))
    assert all(isinstance(article, Article) for article in articles)
    (first, _) = (article for article in articles if isinstance(article, Article))
    assert (first.url, first.publisher) == (server.url("/a"), "The Coast Daily")
    assert first.collected_at == NOW
    assert {(stamp.kind, stamp.day) for stamp in first.stamps} == {
        ("feed", date(2022, 1, 17)),
        ("metadata", date(2022, 1, 17)),
    }
    assert first.source.endswith("pages.jsonl:1")


def test_no_page_is_fetched_twice_and_an_unchanged_feed_costs_one_request(
    server: Server, tmp_path: Path
) -> None:
    server.routes.update({"/feed": serve_feed(server, "/a"), "/a": serve_page})
    run(server, tmp_path)
    server.log.clear()
    assert run(server, tmp_path) == ([], [])
    assert server.log == ["/robots.txt", "/feed"]


def test_robots_are_obeyed_and_their_delay_is_kept(server: Server, tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /private/*/x\nCrawl-delay: 7\n"
    server.routes.update(
        {
            "/robots.txt": lambda visit: visit.answer(rules, kind="text/plain"),
            "/feed": serve_feed(server, "/private/1/x", "/a"),
            "/a": serve_page,
        }
    )
    pace = Pace()
    assert run(server, tmp_path, pace) == (["/a"], ["robots /private/1/x"])
    assert "/private/1/x" not in server.log
    assert pace.slept[-1] == 7.0


@pytest.mark.parametrize(
    "behaviour",
    [
        lambda visit: visit.answer(b"", status="503 Service Unavailable"),
        lambda visit: visit.send(b"no http"),
        lambda visit: visit.answer(b"User-agent: *\nDisallow: /\n"),
        lambda visit: visit.answer(b"User-agent: tester\nDisallow: /\n"),
        lambda visit: visit.answer(b"User-agent: *\nCrawl-delay: 86400\n"),
    ],
)
def test_a_site_that_cannot_say_or_says_no_is_left_alone(
    server: Server, tmp_path: Path, behaviour: Behaviour
) -> None:
    server.routes.update({"/robots.txt": behaviour, "/feed": serve_feed(server, "/a")})
    assert run(server, tmp_path) == ([], ["robots /feed"])
    assert set(server.log) == {"/robots.txt"}


def test_a_busy_server_is_given_the_time_it_asks_for(server: Server, tmp_path: Path) -> None:
    def busy(visit: Visit) -> None:
        if visit.number == 1:
            visit.answer(b"", status="429 Too Many Requests", Retry_After="40")
        elif visit.number == 2:
            visit.answer(
                b"",
                status="503 Service Unavailable",
                Date="Mon, 17 Jan 2022 00:00:00 GMT",
                Retry_After="Mon, 17 Jan 2022 00:01:30 GMT",
            )
        else:
            serve_page(visit)

    server.routes.update({"/feed": serve_feed(server, "/a"), "/a": busy})
    pace = Pace()
    assert run(server, tmp_path, pace) == (["/a"], [])
    assert pace.slept[-2:] == [40.0, 90.0]


def test_what_fails_for_now_is_tried_by_the_next_run_and_what_fails_for_good_is_not(
    server: Server, tmp_path: Path
) -> None:
    def broken_at_first(visit: Visit) -> None:
        if visit.number <= 3:
            visit.answer(b"", status="500 Internal Server Error")
        else:
            serve_page(visit)

    server.routes.update(
        {
            "/feed": serve_feed(server, "/late", "/gone", "/picture", "/long", "/empty"),
            "/late": broken_at_first,
            "/gone": lambda visit: visit.answer(b"", status="410 Gone"),
            "/picture": lambda visit: visit.answer(b"\x89PNG", kind="image/png"),
            "/long": lambda visit: visit.answer(b"x" * 300_000),
            "/empty": lambda visit: visit.answer(b" "),
        }
    )
    fetched, refused = run(server, tmp_path)
    assert fetched == []
    assert sorted(refused) == [
        "empty_answer /empty", "no_page /gone", "too_busy /late", "too_large /long",
        "wrong_type /picture",
    ]  # fmt: skip
    server.log.clear()
    assert run(server, tmp_path) == (["/late"], ["empty_answer /empty"])
    assert not {"/gone", "/picture", "/long"} & set(server.log)


def test_links_into_private_networks_are_not_followed(server: Server, tmp_path: Path) -> None:
    links = ("http://127.0.0.2/", "http://169.254.169.254/", "javascript:alert(1)", "/away", "/a")
    server.routes.update(
        {
            "/feed": serve_feed(server, *links),
            "/away": lambda visit: visit.answer(
                b"", status="302 Found", Location="http://10.0.0.1/"
            ),
            "/a": serve_page,
        }
    )
    fetched, refused = run(server, tmp_path)
    assert fetched == ["/a"]
    assert "private_address /away" in refused or "robots /away" in refused
    assert len(refused) >= 3


@pytest.mark.parametrize(
    "body",
    [b"<html>no feed</html>", b"", b'<!DOCTYPE x [<!ENTITY a "b">]><rss/>', b"\x00\xff" * 99],
)
def test_what_is_no_feed_is_said_and_nothing_is_kept(
    server: Server, tmp_path: Path, body: bytes
) -> None:
    server.routes["/feed"] = lambda visit: visit.answer(body, kind="text/xml")
    fetched, refused = run(server, tmp_path)
    assert fetched == [] and len(refused) == 1
    assert not (tmp_path / "pages.jsonl").exists()


def test_a_run_that_was_killed_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    server.routes.update({"/feed": serve_feed(server, "/a", "/b"), "/a": serve_page})
    server.routes["/b"] = lambda visit: visit.answer(b"", status="500 Internal Server Error")
    assert run(server, tmp_path)[0] == ["/a"]
    with (tmp_path / "pages.jsonl").open("ab") as file:
        file.write(b'{"url": "http://torn.example/", "raw_sh')
    server.routes["/b"] = serve_page
    assert run(server, tmp_path) == (["/b"], [])
    lines = (tmp_path / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["url"] for line in lines] == [server.url("/a"), server.url("/b")]
    assert len([a for a in read([tmp_path]) if isinstance(a, Article)]) == 2


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with journal.opened(tmp_path), pytest.raises(journal.BusyError), journal.opened(tmp_path):
        pass


def test_a_page_whose_bytes_were_changed_or_lost_is_an_issue(
    server: Server, tmp_path: Path
) -> None:
    server.routes.update({"/feed": serve_feed(server, "/a"), "/a": serve_page})
    run(server, tmp_path)
    (kept,) = (tmp_path / ".raw").rglob("*.gz")
    kept.unlink()
    (issue,) = read([tmp_path])
    assert isinstance(issue, Issue) and issue.code == "missing_page"
    record = {"raw_sha256": "../../../../etc/passwd"}
    (tmp_path / "pages.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (issue,) = read([tmp_path])
    assert isinstance(issue, Issue) and issue.code == "missing_page"


def test_our_own_list_of_outlets_is_sound(repo: Path) -> None:
    known = outlets.load(repo / "seeds" / "feeds.toml")
    assert len(known) >= 10
    assert all(feed.startswith("https://") for outlet in known for feed in outlet.feeds)


GOOD = 'name = "a"\npublisher = "A"\nfeeds = ["https://a.example/f"]\ntime_zone = "Asia/Seoul"\n'


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"[[outlet]]\n{GOOD}", 1, "missing keys: licence"),
        (f'[[outlet]]\n{GOOD}licence = "x"\nurl = "y"', 1, "unknown keys: url"),
        (f'#\n[[outlet]]\n{GOOD.replace("https", "ftp")}licence = "x"', 2, "http"),
        (f'[[outlet]]\n{GOOD.replace("Seoul", "Soul")}licence = "x"', 1, "time zone"),
        (f'[[outlet]]\n{GOOD}licence = "x"\n[[outlet]]\n{GOOD}licence = "x"\n', 7, "taken"),
        ("[[outlet]\n", 1, "Expected"),
    ],
)
def test_a_mistake_in_the_list_names_file_line_and_reason(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    (tmp_path / "feeds.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=reason) as error:
        outlets.load(tmp_path / "feeds.toml")
    assert error.value.line == line
