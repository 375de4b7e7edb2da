"""What an operation says of itself above its form: path, description, status, actions."""

from collections.abc import Mapping
from dataclasses import dataclass

from ovh_explorer.call import path_with_branch
from ovh_explorer.catalog.schema import Operation, Status
from ovh_explorer.text import plain, plain_line, printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.wrapped_text import cut_word, wrap
from ovh_explorer.tui.key_bindings import key_in_fields

__all__ = ["Line", "effect_pieces", "operation_lines", "path_lines", "status_words", "wrapped"]

# The component class of each effect, by how grave it is.
_EFFECT_KINDS = {
    "gives-away": "effect-grave",
    "ends": "effect-grave",
    "destroys": "effect-grave",
    "spends": "effect-serious",
    "locks-out": "effect-serious",
    "interrupts": "effect-notable",
}


_STATUS_WORDS = {
    "ALPHA": N_("alpha: it may change or go without notice"),
    "BETA": N_("beta: it may still change"),
    "DEPRECATED": N_("deprecated"),
}

# Of what is read once, or is told on the tab About too.
_SPARE_KINDS = ("description", "note", "heading", "type")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form: a row, or text in pieces of ``(component class, text)``.

    `part` counts the lines of a row that has several.
    """

    row: int | None = None
    pieces: tuple[tuple[str, str], ...] = ()
    part: int = 0

    @property
    def is_spare(self) -> bool:
        """Whether it may be out of sight for a while: it is empty, or a heading or a note, which
        names no operation and no effect, and has no value.
        """
        return self.row is None and all(kind in _SPARE_KINDS for kind, _words in self.pieces)


def operation_lines(
    operation: Operation,
    width: int,
    allowed: bool | None = None,
    *,
    titled: bool = False,
    body: Mapping[str, str] | None = None,
) -> list[Line]:
    """The head of a form; what doesn't fit in it is on the tab About.

    `allowed` tells whether the key's access rules allow the operation; None where that isn't known.
    Where the form is `titled`, method and path stand in the frame around it. `body` has the values
    that what it does may depend on.
    """
    width = max(20, width)
    lines = [] if titled else path_lines(operation, width)
    if operation.description:
        lines += wrapped("description", plain_line(catalog_text(operation.description)), width)
    status = operation.status
    badges = _status_pieces(status)
    notes = _("allowed for your key") if allowed else ""
    if not operation.authenticated:
        notes = _("no authentication needed")
    lines += _badge_lines(
        badges, effect_pieces(operation, body), [("note", notes)] if notes else [], width
    )
    if operation.authenticated and allowed is False:
        lines += wrapped(
            "warning",
            # Below it fields are typed into, where a letter is one.
            _("Your key may not call this. Press {key} to request a key with this right.").format(
                key=key_in_fields("sign_in")
            ),
            width,
        )
    if status.value == "DEPRECATED":
        words = status_words(status)
        if status.replacement:
            words = _("{words} ({key} opens it)").format(
                words=words, key=key_in_fields("replacement")
            )
        lines += wrapped("warning", words, width)
    for action in operation.iam[:2]:
        words = "IAM {name}" if action.required else _("IAM {name} (optional)")
        lines += wrapped("note", words.format(name=action.name), width)
    if len(operation.iam) > 2:
        more = len(operation.iam) - 2
        # Always in the plural, in English too.
        words = ngettext(
            "and {count} more IAM actions: About", "and {count} more IAM actions: About", more
        )
        lines += wrapped("note", words.format(count=number(more)), width)
    if operation.long_description:
        words = plain(catalog_text(operation.long_description))
        long = wrapped("note", " ".join(words.split()), width)
        lines += long[:2]
        if len(long) > 2:
            lines.append(Line(pieces=(("note", _("… more in About")),)))
    return lines


def effect_pieces(
    operation: Operation, body: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """What an operation does with the values of a body, in a few words, the gravest first; nothing
    for what only reads.
    """
    from ovh_explorer.catalog.effects import effects_with_body, is_known
    from ovh_explorer.workspace.calls.effect_words import LABELS

    if not is_known(operation.method, operation.path):
        return [("effect-grave", _("may destroy data (not known)"))]
    pieces: list[tuple[str, str]] = []
    for effect in effects_with_body(operation.method, operation.path, body):
        if pieces:
            pieces.append(("note", " · "))
        pieces.append((_EFFECT_KINDS.get(effect, "note"), _(LABELS[effect])))
    return pieces


def _status_pieces(status: Status) -> list[tuple[str, str]]:
    """How far an operation is from being in production; nothing for one that is."""
    value = status.value
    if value == "PRODUCTION":
        return []
    words = _STATUS_WORDS.get(value)
    words = printable(value.lower()) if words is None else _(words)
    return [(f"status-{value.lower()}", f" {words} ")]


def _badge_lines(
    status: list[tuple[str, str]],
    effects: list[tuple[str, str]],
    notes: list[tuple[str, str]],
    width: int,
) -> list[Line]:
    """Status, effects and notes on one line; the effects on a line of their own where that is too
    narrow.
    """
    joined = _parted(status, _dotted(effects, notes))
    if not joined:
        return []
    if not effects or sum(len(text) for _, text in joined) <= width:
        return [Line(pieces=tuple(joined))]
    others = _parted(status, notes)
    return [Line(pieces=tuple(effects)), *([Line(pieces=tuple(others))] if others else [])]


def _dotted(effects: list[tuple[str, str]], notes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Effects and notes with a dot between them: "changes" is no verb of what comes after it."""
    return [*effects, ("note", " · "), *notes] if effects and notes else effects + notes


def _parted(*groups: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pieces of several groups, with blanks between the groups."""
    pieces: list[tuple[str, str]] = []
    for group in filter(None, groups):
        pieces += [("note", "  "), *group] if pieces else group
    return pieces


def status_words(status: Status) -> str:
    """When a deprecated operation was deprecated, when it goes, what to use instead; empty where
    nothing is known.
    """
    from ovh_explorer.translation.dates import day_of

    words = []
    if status.deprecated[:4] > "0001":
        words.append(_("deprecated since {day}").format(day=day_of(status.deprecated)))
    if status.deletion[:4] > "0001":
        words.append(_("removal planned for {day}").format(day=day_of(status.deletion)))
    if status.replacement:
        words.append(_("use {operation} instead").format(operation=status.replacement))
    return ", ".join(words)


def path_lines(operation: Operation, width: int) -> list[Line]:
    """Method and path, the placeholders marked, over as many lines as they need."""
    pieces: list[tuple[str, str]] = [
        (f"method-{operation.method.lower()}", operation.method),
        ("path", " "),
    ]
    text = path_with_branch(operation.branch, operation.path)
    first, *more = cut_word(text, width - len(operation.method) - 1)
    chunks = [first, *(cut_word("".join(more), width) if more else [])]
    lines = []
    for chunk in chunks:
        for index, part in enumerate(_braced(chunk)):
            pieces.append(("placeholder" if index % 2 else "path", printable(part)))
        lines.append(Line(pieces=tuple(pieces)))
        pieces = []
    return lines


def _braced(text: str) -> list[str]:
    """`text` cut so that every second part is a placeholder with its braces."""
    parts: list[str] = [""]
    for char in text:
        if char == "{" and len(parts) % 2:
            parts.append("")
        parts[-1] += char
        if char == "}" and not len(parts) % 2:
            parts.append("")
    return parts


def wrapped(kind: str, text: str, width: int) -> list[Line]:
    """`text` made safe and wrapped, all of one component class."""
    return [Line(pieces=((kind, part),)) for part in wrap(printable(text.strip()), width) or []]
