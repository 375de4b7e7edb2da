"""What a random user does: bytes for the terminal, new sizes, and waiting; the same for the same
seed.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys, key_to_character

from ovh_explorer.tui.key_bindings import KEYS

__all__ = ["Action", "actions"]

SMALLEST, LARGEST = (20, 5), (250, 80)
ESCAPE = "\x1b"
# Of these one ends the program, the other stops it; the user of the tool decides on both.
_LEFT_OUT = {"ctrl+q", "ctrl+z"}
_SIGNS = {"slash": "/", "plus": "+"}
WORDS = (
    "dns",
    "domain",
    "vps",
    "GET /me",
    "GET /domain/zone/example.com/record",
    "POST /domain/zone/example.com/record",
    "DELETE /domain/zone/example.com/record/1",
    "/cloud/project",
    "GET /dedicated/server",
    "v2 iam policy",
    "réinitialiser le mot de passe",
    "example.com",
    "ssl",
    "environment",
    "true",
    "-1",
    "192.0.2.0/24",
    "2026-01-01T00:00:00+01:00",
    "日本語 ひらがな",
    "שלום",
    "😀👩‍👩‍👧",
    "e\u0301\u0301\u0301",
    "length(@)",
    "items[3].name",
    "[bold red]x[/]",
    "..",
)
CURL = """curl -X POST 'https://eu.api.ovh.com/v1/domain/zone/example.com/record' \\
  -H 'Content-Type: application/json' -d '{"fieldType": "A", "target": "192.0.2.1"}'"""
PASTES = (
    "one line",
    "two\nlines\n",
    "\tindented\r\nas on Windows\r\n",
    CURL,
    "https://eu.api.ovh.com/console/?section=%2Fdomain&branch=v1#get-/domain/zone/{zoneName}",
    '{"fieldType": "A", "subDomain": "www", "target": "192.0.2.1"}',
    "[" * 3000 + "]" * 3000,
    "{" * 500,
    '{"a": 1e999, "a": 123456789012345678901234567890, "\\ud800": null}',
    "\x1b]52;c;aGFybQ==\x07\x1b[2J\x9b31m",
    "\x00\x01\x02\x7f\x85\u202e\u2066\ufeff",
    "x" * 20_000,
    "word " * 4_000,
    "line\n" * 4_000,
    "é" * 100_000,
    "",
)
# What is no key; with text around it nothing else is typed than that.
JUNK = (
    b"\xe9",
    b"\xff\xfe",
    b"\x1b[M \xff\xff",
    b"\x1b[97:65;2u",
    b"\x1b[97;1:3u",
    b"\x1b[1114112u",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b[?62;c",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1b[12;40R",
    b"\x1b[?0u",
    b"\x1b[201~",
    b"\x1b[",
    b"\x1b]11;rgb",
)


@dataclass(frozen=True, slots=True)
class Action:
    """A thing that a user does at once: `what` in words, and the bytes, the size or the seconds
    that it takes.
    """

    what: str
    data: bytes = b""
    size: tuple[int, int] | None = None
    pause: float = 0.0


def _bytes_of_keys() -> dict[str, bytes]:
    """What a terminal sends for each key of the table."""
    sequences = {
        keys[0].value: sequence
        for sequence, keys in reversed(list(ANSI_SEQUENCES_KEYS.items()))
        if isinstance(keys, tuple)
        and len(keys) == 1
        and keys[0] != Keys.Ignore
        and "[27;" not in sequence
    }
    found = {}
    for name in sorted({name for key in KEYS for name in key.keys.split(",")} - _LEFT_OUT):
        character = name if len(name) == 1 else _SIGNS.get(name) or key_to_character(name)
        sent = sequences.get(name) or character
        # A letter with shift has another name of one letter, too.
        if sent is not None:
            found[name] = sent.encode()
    return found


_SENT = _bytes_of_keys()
# What moves and opens is pressed more often than the rest.
_OFTEN = tuple(
    name
    for name in ("enter", "escape", "tab", "down", "up", "j", "k", "ctrl+r", "ctrl+f")
    if name in _SENT
)


class _User:
    def __init__(self, seed: int, size: tuple[int, int]) -> None:
        self.chance = random.Random(seed)
        self.home = size
        self.size = size

    def key(self) -> Action:
        name = (
            self.chance.choice(_OFTEN)
            if self.chance.random() < 0.4
            else self.chance.choice(list(_SENT))
        )
        return Action(f"key {name}", _SENT[name])

    def letter(self) -> Action:
        letter = chr(self.chance.randrange(0x20, 0x7F))
        return Action(f"letter {letter!r}", letter.encode())

    def twice(self) -> Action:
        """A key held, or pressed in haste: both arrive in one read."""
        name = (
            self.chance.choice(_OFTEN)
            if self.chance.random() < 0.7
            else self.chance.choice(list(_SENT))
        )
        count = self.chance.choice((2, 2, 2, 3, 10))
        return Action(f"{count} times {name}", _SENT[name] * count)

    def burst(self) -> Action:
        names = [self.chance.choice(list(_SENT)) for _ in range(self.chance.randint(2, 60))]
        return Action(f"burst {' '.join(names)}", b"".join(_SENT[name] for name in names))

    def words(self) -> Action:
        words = self.chance.choice(WORDS)
        return Action(f"words {words!r}", words.encode())

    def open(self) -> Action:
        """Find an operation and open it, all typed ahead."""
        words = self.chance.choice(WORDS[:12])
        enters = self.chance.choice((1, 1, 1, 2))
        return Action(
            f"open {words!r}, enter {enters} times",
            _SENT["ctrl+f"] + words.encode() + b"\r" * enters,
        )

    def send(self) -> Action:
        agrees = self.chance.random() < 0.5
        return Action(
            f"try{' and agree' if agrees else ''}", _SENT["ctrl+r"] + (b"y" if agrees else b"")
        )

    def leave(self) -> Action:
        count = self.chance.randint(1, 4)
        # The pause keeps the last one from being Alt and the next key.
        return Action(f"escape {count} times", ESCAPE.encode() * count, pause=0.12)

    def _at(self) -> tuple[int, int]:
        if self.chance.random() < 0.02:
            return self.chance.randint(1, 9999), self.chance.randint(1, 9999)
        return self.chance.randint(1, self.size[0]), self.chance.randint(1, self.size[1])

    def click(self) -> Action:
        (x, y), count = self._at(), self.chance.choice((1, 1, 1, 2, 2, 3))
        button = self.chance.choice((0, 0, 0, 0, 1, 2))
        data = f"{ESCAPE}[<{button};{x};{y}M{ESCAPE}[<{button};{x};{y}m".encode() * count
        return Action(f"click {count} times at {x},{y} with {button}", data)

    def drag(self) -> Action:
        (x, y), (right, below) = self._at(), self._at()
        data = f"{ESCAPE}[<0;{x};{y}M{ESCAPE}[<32;{right};{below}M"
        release = self.chance.random() < 0.9
        data += f"{ESCAPE}[<0;{right};{below}m" if release else ""
        return Action(
            f"drag from {x},{y} to {right},{below}{'' if release else ', held'}", data.encode()
        )

    def wheel(self) -> Action:
        (x, y), button, count = (
            self._at(),
            self.chance.choice((64, 65, 66, 67)),
            self.chance.randint(1, 15),
        )
        return Action(
            f"wheel {button} {count} times at {x},{y}",
            f"{ESCAPE}[<{button};{x};{y}M".encode() * count,
        )

    def move(self) -> Action:
        places = [self._at() for _ in range(self.chance.randint(1, 20))]
        return Action(
            f"move over {places}", "".join(f"{ESCAPE}[<35;{x};{y}M" for x, y in places).encode()
        )

    def paste(self) -> Action:
        text = self.chance.choice(PASTES)
        return Action(
            f"paste {text[:30]!r} of {len(text)}", b"\x1b[200~" + text.encode() + b"\x1b[201~"
        )

    def endless_paste(self) -> Action:
        return Action("paste without its end", b"\x1b[200~begun", pause=2.2)

    def junk(self) -> Action:
        data = self.chance.choice(JUNK)
        if self.chance.random() < 0.3:
            data = self.chance.randbytes(self.chance.randint(1, 30)).translate(None, b"\x11\x1a")
        return Action(f"junk {data!r}", data)

    def focus(self) -> Action:
        return Action("the terminal loses and gets focus", b"\x1b[O\x1b[I")

    def resize(self) -> Action:
        if self.chance.random() < 0.4:
            self.size = self.home
        else:
            self.size = tuple(
                self.chance.randint(low, high) for low, high in zip(SMALLEST, LARGEST, strict=True)
            )  # type: ignore[assignment]
        return Action(f"resize to {self.size[0]}x{self.size[1]}", size=self.size)

    def wait(self) -> Action:
        return Action("wait", pause=self.chance.choice((0.1, 0.5, 1.0)))


_SHARES: dict[Callable[[_User], Action], int] = {
    _User.key: 250,
    _User.letter: 60,
    _User.twice: 60,
    _User.burst: 30,
    _User.words: 60,
    _User.open: 60,
    _User.send: 60,
    _User.leave: 90,
    _User.click: 150,
    _User.drag: 20,
    _User.wheel: 30,
    _User.move: 20,
    _User.paste: 30,
    _User.endless_paste: 1,
    _User.junk: 20,
    _User.focus: 5,
    _User.resize: 30,
    _User.wait: 20,
}


def actions(seed: int, size: tuple[int, int]) -> Iterator[Action]:
    """Without end."""
    user = _User(seed, size)
    while True:
        yield user.chance.choices(list(_SHARES), list(_SHARES.values()))[0](user)
