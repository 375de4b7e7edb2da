"""A pasted ``curl`` command, read as the request it would send."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from ovh_explorer.call import METHODS
from ovh_explorer.form.curl_options import DATA, LONG, REFUSED, TAKES_NONE, TAKES_VALUE
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.shellwords import ShellError, Word, cmd_words, is_cmd, sh_words
from ovh_explorer.translation import N_, _, number

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


# It takes half a second to read as many, and hardly a request to the API has a tenth of it.
MAX_CHARACTERS = 250_000

# What stands before a command at a prompt, on Windows too.
_PROMPT = r"(?:[$#%>]\s+|(?:PS )?[A-Za-z]:\\[^>\n]*>\s*)?"
_CURL = re.compile(rf"\s*{_PROMPT}curl(?:\.exe)?(?=\s)", re.IGNORECASE)
_OTHERS = {
    N_("PowerShell's command"): re.compile(
        rf"\s*{_PROMPT}(?:\$session\s*=|(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s)",
        re.IGNORECASE,
    ),
    N_("JavaScript (fetch)"): re.compile(r"\s*(?:await\s+)?fetch\(\s*[\"'`]https?:"),
}
# What is said of a word with a command or a variable of the shell in it.
_UNKNOWN = {
    "URL": (
        N_(
            "The URL of this curl command holds a command, whose output is not known here: write "
            "the value."
        ),
        N_(
            "The URL of this curl command holds a variable, {variable}, whose value is not known "
            "here: write the value."
        ),
    ),
    "method": (
        N_(
            "The method of this curl command holds a command, whose output is not known here: "
            "write the value."
        ),
        N_(
            "The method of this curl command holds a variable, {variable}, whose value is not "
            "known here: write the value."
        ),
    ),
    "query": (
        N_(
            "The query of this curl command holds a command, whose output is not known here: "
            "write the value."
        ),
        N_(
            "The query of this curl command holds a variable, {variable}, whose value is not "
            "known here: write the value."
        ),
    ),
    "body": (
        N_(
            "The body of this curl command holds a command, whose output is not known here: write "
            "the value."
        ),
        N_(
            "The body of this curl command holds a variable, {variable}, whose value is not known "
            "here: write the value."
        ),
    ),
}


def is_curl(text: str) -> bool:
    """Whether a text looks like a request as browsers copy one: a curl command, or what
    :func:`read_curl` refuses.
    """
    return _CURL.match(text) is not None or any(pattern.match(text) for pattern in _OTHERS.values())


def read_curl(text: str) -> CurlRequest:
    """The request that a curl command sends, whether written for a POSIX shell or for Windows'
    ``cmd``.

    Raises:
        CurlError: in words, when the command can't be read as a whole: nothing of it is to be used
            then.
    """
    for name, pattern in _OTHERS.items():
        if pattern.match(text):
            words = _(
                "This is {language}, which isn't read: copy the request as cURL (bash) or cURL "
                "(cmd)."
            )
            raise CurlError(words.format(language=_(name)))
    if len(text) > MAX_CHARACTERS:
        words = _(
            "This curl command is longer than {count} characters: that is too long for a request "
            "to the API."
        )
        raise CurlError(words.format(count=number(MAX_CHARACTERS)))
    command = _Command()
    command.read(iter(_words(text)))
    return command.request()


@dataclass(slots=True)
class _Command:
    """What the options of a command say so far."""

    method: str = ""
    urls: list[str] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    query: list[str] = field(default_factory=list)
    get: bool = False

    def read(self, words: Iterator[Word]) -> None:
        for word in words:
            if len(word.text) < 2 or word.text[0] != "-" or word.variable:
                self.urls.append(_known(word, "URL"))
                continue
            for option, glued in _options(word.text):
                value = Word(glued, word.variable) if glued is not None else None
                if option in TAKES_VALUE and value is None:
                    value = next(words, None)
                    if value is None:
                        raise CurlError(
                            _("This curl command ends after {option}, which needs a value.").format(
                                option=option
                            )
                        )
                self._take(option, value or Word())

    def _take(self, option: str, value: Word) -> None:
        match option:
            case "--request":
                self.method = _known(value, "method").upper()
            case "--header":
                self._take_header(value.text)
            case "--url":
                self.urls.append(_known(value, "URL"))
            case "--url-query":
                text = _known(value, "query")
                self.query.append(text[1:] if text.startswith("+") else _urlencoded(text))
            case "--get":
                self.get = True
            case "--head":
                self.method = self.method or "HEAD"
            case "--json" if self.data:
                # Several of them are one text.
                self.data[-1] += _data(option, _known(value, "body"))
            case _ if option in DATA:
                self.data.append(_data(option, _known(value, "body")))

    def _take_header(self, text: str) -> None:
        if text.startswith("@"):
            raise CurlError(
                _("The headers are in a file, which the command names: paste them in its place.")
            )
        name, colon, content = text.partition(":")
        # A semicolon in place of the colon sends a header without a value.
        self.headers.append(
            (name.strip() if colon else name.strip().removesuffix(";"), content.strip())
        )

    def request(self) -> CurlRequest:
        """The request as a whole."""
        if not self.urls:
            raise CurlError(_("This curl command has no URL."))
        if len(self.urls) > 1:
            first, second = (f"{url[:40]}…" if len(url) > 40 else url for url in self.urls[:2])
            raise CurlError(
                _(
                    "This curl command has more than one URL ({first} and {second}): paste one "
                    "request."
                ).format(first=first, second=second)
            )
        url = self.urls[0].partition("#")[0]
        if "://" not in url:
            url = f"https://{url}"
        body = "&".join(self.data)
        added = "&".join([*self.query, *([body] if self.get and body else [])])
        if added:
            url += ("&" if "?" in url else "?") + added
        if self.get:
            body = ""
        method = self.method or ("POST" if body else "GET")
        if method not in METHODS:
            raise CurlError(
                _(
                    "This curl command sends {method}, which is not a method of this API: "
                    "{methods}."
                ).format(method=method, methods=", ".join(METHODS))
            )
        if body:
            try:
                read_json(body)
            except JsonTextError as error:
                words = _("The body of this curl command can't be sent. {problem}.")
                raise CurlError(words.format(problem=error)) from None
        return CurlRequest(method, url, tuple(self.headers), body)


def _words(text: str) -> list[Word]:
    start = _CURL.match(text)
    # A terminal hands over what is pasted with carriage returns.
    rest = re.sub(r"\r\n?", "\n", text[start.end() :] if start else text).strip()
    try:
        words = cmd_words(rest) if is_cmd(rest) else sh_words(rest)
    except ShellError as error:
        raise CurlError(str(error)) from None
    if any("\ud800" <= char <= "\udfff" for word in words for char in word.text):
        raise CurlError(
            _("This curl command holds half a character (a lone surrogate), which can't be sent.")
        )
    return words


def _known(word: Word, what: str) -> str:
    """The text of a word that nothing has to be put into first; `what` it is, by `_UNKNOWN`."""
    if word.variable:
        with_command, with_variable = _UNKNOWN[what]
        if word.variable in ("`", "$("):
            raise CurlError(_(with_command))
        raise CurlError(_(with_variable).format(variable=word.variable))
    return word.text


def _options(word: str) -> Iterator[tuple[str, str | None]]:
    """The options that a word is, by their long names; the last with the value that is written
    together with it.
    """
    if word.startswith("--"):
        yield _checked(word), None
        return
    # `-sSLX POST`: letters one after another, the last of which may take a value, written with it
    # or not.
    for index, letter in enumerate(word[1:], 1):
        option = _checked(LONG.get(f"-{letter}", f"-{letter}"))
        if option in TAKES_VALUE:
            yield option, word[index + 1 :] or None
            return
        yield option, None


def _checked(option: str) -> str:
    if option in REFUSED:
        raise CurlError(_(REFUSED[option]))
    if option not in TAKES_VALUE and option.replace("--no-", "--", 1) not in TAKES_NONE:
        # Whether the word after it is its value can't be told.
        raise CurlError(
            _(
                "This curl command has the option {option}, which isn't known here: leave it out."
            ).format(option=option[:40])
        )
    return option


def _data(option: str, value: str) -> str:
    if value.startswith("@") and option not in ("--data-raw", "--data-urlencode"):
        if value == "@-":
            words = _(
                "The body comes from standard input, which the command names: paste what is in it."
            )
            raise CurlError(words)
        words = _("The body is in the file {file}, which the command names: paste what is in it.")
        raise CurlError(words.format(file=value[1:]))
    return _urlencoded(value) if option == "--data-urlencode" else value


def _urlencoded(value: str) -> str:
    """What ``--data-urlencode`` makes of its value."""
    name, equals, content = value.partition("=")
    if not equals and "@" in name:
        raise CurlError(
            _("A value is in the file {file}, which the command names: write it out.").format(
                file=name.partition("@")[2]
            )
        )
    encoded = quote(content if equals else value, safe="")
    return f"{name}={encoded}" if equals and name else encoded
