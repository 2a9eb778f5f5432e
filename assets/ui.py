"""`make ui`: web server and daemon on one home, stopped together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from types import FrameType

from assets import home
from assets.settings import Settings

HOST = "127.0.0.1"
DEFINITIONS = "assets.definitions"
START_SECONDS = 300
STOP_SECONDS = 20
SHORTEST_LIFE_SECONDS = 20


class _Stopped(Exception):
    """Somebody asked for the end."""


def main() -> int:
    """Run until Ctrl-C, SIGTERM, or the death of one of the two; the exit code says which."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    settings = Settings.read()
    address = f"http://{HOST}:{settings.port}"
    try:
        folder = home.prepare(settings)
        with home.held(folder, address) as lock, ExitStack() as children:
            _refuse_taken_port(int(settings.port))
            _serve(children, settings, address, lock)
    except home.HomeError as error:
        print(error, file=sys.stderr)
        return 2
    except _Stopped:
        print("stopped", file=sys.stderr)
        return 0
    return 1


def _serve(children: ExitStack, settings: Settings, address: str, lock: int) -> None:
    """Keep both running; one that dies is started again, unless it died at once."""
    log = settings.home_folder / "ui.log"
    print(f"starting; messages of web server and daemon go to {log}", file=sys.stderr)
    output = children.enter_context(log.open("a", encoding="utf-8"))
    commands = (
        ("dagster_webserver", "-h", HOST, "-p", settings.port, "-m", DEFINITIONS),
        ("dagster._daemon", "run", "-m", DEFINITIONS),
    )
    running = [_Child(command, output.fileno(), lock) for command in commands]
    for child in running:
        children.callback(child.end)
    web, daemon = running
    web.start()  # alone at first: two processes must not lay out one new database at once
    if not _answers(address, web):
        print(f"the web server did not start; see {log}", file=sys.stderr)
        return
    daemon.start()
    print(f"Dagster is at {address}; schedule and sensors are on; Ctrl-C stops", flush=True)
    while all(child.alive() or child.start_again() for child in running):
        time.sleep(0.5)
    print(f"web server or daemon ended by itself; see {log}", file=sys.stderr)


class _Child:
    """One of the two processes, in a session of its own: Ctrl-C reaches it through us, and once.

    It inherits the lock of the home, so that a home is free only when nothing works on it.
    """

    def __init__(self, module: Sequence[str], output: int, lock: int) -> None:
        self._command = [sys.executable, "-m", *module]
        self._output, self._lock = output, lock
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=(self._lock,),
        )

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start_again(self) -> bool:
        """Start it anew, unless it lived so briefly that it would only die again."""
        if time.monotonic() - self._started < SHORTEST_LIFE_SECONDS:
            return False
        print(f"{self._command[2]} died and is started again", file=sys.stderr)
        self.start()
        return True

    def end(self) -> None:
        """Ask it to finish, whereupon it stops its own children; kill it when it does not."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _answers(address: str, web: _Child) -> bool:
    """Wait until the web server answers; False where it died or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and web.alive():
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    return False


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise home.HomeError(
                f"port {port} of {HOST} is taken; set LAUNCH_TIMELINE_PORT to another"
            ) from error


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise _Stopped


if __name__ == "__main__":
    sys.exit(main())
