"""Endpoints: the table of those that are known, and those given by their URL.

Host names are data: OVHcloud moves them (``eu.api.ovh.com`` to ``api.eu.ovhcloud.com``), and the
host is part of what is signed, so an endpoint keeps the very host that was asked for.
"""

import ipaddress
import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.operation_names import BRANCHES, METHODS, encode
from ovh_explorer.text import printable
from ovh_explorer.translation import _, quoted

__all__ = ["DEFAULT_ENDPOINT", "ENDPOINTS", "Endpoint", "find_endpoint", "likely_name"]

DEFAULT_ENDPOINT = "ovh-eu"

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?")
_BRANCH_END = re.compile(r"/(1\.0|v1|v2)/*$")
_HOST_AND_PORT = re.compile(r"[a-z0-9._-]+(:[0-9]+)?")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Endpoint(NamedTuple):
    """One installation of the API, and the web pages that belong to it.

    Attributes:
        name: the name the wrappers use (``ovh-eu``); for a custom one, its root URL.
        root: the URL of the API without branch and without slash at its end
            (``https://eu.api.ovh.com``).
        token_page: where application key, secret and consumer key are made at once; None if
            unknown.
        app_page: where an application (key and secret) is made; None if unknown.
        console: OVHcloud's own web console; None if unknown.
        oauth2_token_url: where an OAuth2 client gets its tokens; None where OAuth2 isn't offered.
        has_user_tokens: whether personal access tokens are known to exist there.
        region: ``EU``, ``CA``, ``US``, or empty for a custom endpoint.
        v1: how the first branch is spelt in URLs. ``1.0`` and ``v1`` are aliases (apiv2 guide), but
            the spelling is signed; the wrappers use ``1.0``.
    """

    name: str
    root: str
    token_page: str | None = None
    app_page: str | None = None
    console: str | None = None
    oauth2_token_url: str | None = None
    has_user_tokens: bool = False
    region: str = ""
    v1: str = "1.0"

    def base(self, branch: str) -> str:
        """The URL that a call's target is appended to: ``https://eu.api.ovh.com/1.0``, ``…/v2``.

        Raises:
            ValueError: when `branch` is neither ``v1`` nor ``v2``.
        """
        _check_branch(branch)
        return f"{self.root}/{self.v1 if branch == 'v1' else branch}"

    def documents(self, branch: str) -> str:
        """The URL that a schema document's path is appended to: ``https://eu.api.ovh.com/v1``,
        ``…/v2``.

        Raises:
            ValueError: when `branch` is neither ``v1`` nor ``v2``.
        """
        _check_branch(branch)
        return f"{self.root}/{branch}"

    def token_link(self, rules: Iterable[tuple[str, str]]) -> str | None:
        """The page that makes keys, with the rights filled in; None where no such page is known.

        `rules` are ``(method, path)`` pairs; a path may hold ``*``. The form is the first-steps
        guide's: ``…/createToken/?GET=/me&POST=/domain/zone/*``.

        Raises:
            ConfigError: for a method that is none, or a path that doesn't start with a slash.
        """
        if self.token_page is None:
            return None
        parts = []
        for method, path in rules:
            if method not in METHODS or not path.startswith(("/", "*")):
                right = f"{printable(method)} {printable(path)}"
                words = _("{right} is no right: write a method and /a/path.")
                raise ConfigError(words.format(right=right))
            # A blank in a rule matches nothing (seen by users), and it is easily pasted along.
            parts.append(f"{method}={quote(path.strip(), safe='/*')}")
        return f"{self.token_page}?{'&'.join(parts)}" if parts else self.token_page

    @property
    def installation(self) -> str:
        """The URL that stands for the installation, whichever of its hosts is called: what is kept
        of one of them (catalog, history, drafts) is kept of all.
        """
        return self.root if self.is_custom else ENDPOINTS[self.name].root

    @property
    def host(self) -> str:
        """Host name without port, in lower case; an IPv6 address without brackets."""
        return urlsplit(self.root).hostname or ""

    @property
    def is_custom(self) -> bool:
        """Whether this endpoint is in no table: it was given by its URL."""
        return self.name not in ENDPOINTS

    @property
    def is_loopback(self) -> bool:
        """Whether this endpoint is on this very machine (the sandbox is)."""
        host = self.host
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:  # a name, not an address
            return False

    @property
    def is_plain_http_remote(self) -> bool:
        """Whether requests would cross a network without TLS, readable on the way: worth a
        warning.
        """
        return self.root.startswith("http://") and not self.is_loopback


