"""Python, with python-ovh."""

import keyword
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from ovh_explorer.call import Call
from ovh_explorer.snippets.context import SnippetContext, comment, wrapper_path

__all__ = ["literal", "write"]

_WIDTH = 88
# python-ovh's own parameters: a keyword argument of that name would be taken for it.
_TAKEN = frozenset({"self", "_target", "_need_auth"})
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"'}


def write(call: Call, context: SnippetContext) -> str:
    """A script, or the call alone, that makes python-ovh send `call`."""
    body = _call(call)
    if context.call_only:
        return f"{body}\n"
    page = comment("# Keys:", context.token_page)
    return (
        f"{comment('#', context.note)}# pip install ovh\n"
        "import json\n"
        "\n"
        "import ovh\n"
        "\n"
        f"{page}client = ovh.Client(\n"
        f"    endpoint={literal(context.endpoint)},\n"
        '    application_key="xxxxxxxxxxxxxxxx",\n'
        '    application_secret="xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",\n'
        '    consumer_key="xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",\n'
        ")\n"
        "\n"
        f"{body}\n"
        "print(json.dumps(result, indent=4))\n"
    )


def _call(call: Call) -> str:
    path = literal(wrapper_path(call))
    method = call.method.lower()
    value = call.json if call.body is not None else None
    flag = [] if call.authenticated else ["_need_auth=False"]
    if call.headers:
        arguments = [literal(call.method), path]
        if call.body is not None:
            arguments.append(f"data={literal(value)}")
        arguments.append(f"headers={literal(dict(call.headers))}")
        if not call.authenticated:
            arguments.append("need_auth=False")
        # raw_call is the one way to send a header; it raises nothing by itself.
        return f"response = {_invoke('client.raw_call', arguments)}\nresponse.raise_for_status()\nresult = response.json()"
    if call.method == "GET" and call.body is None and _query_survives(call):
        plain = f"/v2{call.concrete_path}" if call.branch == "v2" else call.concrete_path
        names = _keywords(dict(call.query)) if call.query else []
        return f"result = {_invoke('client.get', [literal(plain), *names, *flag])}"
    if call.body is None and method in ("get", "post", "put", "delete"):
        return f"result = {_invoke(f'client.{method}', [path, *flag])}"
    if isinstance(value, dict) and value and method in ("post", "put") and _passes(value):
        return f"result = {_invoke(f'client.{method}', [path, *_keywords(value), *flag])}"
    arguments = [literal(call.method), path, "None" if call.body is None else literal(value)]
    if not call.authenticated:
        arguments.append("need_auth=False")
    return f"result = {_invoke('client.call', arguments)}"


def _query_survives(call: Call) -> bool:
    """Whether keyword arguments make python-ovh write the query as TRY does: it uses ``urlencode``, TRY is stricter."""
    names = [name for name, _ in call.query]
    if len(set(names)) != len(names) or not _passes(names):
        return False
    return urlencode(call.query) == call.query_string


def _passes(names: Iterable[str]) -> bool:
    """Whether python-ovh hands all of `names` on as they are: it turns ``_from`` into ``from``."""
    return not any(name in _TAKEN or (name[:1] == "_" and keyword.iskeyword(name[1:])) for name in names)


def _keywords(values: dict[str, Any]) -> list[str]:
    """Keyword arguments; names that are none come last in a dictionary, unless that would change their order."""
    plain = {name: _keyword(name) for name in values}
    if all(plain.values()):
        return [f"{plain[name]}={literal(value)}" for name, value in values.items()]
    arguments: list[str] = []
    others: dict[str, Any] = {}
    for name, value in values.items():
        if plain[name] and not others:
            arguments.append(f"{plain[name]}={literal(value)}")
        else:
            others[name] = value
    return [*arguments, f"**{literal(others)}"]


def _keyword(name: str) -> str:
    """How `name` is written as a keyword argument; "" where it can't be.

    python-ovh drops the underscore of ``_from``, so that words Python keeps for itself can be named.
    """
    if keyword.iskeyword(name):
        return f"_{name}"
    if not name.isidentifier() or unicodedata.normalize("NFKC", name) != name:
        return ""
    return name


def _invoke(function: str, arguments: list[str]) -> str:
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    inner = "".join(f"    {argument},\n".replace("\n    ", "\n        ") for argument in map(_indented, arguments))
    return f"{function}(\n{inner})"


def _indented(argument: str) -> str:
    return argument.replace("\n", "\n    ")


def literal(value: Any, depth: int = 0) -> str:
    """`value`, of JSON's types, as a Python expression that ``json.dumps`` writes back as it was."""
    if isinstance(value, str):
        return '"' + "".join(map(_char, value)) + '"'
    if isinstance(value, dict):
        return _block("{", "}", [f"{literal(name)}: {literal(item, depth + 1)}" for name, item in value.items()])
    if isinstance(value, list):
        return _block("[", "]", [literal(item, depth + 1) for item in value])
    return repr(value)


def _block(opening: str, closing: str, items: list[str]) -> str:
    line = f"{opening}{', '.join(items)}{closing}"
    if len(line) <= 60 and "\n" not in line:
        return line
    inner = "".join("    " + item.replace("\n", "\n    ") + ",\n" for item in items)
    return f"{opening}\n{inner}{closing}"


def _char(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
