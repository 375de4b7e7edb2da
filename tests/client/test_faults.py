"""Everything that can stand between a call and its answer, in words; and that nothing is sent twice."""

import asyncio
import os
import shutil
import socket
import ssl
import subprocess
import traceback
from pathlib import Path

import httpx
import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import AnswerLost, Arriving, ClientError, NotSent, Session, TimedOut, Timeouts
from ovh_explorer.client.transport import Watch, in_words
from ovh_explorer.config import Credentials, Endpoint, find_endpoint

from .server import RawServer, Received, answer, replies, serving, until

AK, AS, CK = "TDPKJdwZwAQPwKX2", "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk", "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY"
KEYS = Credentials(AK, AS, CK)
POST = Call.make("v1", "POST", "/x", body=b"{}")
GET = Call.make("v1", "GET", "/x")
BRIEF = Timeouts(connect=0.3, read=0.3, write=0.3, pool=0.3)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("SSL_CERT"):
            monkeypatch.delenv(name)


async def refusal(root: str, call: Call = POST, keys: Credentials | None = None) -> ClientError:
    async with Session(find_endpoint(root), keys, timeouts=BRIEF) as client:
        with pytest.raises(ClientError) as failure:
            await client.send(call)
    # As a crash screen would show it, with every frame's variables.
    shown = "".join(traceback.TracebackException.from_exception(failure.value, capture_locals=True).format())
    for secret in (AS, CK):
        assert secret not in shown
    return failure.value


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert isinstance(port, int)
        return port


async def test_refused() -> None:
    error = await refusal(f"http://127.0.0.1:{free_port()}", keys=KEYS)
    assert isinstance(error, NotSent)
    assert not error.maybe_sent
    assert "refuses the connection" in str(error)


async def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    error = await refusal("http://nowhere.invalid")
    assert isinstance(error, NotSent)
    assert "There is no host nowhere.invalid" in str(error)


@pytest.mark.parametrize(("call", "words"), [(GET, "can be tried again"), (POST, "may have been carried out")])
@pytest.mark.parametrize(
    "reply",
    [
        None,
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        answer(b"no gzip", "200 OK", "Content-Encoding: gzip"),
    ],
)
async def test_the_answer_is_lost(reply: bytes | None, call: Call, words: str) -> None:
    async def handler(received: Received, server: RawServer) -> None:
        received.writer.write(reply or b"")
        await received.writer.drain()

    async with serving(handler) as server:
        error = await refusal(server.root, call, KEYS)
        assert isinstance(error, AnswerLost)
        assert error.maybe_sent
        assert words in str(error)
        assert len(server.requests) == 1


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1"])
async def test_reset(start: bytes) -> None:
    async def handler(received: Received, server: RawServer) -> bytes:
        received.writer.write(start)
        await received.writer.drain()
        raw = received.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        received.writer.transport.abort()
        return b""

    async with serving(handler) as server:
        error = await refusal(server.root)
        assert isinstance(error, AnswerLost)
        assert error.maybe_sent
        assert len(server.requests) == 1


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1"])
async def test_a_slow_answer(start: bytes) -> None:
    async with serving(replies(start)) as server:
        error = await refusal(server.root)
        assert isinstance(error, TimedOut)
        assert error.maybe_sent
        assert "nothing came for 0.3 s" in str(error)


async def test_a_slow_clock_sends_nothing() -> None:
    async with serving(clock=lambda: b"") as server:
        error = await refusal(server.root, keys=KEYS)
        assert not error.maybe_sent
        assert "clock" in str(error)
        assert server.requests == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "GET"])
async def test_a_connection_closed_while_it_was_kept_is_replaced_without_sending_twice(method: str) -> None:
    call = Call.make("v1", method, "/x")

    async def handler(received: Received, server: RawServer) -> bytes | None:
        if received.connection == 1:
            received.writer.write(answer())
            return None
        return answer()

    async with serving(handler) as server, Session(find_endpoint(server.root), None) as client:
        assert (await client.send(call)).ok
        await until(lambda: server.ended == [1])
        await asyncio.sleep(0.05)  # the end of the stream has to cross the loopback
        assert (await client.send(call)).ok
        assert [received.connection for received in server.requests] == [1, 2]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "GET"])
async def test_a_kept_connection_that_dies_at_the_request_does_not_send_it_again(method: str) -> None:
    call = Call.make("v1", method, "/x")
    async with (
        serving(replies(answer(), None, answer())) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(call)).ok
        with pytest.raises(AnswerLost) as failure:
            await client.send(call)
        assert failure.value.maybe_sent
        assert [received.connection for received in server.requests] == [1, 1]
        assert (await client.send(call)).ok
        assert len(server.requests) == 3


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1"])
async def test_cancelling_closes_the_connection(start: bytes) -> None:
    async with serving(replies(start, answer())) as server, Session(find_endpoint(server.root), None) as client:
        sending = asyncio.create_task(client.send(POST))
        await until(lambda: len(server.requests) == 1)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await until(lambda: server.ended == [1])
        assert (await client.send(GET)).ok
        assert len(server.requests) == 2


async def test_cancelling_all_waiters_ends_the_clock_request() -> None:
    async with serving(clock=lambda: b"") as server, Session(find_endpoint(server.root), KEYS) as client:
        sending = asyncio.create_task(client.send(POST))
        await until(lambda: len(server.clocks) == 1)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await until(lambda: server.ended == [1])
        assert server.requests == []


