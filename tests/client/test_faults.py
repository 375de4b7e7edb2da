"""What can stand between a call and the API, in words, and that the call was then not sent."""

import asyncio
import errno
import socket
import ssl
from pathlib import Path

import httpx
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.client import Session, TimedOut, Timeouts
from ovh_explorer.client.error_messages import RequestTrace, in_words
from ovh_explorer.config import find_endpoint
from tests.faults import fault, faults

from . import certificates
from .server import answer, replies, serving, until
from .shown import BRIEF, CK, GET, KEYS, POST, free_port, refusal, shown


@fault(
    "The network",
    "nothing listens at the endpoint",
    "127.0.0.1 refused the connection: nothing listens there. Nothing was sent.",
)
async def test_refused() -> str:
    return str(await refusal(f"http://127.0.0.1:{free_port()}"))


@faults(
    "The network",
    {
        "the endpoint's name doesn't exist": (
            "api.invalid cannot be found. Check the name and your network connection. Nothing was sent.",
            socket.EAI_NONAME,
        ),
        "names can't be looked up now": (
            "The name of api.invalid cannot be looked up now. Check your network connection. Nothing was sent.",
            socket.EAI_AGAIN,
        ),
    },
)
async def test_names(case: int, monkeypatch: pytest.MonkeyPatch) -> str:
    async def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(case, "words that differ from system to system")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fail)
    return str(await refusal("http://api.invalid"))


@faults(
    "The network",
    {
        "there is no network": (
            "There is no route to 192.0.2.1. Check your network connection. Nothing was sent.",
            errno.ENETUNREACH,
        ),
        "the endpoint's network can't be reached": (
            "There is no route to 192.0.2.1. Check your network connection. Nothing was sent.",
            errno.EHOSTUNREACH,
        ),
        "the connection is broken off while it is made": (
            "192.0.2.1 broke off the connection while it was being made. Nothing was sent.",
            errno.ECONNRESET,
        ),
        "too many files are open": (
            "This computer has too many files open to make a connection. Nothing was sent.",
            errno.EMFILE,
        ),
    },
)
async def test_no_way(case: int, monkeypatch: pytest.MonkeyPatch) -> str:
    async def fail(*_: object, **__: object) -> None:
        raise OSError(case, "words that differ from system to system")

    # No socket of this machine's own can be made to answer so everywhere.
    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", fail)
    return str(await refusal("http://192.0.2.1"))


@fault(
    "The network",
    "the endpoint is an IPv6 address where nothing listens",
    "::1 refused the connection: nothing listens there. Nothing was sent.",
)
async def test_ipv6() -> str:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
            port = probe.getsockname()[1]
    except OSError:
        pytest.skip("this machine has no IPv6")
    return str(await refusal(f"http://[::1]:{port}"))


async def test_an_ipv6_endpoint_is_called_by_its_address() -> None:
    server: list[bytes] = []

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer())
        writer.close()

    try:
        running = await asyncio.start_server(one, "::1", 0)
    except OSError:
        pytest.skip("this machine has no IPv6")
    async with running:
        port = running.sockets[0].getsockname()[1]
        async with Session(find_endpoint(f"http://[::1]:{port}"), None) as client:
            assert (await client.send(GET)).ok
    assert f"\r\nHost: [::1]:{port}\r\n".encode() in server[0]


@fault(
    "The network",
    "the endpoint's name begins with xn-- and is none",
    "The host or a header holds a character that HTTP can't carry. Nothing was sent.",
)
async def test_a_name_that_is_none() -> str:
    return str(await refusal("http://xn--zz.invalid"))


@fault(
    "The network",
    "TLS isn't answered",
    "No connection to 127.0.0.1 within 0.3 s. Check the network, or whether a proxy is needed. Nothing was sent.",
)
async def test_connecting_takes_too_long() -> str:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = await refusal(f"https://127.0.0.1:{silent.getsockname()[1]}", BRIEF)
    assert isinstance(error, TimedOut)
    return str(error)


@fault(
    "The network",
    "the request isn't taken",
    "The request could not be sent whole to 127.0.0.1: it took nothing for 0.5 s. The request may have been executed. Check before you send it again.",
)
async def test_sending_takes_too_long() -> str:
    with socket.socket() as silent:
        silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        large = Call.make("v1", "POST", "/x", body=canonical_json("x" * 20_000_000))
        return await shown(f"http://127.0.0.1:{silent.getsockname()[1]}", large, timeout=0.5)


@fault(
    "The network",
    "more requests are under way than there are connections",
    "Too many requests are under way: none of their connections was free within 0.3 s. Nothing was sent: try again when some have ended.",
)
async def test_no_connection_is_free() -> str:
    patient = Timeouts(connect=5, read=5, write=5, pool=0.3)
    async with (
        serving(replies(b"")) as server,
        Session(find_endpoint(server.root), None, timeouts=patient) as client,
    ):
        waiting = [asyncio.create_task(client.send(POST)) for _ in range(16)]
        await until(lambda: len(server.requests) == 16)
        with pytest.raises(TimedOut) as failure:
            await client.send(POST)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert len(server.requests) == 16
    assert not failure.value.maybe_sent
    return str(failure.value)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return certificates.make(tmp_path_factory.mktemp("tls"))


