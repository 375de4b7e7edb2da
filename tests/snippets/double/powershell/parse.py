"""Parses PowerShell with tree-sitter: for each of the texts of a file, a list in JSON, whether it is
without an error, and the values of its single-quoted strings and of characters by their number.
"""

import json
import re
import sys
from pathlib import Path

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

_CHAR = re.compile(r"\[char\](?:0x([0-9A-F]+)|::ConvertFromUtf32\((\d+)\))")


def main() -> None:
    parser = Parser(Language(tree_sitter_powershell.language()))
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = []
    for text in texts:
        root = parser.parse(text.encode()).root_node
        found.append({"faults": faults(root), "texts": list(values(root))})
    print(json.dumps(found))


def faults(root: Node) -> list[str]:
    """What the parser could make nothing of, or misses."""
    if not root.has_error:
        return []
    bad = [node for node in walk(root) if node.is_error or node.is_missing]
    return [f"{node.start_point[0] + 1}: {node.text.decode()[:100]}" for node in bad]


def walk(root: Node):
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def values(root: Node):
    """The texts of a script in their order; one that is a sum is one."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        text = node.text.decode()
        if node.type == "parenthesized_expression" and is_sum(text):
            yield "".join(parts(text[1:-1]))
        elif node.type == "verbatim_string_characters":
            yield text[1:-1].replace("''", "'")
        else:
            waiting += reversed(node.children)


_PART = re.compile(r"'(?:[^']|'')*'|\[char\](?:0x[0-9A-F]+|::ConvertFromUtf32\(\d+\))")
_SUM = re.compile(rf"\((?:{_PART.pattern})(?: \+ (?:{_PART.pattern}))+\)")


def is_sum(text: str) -> bool:
    return _SUM.fullmatch(text) is not None


def parts(text: str):
    for part in _PART.findall(text):
        char = _CHAR.fullmatch(part)
        if char is None:
            yield part[1:-1].replace("''", "'")
        else:
            yield chr(int(char[1], 16) if char[1] else int(char[2]))


main()
