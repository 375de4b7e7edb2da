"""What code says besides the call: where it runs, how much of it."""

from dataclasses import dataclass

from ovh_explorer.call import Call

__all__ = ["SnippetContext", "comment", "wrapper_path"]


@dataclass(frozen=True, slots=True)
class SnippetContext:
    """What a snippet names.

    Attributes:
        endpoint: the region's name, as the wrappers know it.
        base_url: the region's API without branch; `v1` is what stands for branch v1 in its URLs.
        note: a line for the top, as a comment.
        call_only: the call alone, without client, imports and printing.
        token_page: where keys are made; "" when nobody knows.
    """

    endpoint: str = "ovh-eu"
    base_url: str = "https://eu.api.ovh.com"
    v1: str = "1.0"
    note: str = ""
    call_only: bool = False
    token_page: str = "https://eu.api.ovh.com/createToken/"


def wrapper_path(call: Call) -> str:
    """The path with its finished query as the wrappers take it: v2 has its prefix, v1 none (`API-FACTS`, branch switch)."""
    return f"/v2{call.target}" if call.branch == "v2" else call.target


def comment(mark: str, text: str) -> str:
    """`text` as a comment of one line; what would end it or turn it round is dropped."""
    safe = "".join(char if char.isprintable() else " " for char in text).replace("?>", "? >").replace("*/", "* /")
    return f"{mark} {safe}\n" if safe.strip() else ""
