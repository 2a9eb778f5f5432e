"""One GET with bounds on time, size, redirects and what it may unpack to."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore

from pipelines.reading.web.guard import Deadline, GuardedBackend, Reach, RefusedError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits of one request. `seconds` covers it from the connection to the last byte, a redirect
    being a request of its own; `body_bytes` holds for what a body unpacks to."""

    seconds: float = 60
    silence_seconds: float = 20
    body_bytes: int = 5_000_000
    redirects: int = 5
    url_chars: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: `url` after redirects, header names in lower case, body unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Client:
    """Makes requests one after the other. `agent` says who asks and how to reach them."""

    def __init__(
        self,
        agent: str,
        monotonic: Callable[[], float],
        bounds: Bounds | None = None,
        reach: Reach | None = None,
    ) -> None:
        reach = reach or Reach()
        self.agent = agent
        self.bounds = bounds or Bounds()
        self._deadline = Deadline(monotonic)
        self._any_port = bool(reach.allowed)
        self._pool = httpcore.ConnectionPool(
            ssl_context=reach.ssl_context,
            max_connections=4,
            keepalive_expiry=30,
            network_backend=GuardedBackend(self._deadline, reach),
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        permit: Callable[[str], None] | None = None,
    ) -> Answer:
        """The answer at the end of the redirects; `permit` raises for an address not to be asked.

        Raises RefusedError for everything that is no answer.
        """
        for _ in range(self.bounds.redirects + 1):
            url = self._checked(url)
            if permit is not None:
                permit(url)
            self._deadline.start(self.bounds.seconds)
            answer = self._get_once(url, headers or {})
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return answer
            url = _joined(url, location)
        reason = f"more than {self.bounds.redirects} redirects"
        raise RefusedError("too_many_redirects", reason, lasting=True)

    def _get_once(self, url: str, headers: Mapping[str, str]) -> Answer:
        silence = self.bounds.silence_seconds
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), silence)
        sent = {"User-Agent": self.agent, "Accept-Encoding": "gzip", **headers}
        try:
            with self._pool.stream(
                "GET", url, headers=list(sent.items()), extensions={"timeout": timeouts}
            ) as response:
                received = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
                chunks = () if response.status in REDIRECTS else response.iter_stream()
                data = self._body(chunks, received.get("content-encoding", ""))
                return Answer(url=url, status=response.status, headers=received, data=data)
        except (httpcore.TimeoutException, TimeoutError) as error:
            raise RefusedError("too_slow", "the other side fell silent") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise RefusedError("no_answer", f"{type(error).__name__}: {error}") from error

    def _body(self, chunks: Iterable[bytes], coding: str) -> bytes:
        most = self.bounds.body_bytes
        data = bytearray()
        for chunk in _unpacked(chunks, coding.strip().lower(), most):
            data += chunk
            if len(data) > most:
                raise RefusedError("too_large", f"more than {most:,} bytes", lasting=True)
        return bytes(data)

    def _checked(self, url: str) -> str:
        """The address in ASCII. Raises RefusedError where it is none of the web's."""
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme)
        except ValueError as error:
            raise RefusedError("bad_address", f"{url[:200]!r}: {error}", lasting=True) from error
        if parts.scheme not in _PORTS or not parts.hostname or len(url) > self.bounds.url_chars:
            raise RefusedError("bad_address", f"{url[:200]!r} is no web address", lasting=True)
        if parts.username is not None or parts.password is not None:
            raise RefusedError("bad_address", "the address carries a login", lasting=True)
        if port not in _PORTS.values() and not self._any_port:
            raise RefusedError("bad_address", f"port {port} is not the web's", lasting=True)
        return _ascii(parts)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        reason = f"redirects to {location[:200]!r}"
        raise RefusedError("bad_address", reason, lasting=True) from error


def _ascii(parts: SplitResult) -> str:
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise RefusedError("bad_address", f"no such host name: {error}", lasting=True) from error
    host = f"[{host}]" if ":" in host else host
    host = host if parts.port is None else f"{host}:{parts.port}"
    path, query = quote(parts.path, _SAFE), quote(parts.query, _SAFE + "?")
    return urlunsplit((parts.scheme, host, path or "/", query, ""))


def _unpacked(chunks: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """The body without its content coding, never more than `most` bytes of it at once."""
    if coding in ("", "identity"):
        yield from chunks
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError("unknown_coding", f"content coding {coding[:40]!r}", lasting=True)
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, most + 1)
            if unpacker.unconsumed_tail:
                raise RefusedError("too_large", f"unpacks to over {most:,} bytes", lasting=True)
        yield unpacker.flush()
    except zlib.error as error:
        raise RefusedError("broken_body", f"cannot be unpacked: {error}") from error
    if not unpacker.eof:
        raise RefusedError("broken_body", "the compressed body ends too early")
