"""PHP, with php-ovh."""

import json
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.context import SnippetContext, comment, wrapper_path

__all__ = ["literal", "write"]

_WIDTH = 88
_LARGEST = 2**63 - 1


def write(call: Call, context: SnippetContext) -> str:
    """A script, or the call alone, that makes php-ovh send `call`."""
    body = _call(call)
    if context.call_only:
        return f"{body}\n"
    page = comment("// Keys:", context.token_page)
    return (
        "<?php\n"
        f"{comment('//', context.note)}// composer require ovh/ovh\n"
        "require __DIR__ . '/vendor/autoload.php';\n"
        "\n"
        "use Ovh\\Api;\n"
        "\n"
        f"{page}$ovh = new Api(\n"
        "    'xxxxxxxxxxxxxxxx', // application key\n"
        "    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', // application secret\n"
        f"    {literal(context.endpoint)},\n"
        "    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' // consumer key\n"
        ");\n"
        "\n"
        f"{body}\n"
        "print_r($result);\n"
    )


def _call(call: Call) -> str:
    # The finished query stays in the path: php-ovh would encode one that it is given twice.
    arguments = [literal(wrapper_path(call))]
    if call.body is not None:
        arguments.append(_body(call))
    elif call.method == "PUT" or call.headers or not call.authenticated:
        arguments.append("null")
    if call.headers or not call.authenticated:
        arguments.append(literal(dict(call.headers)) if call.headers else "null")
    if not call.authenticated:
        arguments.append("false")
    function = f"$ovh->{call.method.lower()}"
    line = f"$result = {function}({', '.join(arguments)});"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    inner = ",\n".join("    " + argument.replace("\n", "\n    ") for argument in arguments)
    return f"$result = {function}(\n{inner}\n);"


def _body(call: Call) -> str:
    value = call.json
    if _survives(value):
        return literal(value)
    assert call.body is not None
    # A number too large for PHP, or a key that PHP would turn into one: let it read the JSON itself.
    return f"json_decode({literal(call.body.decode())}, false, 512, JSON_BIGINT_AS_STRING)"


def _survives(value: Any) -> bool:
    """Whether `value` can be written as a PHP literal that ``json_encode`` writes back as the same JSON."""
    if isinstance(value, dict):
        # Keys of digits become numbers, and 0, 1, 2 … would make a list of the object.
        return all(not _numeric(name) and "\0" not in name[:1] for name in value) and all(map(_survives, value.values()))
    if isinstance(value, list):
        return all(map(_survives, value))
    if isinstance(value, bool) or not isinstance(value, int):
        return True
    return -_LARGEST - 1 < value <= _LARGEST


def _numeric(name: str) -> bool:
    return name.removeprefix("-").isdigit()


def literal(value: Any) -> str:
    """`value`, of JSON's types, as a PHP expression. An empty object is ``new \\stdClass``: ``[]`` would be a list."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, dict):
        if not value:
            return "new \\stdClass"
        return _block([f"{_string(name)} => {literal(item)}" for name, item in value.items()])
    if isinstance(value, list):
        return _block([literal(item) for item in value])
    return json.dumps(value)


def _block(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= 60 and "\n" not in line:
        return line
    inner = "".join("    " + item.replace("\n", "\n    ") + ",\n" for item in items)
    return f"[\n{inner}]"


def _string(text: str) -> str:
    """A literal without escapes where there is nothing to escape, else one in which each odd character is spelled out."""
    if all(char.isprintable() for char in text) and "?>" not in text:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return '"' + "".join(map(_char, text)).replace("?>", "?\\x3e") + '"'


def _char(char: str) -> str:
    if char in '"\\$':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    if 0xD800 <= code < 0xE000:  # half a character has no UTF-8: its three bytes, which json_encode refuses in words
        return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{{{code:x}}}"
