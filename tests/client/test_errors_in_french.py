"""What the client says in French: sentences of their own, whoever it speaks with."""

import errno
import socket
import zlib

import httpx
import pytest

from ovh_explorer.client.decompression import DecompressionError, Decompressor
from ovh_explorer.client.error_messages import RequestTrace, in_words, too_large

HOST = "eu.api.ovh.com"
TIMES = {"connect": 2.5, "read": 30.0, "write": 30.0, "pool": 30.0}
NARROW = "\u202f"


def said(error: Exception, *, proxy: str = "", method: str = "GET", begun: str = "") -> str:
    watch = RequestTrace(HOST)
    watch.proxy = proxy or None
    return str(in_words(error, method, HOST, watch, TIMES, begun))


def refused() -> httpx.ConnectError:
    error = httpx.ConnectError("…")
    error.__cause__ = OSError(errno.ECONNREFUSED, "…")
    return error


def unknown() -> httpx.ConnectError:
    error = httpx.ConnectError("…")
    error.__cause__ = socket.gaierror(socket.EAI_NONAME, "…")
    return error


@pytest.mark.parametrize(
    ("error", "proxy", "words"),
    [
        (refused(), "", "eu.api.ovh.com a refusé la connexion : rien n’y écoute."),
        (
            refused(),
            "10.0.0.1:3128",
            "Le proxy 10.0.0.1:3128 (de l’environnement) a refusé la connexion : rien n’y écoute.",
        ),
        (
            unknown(),
            "10.0.0.1:3128",
            "Le proxy 10.0.0.1:3128 (de l’environnement) porte un nom introuvable : est-il bien "
            "écrit ?",
        ),
        (
            httpx.ConnectTimeout("…"),
            "10.0.0.1:3128",
            "Pas de connexion avec le proxy 10.0.0.1:3128 (de l’environnement) en 2,5 s. Vérifiez "
            "le réseau, ou s’il faut un proxy.",
        ),
    ],
)
def test_what_was_not_sent(in_french, error, proxy, words):
    for sign in ":?":
        words = words.replace(f" {sign}", f"{NARROW}{sign}")
    assert said(error, proxy=proxy) == f"{words} Rien n’a été envoyé."


def test_what_may_have_been_sent(in_french):
    words = said(httpx.ReadTimeout("…"), method="POST", begun="200 OK")
    assert words == (
        f"La réponse de eu.api.ovh.com s’est interrompue{NARROW}: plus rien reçu pendant 30 s. "
        "La réponse commençait par 200 OK. La requête a peut-être été exécutée. Vérifiez avant de "
        "la renvoyer."
    )


def test_sizes_are_written_as_french_writes_them(in_french):
    words = str(too_large("GET", HOST, 1_234_500_000, "", is_odd=False))
    assert words.startswith(f"La réponse de eu.api.ovh.com dépasse 1{NARROW}234,5 Mo. Elle")


def test_a_body_that_is_damaged_is_said_in_a_sentence(in_french):
    damaged = Decompressor("gzip")
    with pytest.raises(DecompressionError) as wrong:
        list(damaged.feed(b"no gzip"))
    assert wrong.value.words(HOST) == "Impossible de décompresser la réponse de eu.api.ovh.com."
    cut = Decompressor("gzip")
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    list(cut.feed((packer.compress(b"text") + packer.flush())[:-10]))
    with pytest.raises(DecompressionError) as wrong:
        list(cut.end())
    assert "finit au milieu de sa compression" in said(wrong.value)