def _check_branch(branch: str) -> None:
    if branch not in BRANCHES:
        # not for people: a mistake in the code
        raise ValueError(f"Unknown branch {branch}. The branches are v1 and v2.")


def _known(
    name: str, host: str, region: str, oauth2: str | None = None, *, user_tokens: bool = False
) -> Endpoint:
    root = f"https://{host}"
    return Endpoint(
        name=name,
        root=root,
        token_page=f"{root}/createToken/",
        app_page=f"{root}/createApp/",
        console=f"{root}/console/",
        oauth2_token_url=oauth2,
        has_user_tokens=user_tokens,
        region=region,
    )


# python-ovh's, go-ovh's and node-ovh's tables agree on names, hosts and token URLs. The
# service-account guide gives www.ovh.ca for Canada's tokens; the wrappers' ca.ovh.com is taken.
# Personal access tokens are documented for Europe and Canada; of the others nothing is known.
ENDPOINTS: dict[str, Endpoint] = {
    endpoint.name: endpoint
    for endpoint in (
        _known(
            "ovh-eu",
            "eu.api.ovh.com",
            "EU",
            "https://www.ovh.com/auth/oauth2/token",
            user_tokens=True,
        ),
        _known(
            "ovh-ca",
            "ca.api.ovh.com",
            "CA",
            "https://ca.ovh.com/auth/oauth2/token",
            user_tokens=True,
        ),
        _known("ovh-us", "api.us.ovhcloud.com", "US", "https://us.ovhcloud.com/auth/oauth2/token"),
        _known("kimsufi-eu", "eu.api.kimsufi.com", "EU"),
        _known("kimsufi-ca", "ca.api.kimsufi.com", "CA"),
        _known("soyoustart-eu", "eu.api.soyoustart.com", "EU"),
        _known("soyoustart-ca", "ca.api.soyoustart.com", "CA"),
    )
}


def _renamed(name: str, area: str) -> Endpoint:
    """The same installation at the host that it moves to, with the pages that moved with it.

    Where an application alone is made there isn't known: the older page serves.
    """
    root = f"https://api.{area}.ovhcloud.com"
    return ENDPOINTS[name]._replace(
        root=root,
        token_page=f"https://auth.{area}.ovhcloud.com/api/createToken",
        console=f"{root}/console/",
        oauth2_token_url=f"https://auth.{area}.ovhcloud.com/oauth2/token",
    )


# Other hosts of the same installations: those that they move to (public guides of 2026), and the
# one of old snippets and of node-ovh's README, which responds as Europe does.
_OTHERS = (
    _renamed("ovh-eu", "eu"),
    _renamed("ovh-ca", "ca"),
    ENDPOINTS["ovh-eu"]._replace(root="https://api.ovh.com"),
)
_BY_ROOT = {endpoint.root: endpoint for endpoint in (*ENDPOINTS.values(), *_OTHERS)}

# What stands for an endpoint elsewhere: ovhcloud-cli writes a region alone.
_REGIONS = {
    "eu": "ovh-eu", "europe": "ovh-eu", "ca": "ovh-ca", "canada": "ovh-ca", "us": "ovh-us",
    "usa": "ovh-us",
}  # fmt: skip
# Of 1: `ovheu` is like `ovh-eu`, `ovh-mars` like nothing.
_MIN_LIKENESS = 0.8


def find_endpoint(name_or_url: str) -> Endpoint:
    """The endpoint of a name (``ovh-ca``) or of an ``http(s)`` URL.

    A URL may end in ``/1.0``, ``/v1``, ``/v2`` or a slash; a path before that is kept. The URL of a
    known host gives that known endpoint, with the URL as its root; only over TLS on the usual port,
    so that keys never leave for somewhere else under a known name.

    Raises:
        ConfigError: naming what is wrong, and the names there are.
    """
    text = name_or_url.strip()
    known = ENDPOINTS.get(text)
    if known is not None:
        return known
    if not re.match(r"https?://", text, re.IGNORECASE):
        # What stands before an @ may be a password.
        unknown = _("Unknown endpoint of that name.")
        if "@" not in text:
            unknown = _("Unknown endpoint {name}.").format(name=quoted(printable(text)))
        valid = _(
            "Valid are {names} and the URL of any other, which starts with https:// or, as a "
            "sandbox's does, with http://."
        ).format(names=", ".join(ENDPOINTS))
        raise ConfigError(" ".join([unknown, *_advice(text), valid]))
    root = _root(text)
    known = _BY_ROOT.get(root)
    if known is not None:
        return known
    custom = Endpoint(name=root, root=root)
    if not custom.is_loopback:
        return custom
    # A sandbox has its pages and its tokens beside its API; of other URLs that is unknown.
    return custom._replace(
        token_page=f"{root}/createToken/",
        oauth2_token_url=f"{root}/auth/oauth2/token",
        has_user_tokens=True,
    )


