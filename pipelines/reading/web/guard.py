"""Connections that go only where they may, and only for as long as they may.

Every name is resolved here and the connection goes to the very address that was checked, so that
neither a redirect nor a second DNS answer leads into a private network.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

import httpcore

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

_NAT64 = ip_network("64:ff9b::/96")


class RefusedError(Exception):
    """A request that is not made, or an answer that is not taken. `code` is that of its issue;
    a `lasting` one is not tried again by a later run."""

    def __init__(self, code: str, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.code, self.lasting = code, lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where connections may go: `allowed` names private networks that may be visited all the same;
    `ssl_context` and `resolve` replace the usual certificates and DNS."""

    allowed: tuple[Network, ...] = ()
    ssl_context: ssl.SSLContext | None = None
    resolve: Resolve | None = None


class Deadline:
    """The moment by which the request under way must be over, on a monotonic clock in seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._ends = monotonic()

    def start(self, seconds: float) -> None:
        """Give the next request so many seconds."""
        self._ends = self._monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that are left, at most `most`. Raises RefusedError when there are none."""
        left = self._ends - self._monotonic()
        if left <= 0:
            raise RefusedError("too_slow", "the answer took too long")
        return left if most is None else min(left, most)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses and to those that the reach allows."""

    def __init__(self, deadline: Deadline, reach: Reach) -> None:
        self._deadline, self._allowed = deadline, reach.allowed
        self._resolve = reach.resolve or _resolve
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _GuardedStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise RefusedError("private_address", "a local socket", lasting=True)

    def sleep(self, seconds: float) -> None:
        """Wait, but not beyond the deadline."""
        self._inner.sleep(self._deadline.left(seconds))

    def _checked(self, host: str, port: int) -> list[Address]:
        try:
            texts = self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        addresses = [ip_address(text.partition("%")[0]) for text in dict.fromkeys(texts)]
        for address in addresses:
            if not is_public(address) and not any(address in network for network in self._allowed):
                reason = f"{host} leads to {address}, which is not a public address"
                raise RefusedError("private_address", reason, lasting=True)
        return addresses


class _GuardedStream(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _GuardedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def is_public(address: Address) -> bool:
    """Whether an address, and any that it wraps for an older network, is anyone's to visit."""
    if isinstance(address, IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if not all(is_public(inner) for inner in wrapped if inner is not None):
            return False
    return address.is_global and not address.is_multicast


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(item[4][0]) for item in found]
