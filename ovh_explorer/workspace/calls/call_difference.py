"""What tells two calls of one operation apart, in words that fit in a line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import canonical_json
from ovh_explorer.translation import _, ngettext, number

if TYPE_CHECKING:
    from ovh_explorer.call import Call

__all__ = ["what_differs"]

Pairs = tuple[tuple[str, str], ...]

# Characters of a value that are shown.
_MAX_VALUE = 40
# Of all that is named one by one: what a line beside a status has room for.
_MAX_NAMED = 36


def what_differs(call: "Call", other: "Call | None") -> str:
    """What `call` says that `other`, another call of the same operation, doesn't: ``id=5, without
    ttl``.

    Args:
        other: None for a form that makes no call: it differs by a path value that is missing.

    Returns:
        "" where both say the same; secrets are masked.
    """
    masked = call.masked()
    if other is None:
        said = [f"{name}={_short(value)}" for name, value in (*masked.path_values, *masked.query)]
        return _joined(said, []) or _("another form")
    given: list[str] = []
    missing: list[str] = []
    for mine, shown, theirs in (
        (call.path_values, masked.path_values, other.path_values),
        (call.query, masked.query, other.query),
        (call.headers, masked.headers, other.headers),
    ):
        _compare_pairs(mine, shown, theirs, given, missing)
    _compare_bodies(call, masked, other, given, missing)
    return _joined(given, missing)


def _joined(given: list[str], missing: list[str]) -> str:
    if not given and missing:
        return _without(missing)
    parts = [*given, *(_("without {name}").format(name=name) for name in missing)]
    named = _fitting(parts)
    return _counted(", ".join(named), len(parts) - len(named))


def _without(missing: list[str]) -> str:
    named = _fitting(missing)
    if len(missing) == 1:
        return _("the call without {name}").format(name=missing[0])
    if len(named) < len(missing):
        words = _("the call without {name}").format(name=", ".join(named))
        return _counted(words, len(missing) - len(named))
    *names, last = missing
    return _("the call without {names} and {last}").format(names=", ".join(names), last=last)


def _fitting(parts: list[str]) -> list[str]:
    """The first of the parts, as many as a line has room for."""
    named = parts[:1]
    for part in parts[1:]:
        if len(", ".join([*named, part])) > _MAX_NAMED:
            break
        named.append(part)
    return named


def _counted(words: str, left: int) -> str:
    """What is named, and how many more there are."""
    if not left:
        return words
    more = ngettext("{words} and {count} more", "{words} and {count} more", left)
    return more.format(words=words, count=number(left))


def _compare_pairs(
    mine: Pairs, shown: Pairs, theirs: Pairs, given: list[str], missing: list[str]
) -> None:
    """Add to `given` what `mine` has otherwise, as `shown` spells it, and to `missing` what only
    `theirs` has.
    """
    for name in _names([*mine, *theirs]):
        here, there = (
            sorted(value for key, value in pairs if key == name) for pairs in (mine, theirs)
        )
        if here == there:
            continue
        if here:
            given += [f"{key}={_short(value)}" for key, value in shown if key == name]
        else:
            missing.append(name)


def _compare_bodies(
    call: "Call", masked: "Call", other: "Call", given: list[str], missing: list[str]
) -> None:
    if call.body == other.body:
        return
    mine, theirs = call.json, other.json
    if mine is None:
        missing.append(_("a body"))
    elif not isinstance(mine, dict) or not isinstance(theirs, dict):
        if not _is_same(mine, theirs):
            given.append(_("another body"))
    else:
        shown = masked.json
        for name in dict.fromkeys([*mine, *theirs]):
            if name not in mine:
                missing.append(name)
            elif name not in theirs or not _is_same(mine[name], theirs[name]):
                given.append(_spelt(name, shown.get(name)))


def _is_same(one: Any, other: Any) -> bool:
    # To Python 1, 1.0 and True are equal.
    return canonical_json(_sorted(one)) == canonical_json(_sorted(other))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _spelt(name: str, value: Any) -> str:
    if isinstance(value, dict | list):
        return _("another {name}").format(name=name)
    return f"{name}={_short(value if isinstance(value, str) else canonical_json(value).decode())}"


def _short(text: str) -> str:
    return text if len(text) <= _MAX_VALUE else f"{text[: _MAX_VALUE - 1]}…"


def _names(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    return dict.fromkeys(pair[0] for pair in pairs)