async def test_a_progress_that_fails_closes_too() -> None:
    def fail(arriving: Arriving) -> None:
        raise LookupError("mine")

    async with serving(replies(answer("[1]"))) as server, Session(find_endpoint(server.root), None) as client:
        with pytest.raises(LookupError):
            await client.send(GET, progress=fail)
        assert (await client.send(GET)).ok


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=sandbox",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return folder / "cert.pem", context


async def test_self_signed(certificate: tuple[Path, ssl.SSLContext]) -> None:
    async with serving(tls=certificate[1]) as server:
        error = await refusal(server.root, keys=KEYS)
        assert isinstance(error, NotSent)
        assert "self-signed" in str(error)
        assert "SSL_CERT_FILE" in str(error)
        assert server.requests == []


async def test_another_name(certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    async with serving(tls=certificate[1]) as server:
        assert "for another host" in str(await refusal(server.root.replace("127.0.0.1", "localhost")))


async def test_ssl_cert_file_is_trusted(
    certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    async with serving(tls=certificate[1]) as server, Session(find_endpoint(server.root), KEYS) as client:
        assert (await client.send(POST)).ok


async def test_no_tls_there() -> None:
    async def chat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(chat, "127.0.0.1", 0) as running:
        error = await refusal(f"https://127.0.0.1:{running.sockets[0].getsockname()[1]}")
    assert isinstance(error, NotSent)
    assert "TLS" in str(error)


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_certificates_that_cannot_be_read(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    error = await refusal("https://127.0.0.1:9")
    assert isinstance(error, NotSent)
    assert "SSL_CERT_FILE" in str(error)


REMOTE = Endpoint("http://api.invalid", "http://api.invalid")
TUNNELLED = Endpoint("https://api.invalid", "https://api.invalid")


async def through_proxy(endpoint: Endpoint) -> ClientError:
    async with Session(endpoint, None, timeouts=BRIEF) as client:
        with pytest.raises(ClientError) as failure:
            await client.send(POST)
    assert "hunter2" not in "".join(traceback.format_exception(failure.value))
    return failure.value


async def test_a_proxy_that_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(replies(answer("", "407 Proxy Authentication Required"))) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.root.replace("//", "//me:hunter2@"))
        error = await through_proxy(TUNNELLED)
        assert isinstance(error, NotSent)
        assert "407 Proxy Authentication Required" in str(error)
        assert server.requests[0].line == b"CONNECT api.invalid:443 HTTP/1.1"
        assert "x-ovh-application" not in server.requests[0].headers


@pytest.mark.parametrize("reply", [b"", None])
async def test_a_proxy_that_says_nothing(reply: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(replies(reply)) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.root)
        error = await through_proxy(TUNNELLED)
        assert not error.maybe_sent
        assert "the proxy 127.0.0.1" in str(error)
        assert isinstance(error, TimedOut if reply == b"" else NotSent)


async def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("ALL_PROXY", f"http://me:hunter2@127.0.0.1:{port}")
    error = await through_proxy(REMOTE)
    assert str(error).startswith(f"The proxy 127.0.0.1:{port} (of the environment) refuses the connection")


@pytest.mark.parametrize("proxy", ["ftp://me:hunter2@x:1", "http://me:hunter2@x:port", "socks5://me:hunter2@x:1"])
async def test_a_proxy_that_cannot_be_used(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    assert isinstance(await through_proxy(REMOTE), NotSent)


async def test_a_plain_proxy_carries_the_signed_url(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as server:
        monkeypatch.setenv("HTTP_PROXY", server.root)
        async with Session(REMOTE, KEYS) as client:
            assert (await client.send(Call.make("v1", "GET", "/ip/{ip}", path_values={"ip": "192.0.2.0/24"}))).ok
        assert server.requests[0].line == b"GET http://api.invalid/1.0/ip/192.0.2.0%2F24 HTTP/1.1"
        assert server.requests[0].headers["host"] == "api.invalid"


async def test_this_machine_is_spoken_to_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with serving() as server, Session(find_endpoint(server.root), None) as client:
        assert (await client.send(GET)).ok


def test_every_error_of_httpx_has_words() -> None:
    kinds = [getattr(httpx, name) for name in httpx.__all__]
    errors = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, httpx.TransportError)]
    assert len(errors) > 12
    for kind in errors:
        error = in_words(
            kind(f"X-Ovh-Consumer: {CK}"), "POST", "h", Watch("h"), {"connect": 1, "read": 2, "write": 3, "pool": 4}
        )
        if kind is not httpx.ProxyError:  # the proxy's own status line, which has none of ours
            assert CK not in str(error)
        assert error.maybe_sent is ("may have been carried out" in str(error))
        assert error.maybe_sent is not ("Nothing was sent" in str(error))


@pytest.mark.parametrize(
    ("code", "word"), [(10, "expired"), (9, "not valid yet"), (18, "self-signed"), (20, "authority"), (999, "verified")]
)
def test_certificates_in_words(code: int, word: str) -> None:
    cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
    cause.verify_code = code
    error = httpx.ConnectError("x")
    error.__cause__ = cause
    assert word in str(in_words(error, "GET", "h", Watch("h"), {}))


@pytest.mark.parametrize(
    ("cause", "word"),
    [
        (OSError(101, "x"), "no network"),
        (OSError(104, "x"), "broke off"),
        (OSError(24, "x"), "too many files"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "can't be looked up now"),
        (ExceptionGroup("x", [OSError(111, "x"), OSError(101, "x")]), "refuses"),
        (OSError("?"), "Is there a network"),
    ],
)
def test_networks_in_words(cause: BaseException, word: str) -> None:
    error = httpx.ConnectError("x")
    error.__cause__ = cause
    assert word in str(in_words(error, "GET", "h", Watch("h"), {}))
