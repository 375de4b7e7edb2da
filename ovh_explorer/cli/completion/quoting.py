"""Quotes of other shells: a word of fish without them, a value of PowerShell with them."""

__all__ = ["for_powershell", "without_fish_quotes"]

_FISH_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b"}
# PowerShell takes these for quotes as well.
_SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-_=:%+")


def without_fish_quotes(token: str) -> str:
    """The text of a word of fish, as far as it is written; a quote may be open."""
    text: list[str] = []
    quote, place = "", 0
    while place < len(token):
        sign = token[place]
        place += 1
        following = token[place : place + 1]
        if sign == quote:
            quote = ""
        elif not quote and sign in "\"'":
            quote = sign
        elif sign == "\\" and following and not quote:
            text.append(_FISH_ESCAPES.get(following, following))
            place += 1
        elif sign == "\\" and following and following in ("\\", quote, "$" if quote == '"' else ""):
            text.append(following)
            place += 1
        else:
            text.append(sign)
    return "".join(text)


def for_powershell(value: str) -> str:
    """A value as PowerShell reads it back: in quotes where it is more than letters and digits."""
    if value and all(sign in _PLAIN or sign.isalnum() for sign in value) and value[0] != "-":
        return value
    if value.startswith("-") and value[1:].replace("-", "").isalnum():
        return value
    doubled = "".join(sign * 2 if sign in _SINGLE_QUOTES else sign for sign in value)
    return f"'{doubled}'"