@fault(
    "The network",
    "the certificate is self-signed",
    "The TLS connection to 127.0.0.1 isn't trusted: its certificate is self-signed. Where a proxy or a sandbox has an authority of its own, name it in SSL_CERT_FILE. Nothing was sent.",
)
async def test_self_signed(certificate: tuple[Path, ssl.SSLContext]) -> str:
    async with serving(tls=certificate[1]) as server:
        error = await refusal(server.root)
        assert server.requests == server.clocks == []
        return str(error)


@fault(
    "The network",
    "the certificate has expired",
    "The TLS connection to 127.0.0.1 isn't trusted: its certificate has expired (is this computer's clock right?).",
)
async def test_expired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    expired, context = certificates.make(tmp_path, days=-1)
    monkeypatch.setenv("SSL_CERT_FILE", str(expired))
    async with serving(tls=context) as server:
        return str(await refusal(server.root))


@fault(
    "The network",
    "the certificate is another host's",
    "The TLS connection to localhost isn't trusted: its certificate is for another host.",
)
async def test_another_name(
    certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    async with serving(tls=certificate[1]) as server:
        return str(await refusal(server.root.replace("127.0.0.1", "localhost")))


async def test_ssl_cert_file_is_trusted(
    certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    async with (
        serving(tls=certificate[1]) as server,
        Session(find_endpoint(server.root), KEYS) as client,
    ):
        assert (await client.send(POST)).ok


@fault(
    "The network",
    "what listens at the endpoint doesn't speak TLS",
    "No TLS connection to 127.0.0.1: it does not speak TLS correctly (is it an http:// address?). Nothing was sent.",
)
async def test_no_tls_there() -> str:
    async def chat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(chat, "127.0.0.1", 0) as running:
        return str(await refusal(f"https://127.0.0.1:{running.sockets[0].getsockname()[1]}"))


@faults(
    "The network",
    {
        "the connection is closed before TLS is there": (
            "127.0.0.1 closed the connection before TLS was agreed on. Nothing was sent.",
            False,
        ),
        "the connection is broken off before TLS is there": (
            "127.0.0.1 broke off the connection while it was being made. Nothing was sent.",
            True,
        ),
    },
)
async def test_tls_is_not_finished(case: bool) -> str:
    async def leave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        if case:
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            writer.transport.abort()
        writer.close()

    async with await asyncio.start_server(leave, "127.0.0.1", 0) as running:
        return str(await refusal(f"https://127.0.0.1:{running.sockets[0].getsockname()[1]}"))


@faults(
    "The network",
    {
        "SSL_CERT_FILE names no file": (
            "The certificates can't be read, those named by SSL_CERT_FILE: No such file or directory. Nothing was sent.",
            None,
        ),
        "SSL_CERT_FILE holds no certificate": (
            "The certificates can't be read, those named by SSL_CERT_FILE: … Nothing was sent.",
            "no certificate",
        ),
    },
)
async def test_certificates_that_cannot_be_read(
    case: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    if case is not None:
        (tmp_path / "ca.pem").write_text(case)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return str(await refusal("https://127.0.0.1:9"))


def test_every_error_of_httpx_has_words() -> None:
    kinds = [getattr(httpx, name) for name in httpx.__all__]
    errors = [
        kind for kind in kinds if isinstance(kind, type) and issubclass(kind, httpx.TransportError)
    ]
    assert len(errors) > 12
    for kind in errors:
        error = in_words(
            kind(f"X-Ovh-Consumer: {CK}"),
            "POST",
            "h",
            RequestTrace("h"),
            {"connect": 1, "read": 2, "write": 3, "pool": 4},
        )
        if kind is not httpx.ProxyError:  # the proxy's own status line, which has none of ours
            assert CK not in str(error)
        assert error.maybe_sent is ("may have been executed" in str(error))
        assert error.maybe_sent is not ("Nothing was sent" in str(error))


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (10, "expired"),
        (9, "not valid yet"),
        (18, "self-signed"),
        (20, "authority"),
        (999, "verified"),
    ],
)
def test_certificates_in_words(code: int, word: str) -> None:
    cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
    cause.verify_code = code
    error = httpx.ConnectError("x")
    error.__cause__ = cause
    assert word in str(in_words(error, "GET", "h", RequestTrace("h"), {}))


@pytest.mark.parametrize(
    ("cause", "word"),
    [
        (OSError(101, "x"), "no route"),
        (OSError(104, "x"), "broke off"),
        (OSError(24, "x"), "too many files"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "cannot be looked up now"),
        (ExceptionGroup("x", [OSError(111, "x"), OSError(101, "x")]), "refused"),
        (OSError("?"), "Check your network connection"),
    ],
)
def test_networks_in_words(cause: BaseException, word: str) -> None:
    error = httpx.ConnectError("x")
    error.__cause__ = cause
    assert word in str(in_words(error, "GET", "h", RequestTrace("h"), {}))