def likely_name(text: str) -> str | None:
    """The name of the endpoint that a text is most likely meant to be; None where none is near."""
    name = _word_of(text)
    near = name if name in ENDPOINTS else _REGIONS.get(name)
    known = _BY_ROOT.get(f"https://{_host_in(name)}")
    if near is None and known is not None:
        near = known.name
    if near is None:
        from difflib import get_close_matches

        near = next(iter(get_close_matches(name, ENDPOINTS, 1, _MIN_LIKENESS)), None)
    return near


def _word_of(text: str) -> str:
    """The word before a comment, without quotes, as names of endpoints are spelt."""
    return re.split(r"[\s;#]", text.strip("\"'` "))[0].strip("\"'`").lower().replace("_", "-")


def _host_in(word: str) -> str:
    return re.sub(r"^[a-z]+:/+", "", word).split("/")[0]


def _advice(text: str) -> list[str]:
    """What was probably meant, and what is wrong with how it is written: sentences."""
    host = _host_in(_word_of(text))
    near = likely_name(text)
    said = [_("Did you mean {name}?").format(name=near)] if near else []
    if text[:1] in ("'", '"', "`"):
        said.append(_("Leave out the quotes: they are part of the value."))
    if re.search("[;#]", text):
        said.append(_("Put the comment on a line of its own: here it is part of the value."))
    if not near and "@" not in text and _HOST_AND_PORT.fullmatch(host) and re.search("[.:]", host):
        scheme = "http" if Endpoint(name=host, root=f"http://{host}").is_loopback else "https"
        url = f"{scheme}://{printable(host)}"
        said.append(_("For a host, write its URL: {url}.").format(url=url))
    return said


def _root(text: str) -> str:
    if any(char.isspace() or not char.isprintable() for char in text) or "\\" in text:
        raise _wrong_url(_("The endpoint's URL holds a blank, a backslash or a control character."))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _wrong_url(_("The endpoint's URL has a host or a port that can't be read.")) from None
    if "@" in parts.netloc:
        raise _wrong_url(
            _("The endpoint's URL can't hold a user name or a password (before the @).")
        )
    if "?" in text or "#" in text:
        raise _wrong_url(_("The endpoint's URL can't hold a query (?) or a fragment (#)."))
    scheme = parts.scheme.lower()
    host = _host(parts)
    shown_port = "" if port in (None, _DEFAULT_PORTS[scheme]) else f":{port}"
    path = _BRANCH_END.sub("", parts.path.rstrip("/")).rstrip("/")
    for segment in path.split("/")[1:]:
        if segment in ("", ".", "..") or encode(unquote(segment)) != segment:
            raise _wrong_url(
                _("The path in the endpoint's URL isn't spelt the way the API signs it.")
            )
    return f"{scheme}://{host}{shown_port}{path}"


def _wrong_url(words: str) -> ConfigError:
    """The error for a URL that is none, which isn't repeated: it may hold a password."""
    advice = _("Write it like https://eu.api.ovh.com, or use one of {names}.")
    return ConfigError(f"{words} {advice.format(names=', '.join(ENDPOINTS))}")


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if not host:
        raise _wrong_url(_("The endpoint's URL has no host."))
    if not host.isascii():
        raise _wrong_url(_("Write the host of the endpoint's URL in ASCII (xn--…)."))
    if "[" in parts.netloc:
        if "%" in host:
            # It would be in the Host header, where it means nothing, and be signed.
            raise _wrong_url(_("The IPv6 address in the endpoint's URL can't have a zone (%…)."))
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError:
            raise _wrong_url(_("The endpoint's URL has an invalid IPv6 address.")) from None
    if re.fullmatch(r"[0-9.]+", host):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise _wrong_url(_("The endpoint's URL has an invalid IPv4 address.")) from None
    if not _HOST.fullmatch(host) or ".." in host:
        raise _wrong_url(
            _("The host of the endpoint's URL holds a character that host names don't have.")
        )
    return host
