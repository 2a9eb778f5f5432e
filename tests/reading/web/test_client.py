from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

import pytest

from pipelines.reading.web.client import Bounds, Client
from pipelines.reading.web.guard import Reach, RefusedError, is_public
from tests.reading.web.server import Behaviour, Server, Visit, serving

LOOPBACK = ip_network("127.0.0.1/32")
PATIENT = Bounds(body_bytes=100_000)
HASTY = Bounds(seconds=2.0, silence_seconds=0.5, body_bytes=100_000)
"""For those who keep one waiting; a busy machine must not make a good answer slow."""
BOMB = gzip.compress(b"\0" * 20_000_000)
PAGE = b"<html><body>a page</body></html>"


def client(bounds: Bounds = PATIENT, **reach: object) -> Client:
    known = {"allowed": (LOOPBACK,), **reach}
    return Client("tester/1 (+test)", time.monotonic, bounds, Reach(**known))  # type: ignore[arg-type]


def drip(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    while True:
        visit.send(b"x")
        time.sleep(0.1)


def drip_headers(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        visit.send(b"X-A: b\r\n")
        time.sleep(0.1)


def endless(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        visit.send(b"x" * 10_000)


def endless_headers(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        visit.send(b"X-Long: " + b"x" * 10_000)


def endless_hints(visit: Visit) -> None:
    while True:
        visit.send(b"HTTP/1.1 103 Early Hints\r\n\r\n")


def silent(visit: Visit) -> None:
    time.sleep(5)


def bomb(visit: Visit) -> None:
    visit.answer(BOMB, Content_Encoding="gzip")


def redirect(target: str) -> Behaviour:
    return lambda visit: visit.answer(b"", status="302 Found", Location=target)


def raw(data: bytes) -> Behaviour:
    return lambda visit: visit.send(data)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MISBEHAVIOUR: dict[str, tuple[Behaviour, str]] = {
    "/drip": (drip, "too_slow"),
    "/drip-headers": (drip_headers, "too_slow"),
    "/silent": (silent, "too_slow"),
    "/endless": (endless, "too_large"),
    "/endless-headers": (endless_headers, "no_answer"),
    "/endless-hints": (endless_hints, "too_slow"),
    "/long": (lambda visit: visit.answer(b"x" * 100_001), "too_large"),
    "/bomb": (bomb, "too_large"),
    "/not-gzip": (lambda visit: visit.answer(b"plain", Content_Encoding="gzip"), "broken_body"),
    "/half-gzip": (
        lambda visit: visit.answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"),
        "broken_body",
    ),
    "/coding": (lambda visit: visit.answer(PAGE, Content_Encoding="br"), "unknown_coding"),
    "/short": (raw(OK + b"Content-Length: 500\r\n\r\nonly this"), "no_answer"),
    "/bad-length": (raw(OK + b"Content-Length: many\r\n\r\nx"), "no_answer"),
    "/two-lengths": (raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "no_answer"),
    "/bad-chunks": (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nx"), "no_answer"),
    "/cut-chunks": (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"), "no_answer"),
    "/no-http": (raw(b"SSH-2.0-OpenSSH\r\n"), "no_answer"),
    "/hang-up": (raw(b""), "no_answer"),
    "/loop": (redirect("/loop"), "too_many_redirects"),
    "/to-file": (redirect("file:///etc/passwd"), "bad_address"),
    "/to-login": (redirect("http://user:pass@example.org/"), "bad_address"),
    "/to-nowhere": (redirect("http://[::1"), "bad_address"),
    "/to-metadata": (redirect("http://169.254.169.254/latest/"), "private_address"),
    "/to-private": (redirect("http://10.0.0.1/"), "private_address"),
    "/to-loopback": (redirect("http://127.0.0.2/"), "private_address"),
    "/to-mapped": (redirect("http://[::ffff:10.0.0.1]/"), "private_address"),
    "/to-decimal": (redirect("http://2130706434/"), "private_address"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving({path: behaviour for path, (behaviour, _) in MISBEHAVIOUR.items()}) as running:
        yield running


@pytest.mark.parametrize("path", MISBEHAVIOUR)
def test_each_misbehaviour_is_refused_in_bounded_time(server: Server, path: str) -> None:
    code = MISBEHAVIOUR[path][1]
    started = time.monotonic()
    with pytest.raises(RefusedError) as refused:
        client(HASTY if code == "too_slow" else PATIENT).get(server.url(path))
    assert refused.value.code == code
    assert time.monotonic() - started < 10


def test_a_good_answer_comes_with_its_final_address_and_unpacked() -> None:
    routes: dict[str, Behaviour] = {
        "/old": redirect("/new?a=%C3%A9#part"),
        "/new?a=%C3%A9": lambda visit: visit.answer(gzip.compress(PAGE), Content_Encoding="gzip"),
    }
    with serving(routes) as server:
        answer = client().get(server.url("/old"))
    assert (answer.url, answer.data) == (server.url("/new?a=%C3%A9"), PAGE)
    assert (answer.status, answer.content_type) == (200, "text/html")
    assert server.seen[0].headers["user-agent"] == "tester/1 (+test)"


def test_an_address_in_any_script_is_asked_for_in_ascii() -> None:
    with serving({"/%EB%B6%81%ED%95%9C%20x": lambda visit: visit.answer(PAGE)}) as server:
        assert client().get(server.url("/북한 x")).status == 200


def test_the_loopback_is_refused_unless_told() -> None:
    with serving({"/": lambda visit: visit.answer(PAGE)}) as server:
        with pytest.raises(RefusedError, match="port"):
            client(allowed=()).get(server.url("/"))
        with pytest.raises(RefusedError) as refused:
            client(allowed=()).get("http://127.0.0.1/")
    assert refused.value.code == "private_address"
    assert server.log == []


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_visited() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rebinding = client(resolve=lambda host, port: next(answers))
    with serving({"/": lambda visit: visit.answer(PAGE)}) as server:
        url = f"http://rebind.example:{server.port}/"
        assert rebinding.get(url).data == PAGE
        with pytest.raises(RefusedError) as refused:
            rebinding.get(url)
    assert refused.value.code == "private_address"


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    mixed = client(resolve=lambda host, port: ["93.184.216.34", "192.168.0.1"])
    with pytest.raises(RefusedError) as refused:
        mixed.get("http://mixed.example/")
    assert refused.value.code == "private_address"


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::",
]  # fmt: skip


def test_what_is_public() -> None:
    assert [text for text in PRIVATE if is_public(ip_address(text))] == []
    public = ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"]
    assert [text for text in public if not is_public(ip_address(text))] == []


def test_certificates_are_checked() -> None:
    trustme = pytest.importorskip("trustme", reason="makes the certificates of this test")
    ours, strangers = trustme.CA(), trustme.CA()
    routes: dict[str, Behaviour] = {"/": lambda visit: visit.answer(PAGE)}
    trusting = ssl.create_default_context()
    ours.configure_trust(trusting)
    for authority, name, good in (
        (ours, "127.0.0.1", True),
        (ours, "elsewhere.example", False),
        (strangers, "127.0.0.1", False),
    ):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        with serving(routes, tls=context) as server:
            if good:
                assert client(ssl_context=trusting).get(server.url("/")).data == PAGE
                continue
            with pytest.raises(RefusedError) as refused:
                client(ssl_context=trusting).get(server.url("/"))
            assert refused.value.code == "no_answer"
