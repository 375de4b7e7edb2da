"""What people type or paste to open an operation: words, a path, a link to the web console."""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from ovh_explorer.call import METHODS, operation_title, path_with_branch
from ovh_explorer.catalog.routes import with_slashes_encoded
from ovh_explorer.catalog.scalars import trimmed
from ovh_explorer.catalog.store import Store
from ovh_explorer.translation import _, number, quoted

__all__ = [
    "MAX_CHARACTERS",
    "OperationTarget",
    "Target",
    "TargetError",
    "find_target",
    "parse_target",
]

# The branches as the API has them, and as the manager's own requests do.
_PREFIX = re.compile(r"/(?:(?P<v1>1\.0|v1|engine/apiv6)|(?P<v2>v2|engine/api/v2))(?=/|$)")
_MACRO = re.compile(
    r"\[?@api\s*\{(v1|v2)\}\s*\S+\s+(get|post|put|delete)\s+(/[^\s\]]*)", re.IGNORECASE
)
_LINK_FRAGMENT = re.compile(r"(get|post|put|delete|patch)-(/.*)", re.IGNORECASE | re.DOTALL)
_OLD_FRAGMENT = re.compile(r"(/[^#~]*)(?:[#~](get|post|put|delete|patch))?", re.IGNORECASE)

# Copied without its scheme.
_HOST = re.compile(
    r"(?:[^/\s@]*@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?/(?:1\.0|v1|v2)(?=/|$)", re.IGNORECASE
)
# What is behind a path and never sent: a fragment, which isn't `#{name}` of a program, and
# parameters of a segment.
_FRAGMENT = re.compile(r"#(?!\{).*", re.DOTALL)
_SEGMENT_PARAMETER = re.compile(r";\w*=[^/]*|;(?=/|$)")

# Where a blank would make no sense: a date's offset from UTC, the beginning of a phone number.
_LITERAL_PLUS = re.compile(r"\+[0-9 ().-]+|[0-9-]+[Tt ]?[0-9:.]+\+[0-9]{2}(:?[0-9]{2})?")

MAX_CHARACTERS = 20_000
"""Characters of what names an operation; servers take no longer URL."""
# Of a text that a sentence names: by them one knows it.
_MAX_NAMED = 120


