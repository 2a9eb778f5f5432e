"""Feeds -> the pages they link, one request at a time and each host at its own pace."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

from pipelines.model import Issue
from pipelines.reading import articles, feeds
from pipelines.reading.web import robots
from pipelines.reading.web.client import Answer, Client
from pipelines.reading.web.guard import RefusedError
from pipelines.reading.web.journal import Journal
from pipelines.reading.web.outlets import Outlet

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "text/plain",
        "text/html",
    }
)
"""As feeds are really served; what is no feed shows when it is parsed."""

_BUSY = frozenset({429, 500, 502, 503, 504})
_GONE = frozenset({400, 401, 402, 403, 404, 405, 410, 451})
_PASSING = frozenset({"too_slow", "no_answer", "broken_body"})
_ATTEMPTS = 3
_MOST_ITEMS = 500
_BACK_OFF_SECONDS = 10.0
_LONGEST_WAIT_SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One page that was fetched and kept."""

    url: str
    outlet: str
    sha256: str
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The face's clock: wall time for the record, monotonic seconds and sleep for the pace."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    kind: Literal["feed", "page"]
    url: str
    outlet: Outlet
    feed: str
    item: feeds.Item | None = None
    attempt: int = 1


@dataclass(slots=True)
class _Host:
    tasks: deque[_Task] = field(default_factory=deque)
    free_at: float = 0.0
    rules: robots.Rules | None = None


@dataclass(slots=True)
class _Feed:
    """A feed under way: how many of its items are open, and whether any failed for now."""

    validators: dict[str, str]
    open: int = 0
    failed: bool = False


