"""A local server that can misbehave in every way a test asks for."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Behaviour = Callable[["Visit"], None]


@dataclass
class Visit:
    """One request as it came in, and the raw connection to answer on."""

    path: str
    headers: dict[str, str]
    connection: socket.socket
    number: int

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def answer(
        self, body: bytes, *, status: str = "200 OK", kind: str = "text/html", **headers: str
    ) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)


@dataclass
class Server:
    """Serves `routes`; `log` has the path of each request in order."""

    routes: dict[str, Behaviour] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    seen: list[Visit] = field(default_factory=list)
    port: int = 0
    scheme: str = "http"
    stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection:
            head = b""
            while b"\r\n\r\n" not in head:
                chunk = connection.recv(4096)
                if not chunk:
                    return
                head += chunk
            first, *lines = head.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
            self.log.append(path)
            before = sum(visit.path == path for visit in self.seen)
            visit = Visit(path, headers, connection, before + 1)
            self.seen.append(visit)
            self.routes.get(path, _not_found)(visit)


def _not_found(visit: Visit) -> None:
    visit.answer(b"nothing here", status="404 Not Found")


@contextlib.contextmanager
def serving(routes: dict[str, Behaviour], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server on a free port of the loopback address until the block ends."""
    server = Server(routes, scheme="https" if tls else "http")
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]

    def accept() -> None:
        while not server.stopping.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=shake_hands, args=(connection,), daemon=True).start()

    def shake_hands(connection: socket.socket) -> None:
        try:
            server._serve(tls.wrap_socket(connection, server_side=True) if tls else connection)
        except OSError:
            connection.close()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        server.stopping.set()
        listener.close()