class TargetError(ValueError):
    """Words that lead to no operation; `nearest` are ``METHOD /path`` texts of operations that are
    close.
    """

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked for: `branch` and `method` are empty where the words don't say.

    `path` is a template or concrete, without branch; `query` holds decoded pairs. The slash that
    a path was typed with at its end is no part of it: `trailing_slash` tells of it. `action` is the
    IAM action that was given in place of all that.
    """

    branch: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    trailing_slash: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class OperationTarget:
    """An operation that exists, with the values that a concrete path or a query gave.

    `trailing_slash` is whether that path was given with a slash at its end; None where none was
    given.
    """

    branch: str
    method: str
    path: str
    values: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    trailing_slash: bool | None = None

    @property
    def last_value(self) -> str:
        """What it is of, in a word: the last of its path values, or its path."""
        return self.values[-1][1] if self.values else self.path


def parse_target(words: str) -> Target:
    """Read `words`: ``POST /domain/zone/{zoneName}/record``, ``GET /v2/iam/policy``, a path, or a
    console link.

    Links of all ages are read (`API-FACTS`, web console:
    ``?section=…&branch=…#post-/…/-zoneName-/…``, ``console/#/path#POST``, ``console/#/path~POST``),
    and so is the guides' macro, ``@api {v1} /domain GET /domain``.

    Raises:
        TargetError: saying what can be given.
    """
    text = trimmed(words)
    if len(text) > MAX_CHARACTERS:
        words = _("This is far too long for a path or a link ({count} characters).")
        raise TargetError(words.format(count=number(len(text))))
    if macro := _MACRO.match(text):
        return Target(macro[1].lower(), macro[2].upper(), _path("", macro[3]).path)
    method, _blank, path = text.partition(" ")
    if method.upper() not in METHODS or not path.strip():
        method, path = "", text
    method, path = method.upper(), path.strip()
    if ("://" in path and not path.startswith("/")) or _HOST.match(path):
        found = _link(path if "://" in path else f"https://{path}")
        return found if found.method else replace(found, method=method)
    if method:
        return _path(method, path)
    if text.startswith("/"):
        return _path("", text)
    if text.upper() in METHODS:
        raise TargetError(
            _("{method} of what? Give a path too: {method} /me").format(method=text.upper())
        )
    raise TargetError(
        _(
            '"{text}" is neither a path nor a link: give for example "GET /me" or a link to the '
            "web console."
        ).format(text=_named(text))
    )


def find_target(store: Store, target: Target) -> OperationTarget:
    """The operation that `target` means, in a catalog.

    A template is taken as it is; in a concrete path literal segments win over templates (102 paths
    of the real catalog are shadowed by a template). Without a branch v1 is looked at first, without
    a method GET.

    Raises:
        TargetError: when there is none; with the nearest ones. Where a slash of a value isn't
            encoded, with the path in which it is.
    """
    if target.action:
        return _with_action(store, target.action)
    if (found := _find(store, target)) is not None:
        return found
    missing = _no_operation(store, target)
    for value, path in with_slashes_encoded(target.path):
        meant = _find(store, replace(target, path=path))
        if meant is not None:
            slash = _("A slash in a value is written %2F: {encoded} for {value}.").format(
                encoded=_named(value.replace("/", "%2F")), value=_named(value)
            )
            raise TargetError(
                f"{missing} {slash}",
                (operation_title(meant.branch, meant.method, path),),
            )
    near = store.nearest(target.branch or None, target.method or None, target.path, 5)
    shown = tuple(operation_title(row.branch, row.method, row.path) for row in near)
    raise TargetError(missing, shown)


def _no_operation(store: Store, target: Target) -> str:
    """That the catalog has no such operation: the API may have it all the same."""
    path = path_with_branch(target.branch, target.path) if target.branch else target.path
    what = _named(f"{target.method} {path}".strip())
    if store.is_demo:
        return _("The demo's catalog has no operation {operation}.").format(operation=what)
    if store.endpoint:
        words = _("The catalog of {endpoint} has no operation {operation}.")
        return words.format(endpoint=store.endpoint, operation=what)
    return _("The catalog has no operation {operation}.").format(operation=what)


def _with_action(store: Store, action: str) -> OperationTarget:
    found = store.with_action(action)
    if not found:
        raise TargetError(
            _("No operation of the catalog has the IAM action {action}.").format(
                action=_named(action)
            )
        )
    return OperationTarget(*found[0])


def _find(store: Store, target: Target) -> OperationTarget | None:
    for branch in (target.branch,) if target.branch else ("v1", "v2"):
        there = {row.method for row in store.at(branch, target.path)}
        for method in (target.method,) if target.method else METHODS:
            if method in there:
                return OperationTarget(
                    branch, method, target.path, (), target.query, target.trailing_slash
                )
            matches = store.match(branch, method, target.path)
            if matches:
                best = matches[0]
                # `{x}` in a place that is named otherwise is no value.
                values = tuple(
                    (k, v) for k, v in best.values.items() if not re.fullmatch(r"\{[^{}]*\}", v)
                )
                return OperationTarget(
                    branch, method, best.path, values, target.query, target.trailing_slash
                )
    return None


def _named(text: str) -> str:
    """A text as a sentence names it: the beginning of one that would fill the screen."""
    return text if len(text) <= _MAX_NAMED else f"{text[: _MAX_NAMED - 1]}…"


def _without_plus(query: str) -> str:
    """The query of a URL with each ``+`` spelled as what it stands for.

    In a URL it is a blank: so programs and browsers write one. In ``…T00:00:00+02:00`` and ``+33…``
    it was not encoded.
    """
    pairs = []
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        literal = _LITERAL_PLUS.fullmatch(unquote(value)) is not None
        pairs.append(
            name.replace("+", "%20") + equals + value.replace("+", "%2B" if literal else "%20")
        )
    return "&".join(pairs)


def _path(method: str, text: str) -> Target:
    if fragment := _FRAGMENT.search(text):
        raise _fragment(fragment[0])
    path, _question, query = text.partition("?")
    if parameter := _SEGMENT_PARAMETER.search(path):
        words = _(
            "The API has no parameters behind a semicolon: leave out {part}. Where it belongs to "
            "a value, write %3B for the semicolon."
        )
        raise TargetError(words.format(part=_named(parameter[0])))
    found = _PREFIX.match(path)
    branch = ""
    if found:
        branch = "v2" if found["v2"] else "v1"
        path = path[found.end() :]
    if not path.startswith("/"):
        path = f"/{path}"
    trailing_slash = len(path) > 1 and path.endswith("/")
    path = "/" + path.strip("/")
    # A user who types a query means what is there: a + is a +.
    pairs = parse_qsl(query.replace("+", "%2B"), keep_blank_values=True)
    return Target(branch, method, path, tuple(pairs), trailing_slash)


def _fragment(text: str) -> TargetError:
    words = _(
        "A fragment is never sent: leave out {part}. Where it belongs to a value, write %23 for #."
    )
    return TargetError(words.format(part=_named(text)))


def _link(text: str) -> Target:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise TargetError(
            _("This link can't be read: {error}").format(error=_named(str(error)))
        ) from None
    if "@" in parts.netloc:
        # What it is isn't repeated: it may be a password.
        raise TargetError(
            _(
                "The name and the password in a URL are never sent: leave out what stands before "
                "@. Requests are signed with the keys of your profile."
            )
        )
    fragment = unquote(parts.fragment)
    branch = parse_qs(parts.query).get("branch", [""])[0]
    if branch not in ("", "v1", "v2"):
        raise TargetError(
            _("This link names a branch {branch}; there are v1 and v2.").format(
                branch=quoted(branch)
            )
        )
    if found := _LINK_FRAGMENT.fullmatch(fragment):
        segments = [
            f"{{{part[1:-1]}}}" if len(part) > 2 and part[0] == part[-1] == "-" else part
            for part in found[2].split("/")
        ]
        return Target(branch, found[1].upper(), "/".join(segments))
    if fragment.startswith("/") and (found := _OLD_FRAGMENT.fullmatch(fragment)):
        return Target(branch, (found[2] or "").upper(), found[1])
    if fragment and _PREFIX.match(parts.path):
        raise _fragment(f"#{fragment}")
    if fragment:
        raise TargetError(_("This link to the console leads to no operation."))
    if _PREFIX.match(parts.path):
        return _path("", parts.path + (f"?{_without_plus(parts.query)}" if parts.query else ""))
    raise TargetError(
        _(
            "This link leads to no operation: copy one from the web console that ends in #get-/…, "
            "or a URL of the API, whose path begins with /1.0, /v1 or /v2."
        )
    )
