"""What users paste to name an operation, in whatever notation they found it: a line of a log, a
command, code in any language, a macro of the documentation, an IAM action, a link of the console.

It is rewritten to what :func:`~ovh_explorer.workspace.navigation.target.parse_target` reads.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.scalars import trimmed
from ovh_explorer.workspace.navigation.target import MAX_CHARACTERS, Target, parse_target

__all__ = ["is_action", "operation_words", "parse_pasted", "product_link", "with_slash"]

_METHOD = "(GET|POST|PUT|DELETE|PATCH)"
_PLACE = r"((?:https?://|/)[^\s\"'`]*)"
# As lists of operations show it, without the slash before the branch.
_LISTED = re.compile(rf"\s*(?:{_METHOD}\s+)?(?=v[12]/\S*\s*$)", re.IGNORECASE)
_LINE = re.compile(rf"{_METHOD}\s+((?:https?://|/)\S*)", re.IGNORECASE)
# As access logs and HTTP clients write it, with whatever stands around it.
_LOG = re.compile(
    rf"(?<![\w:/.]){_METHOD}[\]:\"']*\s+(?:(https?://[^\s\"'`]+)|(/[^\s\"'`]*)\s+HTTP/\d)"
)
_COMMAND = re.compile(r"(?:[$#%>]\s+)?(?:ovhcloud|ovh-explorer|ovh-cli)\s")
_IN_COMMAND = re.compile(rf"(?<![\w:/.-]){_METHOD}\s+[\"'`]?{_PLACE}", re.IGNORECASE)
_MACRO = re.compile(rf"@api\s*\{{(v[12])\}}\s*\S+\s+{_METHOD}\s+(/[^\s\]]*)", re.IGNORECASE)
_TAG = re.compile(r"<Api\s([^<>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<!\w)(\w+)\s*=\s*(?:\{\s*)?([\"'`])([^\"'`]*)\2")
_ACTION = re.compile(r"[A-Za-z][\w-]*:[A-Za-z]\w*:[\w./-]+", re.ASCII)
_CONSOLE = re.compile(r"/?console(?:-\w+)?/?[?#]")

# client.get("/me"), $ovh->post('/…'), client.GetAsync<Me>("/me"), path => '/me'
_VERB = re.compile(
    r"(?:\.|->|::)\s*(get|post|put|delete|patch)\w*\s*(?:<[^<>()]*>\s*)?\(", re.IGNORECASE
)
# ovh.requestPromised('GET', '/me'), client.CallAPI("GET", "/me", …), client.call('GET', '/me')
_CALL = re.compile(
    rf"(?:\.|->|::)\s*\w{{0,20}}?(?:request|call)\w{{0,30}}\s*\(\s*(?:\w+\s*,\s*)?[\"'`]{_METHOD}[\"'`]\s*,",
    re.IGNORECASE,
)
# What may stand between the parenthesis and the path: a context, a name, a call that formats.
_BEFORE_PATH = re.compile(
    r"\s*(?:[A-Za-z_]\w*(?:\.\w+\(\))?\s*,\s*)?(?:\w+\s*(?:=>|=|:)\s*)?(?:[\w.]+\(\s*)?"
)
_LITERAL = re.compile(r"[A-Za-z$@]{0,2}([\"'`])((?:(?!\1)[^\\\n]|\\.)*)\1")
_JOINED = re.compile(r"\s*(?:\+\s*|\.\s*(?=[$\"']))")
_EXPRESSION = re.compile(r"[\w$@]+(?:(?:\.|->|::)\w+|\[[^\[\]]*\]|\([^()]*\))*")

# Placeholders of a segment, each with what names it.
_PLACEHOLDERS = (
    re.compile(r"\\?\{\{?\s*([^{}]*?)\s*\\?\}?\}"),
    re.compile(r"[$#]\{\s*([^{}]*?)\s*\}"),
    re.compile(r"\$([A-Za-z_][\w.>-]*)"),
    re.compile(r":([A-Za-z_][\w.-]*)"),
    re.compile(r"<([^<>]+)>"),
    re.compile(r"%(?:\((\w+)\))?[sdv]"),
)
_ENCODED_SIGN = re.compile(r"%(?:7b|3c|24|23)", re.IGNORECASE)


def with_slash(text: str) -> str:
    """A text that names an operation as lists do, ``GET v2/iam/policy``, with the slash before the
    branch; another as it is.
    """
    found = _LISTED.match(text)
    return text if found is None else f"{text[: found.end()]}/{text[found.end() :]}"


def operation_words(text: str) -> str:
    """An operation that a text names in a notation of its own, as ``POST /v1/domain/zone``; "" for
    a text that is no such notation.
    """
    text = trimmed(text)
    if not text or len(text) > MAX_CHARACTERS:
        return ""
    if found := _LINE.fullmatch(text):
        return f"{found[1].upper()} {found[2]}"
    if found := _MACRO.search(text):
        return _with_branch(found[1], found[2], found[3])
    if found := _TAG.search(text):
        return _tag(found[1])
    if _COMMAND.match(text):
        found = _IN_COMMAND.search(text)
        return "" if found is None else f"{found[1].upper()} {found[2]}"
    if _CONSOLE.match(text):
        return f"https://eu.api.ovh.com/{text.lstrip('/')}"
    if found := _LOG.search(text):
        return f"{found[1]} {found[2] or found[3]}"
    return _code(text)


def is_action(text: str) -> bool:
    """Whether a text is the name of an IAM action: ``dnsZone:apiovh:record/create``."""
    return _ACTION.fullmatch(trimmed(text)) is not None


def parse_pasted(text: str) -> Target:
    """What a text in any notation names.

    Raises:
        TargetError: saying what can be given.
    """
    if is_action(text):
        return Target("", "", "", action=trimmed(text))
    text = with_slash(text)
    target = parse_target(operation_words(text) or text)
    return replace(target, path="/".join(map(_segment, target.path.split("/"))))


def product_link(text: str) -> tuple[str, str] | None:
    """Branch and product of a link to the console that names a section or a branch alone; "" for
    what it doesn't name. None for any other text.
    """
    text = trimmed(text)
    if len(text) > MAX_CHARACTERS or "console" not in text:
        return None
    if _CONSOLE.match(text):
        text = f"https://eu.api.ovh.com/{text.lstrip('/')}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.path.startswith("/console"):
        return None
    query = parse_qs(parts.query)
    branch, section = (query.get(name, [""])[0].strip() for name in ("branch", "section"))
    if parts.fragment or branch not in ("", *BRANCHES) or not (branch or section):
        return None
    return branch, f"/{section.strip('/')}" if section.strip("/") else ""


def _with_branch(branch: str, method: str, path: str) -> str:
    """An operation of a branch, which its path may name too."""
    branch = branch.lower()
    known = path if re.match(r"/(?:v[12]|1\.0)(?=/|$)", path) else f"/{branch}{path}"
    return f"{method.upper()} {known}"


def _tag(attributes: str) -> str:
    """``<Api version="v1" section="/domain" method="POST" route={"/domain/zone"} />``."""
    found = {name.lower(): value for name, _, value in _ATTRIBUTE.findall(attributes)}
    method, route = found.get("method", ""), found.get("route", "").replace("\\", "")
    if not re.fullmatch(_METHOD, method, re.IGNORECASE) or not route.startswith("/"):
        return ""
    version = found.get("version", "").lower()
    return _with_branch(version if version in BRANCHES else "v1", method, route)


def _code(text: str) -> str:
    """The first call in a program's text that has a path."""
    for pattern in (_CALL, _VERB):
        for found in pattern.finditer(text):
            if path := _path_at(text, found.end()):
                return f"{found[1].upper()} {path}"
    return ""


def _path_at(text: str, place: int) -> str:
    """The path that is written at a place of a program, its variables as placeholders."""
    before = _BEFORE_PATH.match(text, place)
    literal = _LITERAL.match(text, before.end() if before is not None else place)
    if literal is None or not literal[2].startswith(("/", "http://", "https://")):
        return ""
    path, place = literal[2], literal.end()
    while joined := _JOINED.match(text, place):
        if literal := _LITERAL.match(text, joined.end()):
            path, place = path + literal[2], literal.end()
        elif expression := _EXPRESSION.match(text, joined.end()):
            path, place = f"{path}{{value}}", expression.end()
        else:
            break
    # What is in a segment of a program is no blank.
    return path.replace(" ", "%20")


def _segment(segment: str) -> str:
    """A segment of a path, a placeholder in whatever notation as ``{name}``."""
    text = unquote(segment) if _ENCODED_SIGN.search(segment) else segment
    for pattern in _PLACEHOLDERS:
        if found := pattern.fullmatch(text):
            name = re.sub(r"[^\w.-]+", "_", found[1] or "").strip("_")
            return f"{{{name or 'value'}}}"
    return segment
