"""A pasted ``curl`` command, read as the request it would send."""

import re
import shlex
import sys
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["CurlError", "CurlRequest", "is_curl", "read_curl"]


class CurlError(ValueError):
    """A curl command that can't be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class CurlRequest:
    """What a curl command sends: `body` is its text, "" for none; `headers` as written."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


# Characters; it takes half a second to read as many, and hardly a request to the API has a tenth of it.
_LONGEST = 250_000

# curl's options that take a value (curl 7.88, `curl --help all`) and say nothing about the request's content.
_WITH_VALUE = frozenset(
    {
        "-A", "--user-agent", "-b", "--cookie", "-c", "--cookie-jar", "--cacert", "--capath", "--cert", "-E",
        "--ciphers", "--connect-timeout", "--connect-to", "--dns-servers", "-D", "--dump-header", "-e", "--referer",
        "--interface", "--key", "-K", "--config", "--limit-rate", "-m", "--max-time", "--max-redirs", "--noproxy",
        "-o", "--output", "--oauth2-bearer", "--pass", "--proto", "-x", "--proxy", "--proxy-user", "-U", "-r",
        "--range", "--resolve", "--retry", "--retry-delay", "--retry-max-time", "--socks5", "--stderr", "-T",
        "--upload-file", "--tls-max", "--trace", "-u", "--user", "-w", "--write-out", "-y", "--speed-time", "-Y",
        "--speed-limit", "-z", "--time-cond", "--aws-sigv4",
    }
)  # fmt: skip
_DATA = frozenset({"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json"})
_FORM = frozenset({"-F", "--form", "--form-string"})
_SHORT_WITH_VALUE = frozenset(item[1] for item in _WITH_VALUE if len(item) == 2) | set("XHdF")


def is_curl(text: str) -> bool:
    """Whether a text looks like a curl command."""
    return re.match(r"\s*(\$\s+)?curl(\.exe)?\s", text) is not None


def read_curl(text: str) -> CurlRequest:
    """The request that a curl command sends.

    Raises:
        CurlError: in words, when the command can't be read, has no URL, or takes its body from a file.
    """
    if len(text) > _LONGEST:
        raise CurlError(f"This curl command is longer than {_LONGEST:,} characters: that is no request to the API.")
    words = _words(text)
    method, url, data, headers, get = "", "", [], [], False
    queue = iter(words)
    for word in queue:
        option, value = _option(word)
        if option in _WITH_VALUE | _DATA | _FORM | {"-X", "--request", "-H", "--header", "--url"} and value is None:
            value = next(queue, None)
            if value is None:
                raise CurlError(f"This curl command ends after {option}, which needs a value.")
        match option:
            case "-X" | "--request":
                method = (value or "").upper()
            case "-H" | "--header":
                name, _, content = (value or "").partition(":")
                headers.append((name.strip(), content.strip()))
            case "--url":
                url = value or ""
            case "-G" | "--get":
                get = True
            case "-I" | "--head":
                method = method or "HEAD"
            case _ if option in _DATA:
                data.append(_data(option, value or ""))
            case _ if option in _FORM:
                raise CurlError("This curl command sends a form (-F); the API takes JSON.")
            case "":
                url = url or (value or "")
    if not url:
        raise CurlError("This curl command has no URL.")
    body = "&".join(data)
    if get and body:
        url += ("&" if "?" in url else "?") + body
        body = ""
    return CurlRequest(method or ("POST" if body else "GET"), url, tuple(headers), body)


def _words(text: str) -> list[str]:
    plain = re.sub(r"^\s*(\$\s+)?curl(\.exe)?\s", "", text.strip().replace("\r\n", "\n"))
    plain = re.sub(r"\\\n", " ", plain)
    # Browsers write texts with quotes in them as $'…', which shlex doesn't know.
    plain = re.sub(r"\$'((?:[^'\\]|\\.)*)'", lambda found: shlex.quote(_ansi_c(found[1])), plain, flags=re.DOTALL)
    try:
        words = shlex.split(plain)
    except ValueError as error:
        raise CurlError(f"This curl command can't be read: {str(error).lower()}.") from None
    if any("\ud800" <= char <= "\udfff" for word in words for char in word):
        raise CurlError("This curl command holds half a character (a lone surrogate), which can't be sent.")
    for index, word in enumerate(words):
        if word in ("|", ";", "&&", "||", ">", ">>", "2>"):
            return words[:index]
    return words


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


def _ansi_c(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        escape = found[1]
        if escape[0] in "uUx" and len(escape) > 1:
            code = int(escape[1:], 16)
            # What is no character stands as it was written.
            return chr(code) if code <= sys.maxunicode else found[0]
        return _ESCAPES.get(escape, escape)

    return re.sub(r"\\(u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|x[0-9a-fA-F]{1,2}|.)", plain, text, flags=re.DOTALL)


def _option(word: str) -> tuple[str, str | None]:
    """The option that a word is, with the value that is written together with it; "" and the word for none."""
    if word.startswith("--"):
        return word, None
    if len(word) < 2 or word[0] != "-":
        return "", word
    # `-sSLX POST`: letters one after another, the last of which may take a value, written with it or not.
    for index, letter in enumerate(word[1:], 1):
        if letter in _SHORT_WITH_VALUE:
            return f"-{letter}", word[index + 1 :] or None
    return ("-G" if "G" in word else "-I" if "I" in word else word), None


def _data(option: str, value: str) -> str:
    if value.startswith("@") and option not in ("--data-raw", "--json"):
        raise CurlError(f"The body is in the file {value[1:]}, which the command names: paste what is in it.")
    if option == "--data-urlencode":
        name, equals, content = value.partition("=")
        return f"{name}{equals}{quote(content, safe='')}" if equals else quote(value, safe="")
    return value
