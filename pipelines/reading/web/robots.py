"""robots.txt (RFC 9309): what may be fetched, and how often."""

from __future__ import annotations

from typing import Any, Protocol
from urllib.parse import urlsplit

from protego import Protego

from pipelines.reading.web.client import Answer, Client
from pipelines.reading.web.guard import RefusedError

LONGEST_PAUSE = 60.0
"""Seconds; a longer crawl delay is answered by refusing the host, as one page would take hours."""
_MOST_CHARS = 500_000
_UNAVAILABLE = 500


class Rules(Protocol):
    """The rules of one host."""

    def permits(self, url: str) -> bool:
        """Whether the address may be fetched."""

    @property
    def pause(self) -> float:
        """Seconds to leave between two requests."""


class _Fixed:
    def __init__(self, *, open_to_all: bool) -> None:
        self._open, self.pause = open_to_all, 0.0

    def permits(self, _: str) -> bool:
        return self._open


class _Parsed:
    def __init__(self, parsed: Any, agent: str) -> None:
        self._parsed, self._agent = parsed, agent
        self.pause = float(parsed.crawl_delay(agent) or 0)

    def permits(self, url: str) -> bool:
        return self.pause <= LONGEST_PAUSE and bool(self._parsed.can_fetch(url, self._agent))


def ask(client: Client, url: str) -> Rules:
    """The rules of the host of `url`: no file means open, an unreachable one means closed."""
    parts = urlsplit(url)
    try:
        answer = client.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    except RefusedError as error:
        return _Fixed(open_to_all=error.code in ("too_many_redirects", "bad_address"))
    return _rules(answer, client.agent.partition("/")[0])


def _rules(answer: Answer, agent: str) -> Rules:
    if answer.status >= _UNAVAILABLE:
        return _Fixed(open_to_all=False)
    if answer.status != 200:
        return _Fixed(open_to_all=True)
    text = answer.data.decode("utf-8", "replace")[:_MOST_CHARS]
    return _Parsed(Protego.parse(text), agent)