class Harvest:
    """One run over some outlets. Iterate over it; it may be stopped and run again at any time."""

    def __init__(
        self, outlets: Iterable[Outlet], journal: Journal, client: Client, clock: Clock
    ) -> None:
        self._journal, self._client, self._clock = journal, client, clock
        self._hosts: dict[str, _Host] = {}
        self._feeds: dict[str, _Feed] = {}
        self._asked: set[str] = set()
        for outlet in outlets:
            for url in outlet.feeds:
                self._add(_Task(kind="feed", url=url, outlet=outlet, feed=url))

    def __iter__(self) -> Iterator[Fetched | Issue]:
        while waiting := [host for host in self._hosts.values() if host.tasks]:
            host = min(waiting, key=lambda host: host.free_at)
            self._clock.sleep(max(0.0, host.free_at - self._clock.monotonic()))
            yield from self._step(host, host.tasks.popleft())

    def _step(self, host: _Host, task: _Task) -> Iterator[Fetched | Issue]:
        try:
            if host.rules is None:
                host.rules = robots.ask(self._client, task.url)
                self._pause(host, task.outlet.seconds_between)
                host.tasks.appendleft(task)
                return
            answer = self._client.get(task.url, self._conditions(task), self._permit)
            self._pause(host, task.outlet.seconds_between)
            yield from self._taken(host, task, answer)
        except RefusedError as error:
            self._pause(host, task.outlet.seconds_between)
            if error.code in _PASSING and task.attempt < _ATTEMPTS:
                self._again(host, task, _BACK_OFF_SECONDS * 2 ** (task.attempt - 1))
            else:
                yield self._refused(task, error.code, str(error), lasting=error.lasting)

    def _taken(self, host: _Host, task: _Task, answer: Answer) -> Iterator[Fetched | Issue]:
        if answer.status in _BUSY:
            wait = _wait_asked_for(answer) or _BACK_OFF_SECONDS * 2 ** (task.attempt - 1)
            if task.attempt < _ATTEMPTS and wait <= _LONGEST_WAIT_SECONDS:
                self._again(host, task, wait)
            else:
                detail = f"status {answer.status}, asks to wait {wait:.0f} s"
                yield self._refused(task, "too_busy", detail, lasting=False)
        elif answer.status == 304 and task.kind == "feed":
            return
        elif answer.status != 200:
            lasting = answer.status in _GONE and task.kind == "page"
            yield self._refused(task, "no_page", f"status {answer.status}", lasting=lasting)
        elif answer.content_type not in (PAGE_TYPES if task.kind == "page" else FEED_TYPES):
            detail = f"its type is {answer.content_type[:60]!r}"
            yield self._refused(task, "wrong_type", detail, lasting=task.kind == "page")
        elif not answer.data.strip():
            yield self._refused(task, "empty_answer", "the body is empty", lasting=False)
        elif task.kind == "feed":
            yield from self._feed(task, answer)
        else:
            yield self._page(task, answer)

    def _feed(self, task: _Task, answer: Answer) -> Iterator[Issue]:
        items = feeds.items(answer.data)
        if not items:
            yield self._refused(task, "broken_feed", "no items can be read", lasting=False)
            return
        sent = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
        validators = {k: answer.headers[v] for k, v in sent.items() if v in answer.headers}
        self._feeds[task.feed] = _Feed(validators)
        for item in items[:_MOST_ITEMS]:
            if item.url and _host(item.url) and not self._journal.is_settled(item.url):
                self._add(replace(task, kind="page", url=item.url, item=item, attempt=1))
        self._settle_feed(task.feed)

    def _page(self, task: _Task, answer: Answer) -> Fetched:
        record = {
            "url": answer.url,
            "title": task.item.title if task.item else None,
            "publisher": task.outlet.publisher,
            "feed_published": task.item.published if task.item else None,
            "collected_at": self._clock.now().isoformat(),
            "asked_url": task.url if task.url != answer.url else None,
        }
        known = {name: value for name, value in record.items() if value is not None}
        sha256 = self._journal.keep(answer.data, known)
        self._done(task)
        left = sum(len(host.tasks) for host in self._hosts.values())
        return Fetched(url=answer.url, outlet=task.outlet.name, sha256=sha256, left=left)

    def _refused(self, task: _Task, code: str, detail: str, *, lasting: bool) -> Issue:
        if task.kind == "page":
            self._journal.refuse(task.url, code, detail, lasting=lasting)
            self._done(task, failed=not lasting)
        return articles.issue(code, task.url[:500], detail)

    def _done(self, task: _Task, *, failed: bool = False) -> None:
        feed = self._feeds[task.feed]
        feed.open -= 1
        feed.failed |= failed
        self._settle_feed(task.feed)

    def _settle_feed(self, url: str) -> None:
        feed = self._feeds[url]
        if not feed.open and not feed.failed:
            self._journal.settle_feed(url, feed.validators)

    def _add(self, task: _Task) -> None:
        key = articles.canonical_url(task.url)
        if key in self._asked:
            return
        self._asked.add(key)
        if task.kind == "page":
            self._feeds[task.feed].open += 1
        self._hosts.setdefault(_host(task.url), _Host()).tasks.append(task)

    def _again(self, host: _Host, task: _Task, wait: float) -> None:
        host.free_at = max(host.free_at, self._clock.monotonic() + wait)
        host.tasks.append(replace(task, attempt=task.attempt + 1))

    def _pause(self, host: _Host, seconds: float) -> None:
        asked_for = host.rules.pause if host.rules else 0.0
        pause = max(seconds, min(asked_for, robots.LONGEST_PAUSE))
        host.free_at = self._clock.monotonic() + pause

    def _permit(self, url: str) -> None:
        host = self._hosts.setdefault(_host(url), _Host())
        if host.rules is None:
            host.rules = robots.ask(self._client, url)
        if not host.rules.permits(url):
            raise RefusedError("robots", "the site's robots.txt does not want it fetched")

    def _conditions(self, task: _Task) -> dict[str, str]:
        return self._journal.validators.get(task.url, {}) if task.kind == "feed" else {}


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc.lower()}"
    except ValueError:
        return ""


def _wait_asked_for(answer: Answer) -> float | None:
    """Seconds that Retry-After asks for; a date counts from the server's own clock."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        until, sent = map(parsedate_to_datetime, (asked, answer.headers.get("date", "")))
        return max(0.0, (until - sent).total_seconds())
    except (ValueError, TypeError):
        return None
