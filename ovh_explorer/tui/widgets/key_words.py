"""Keys that are named in sentences and below dialogs: a click on the words presses the key."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from ovh_explorer.translation import language
from ovh_explorer.tui.key_bindings import KEYS, key_named, names_of_keys, written_keys
from ovh_explorer.tui.terminal.key_presses import press_key

__all__ = [
    "KeyWords",
    "do_key_at",
    "key_words",
    "press_edge_key",
    "press_key_in_text",
    "press_part_at",
]

_VERBS = (
    "opens|loads|shows|starts|goes|closes|ends|skips|finds|copies|sends|switches|"
    "follows|lists|narrows|changes|reads|gets|uses|acts|offers|waits|"
    # As translations have them.
    "ouvre|charge|affiche|démarre|commence|va|ferme|termine|arrête|passe|trouve|copie|envoie|"
    "bascule|masque|change|revient|quitte|annule|choisit|efface|ajoute|remplit|lance|valide|garde|"
    "continue|reprend|agit|relit|suit|liste|filtre|lit|utilise|propose|montre|"
    # What stands in an edge or a line of state has no sentence.
    "ouvrir|charger|afficher|fermer|terminer|arrêter|passer|copier|envoyer|masquer|changer|revenir|"
    "quitter|annuler|choisir|valider|appliquer|garder|continuer|reprendre|relire|lire|utiliser|"
    "exécuter|enregistrer|suivre|modifier|parcourir|attendre|faire|chercher|agir"
)
# What may stand between a key and its verb in French: "m les charge", "a pour la suivre".
_BEFORE_VERB = "(?:pour )?(?:l[ae] |les )?"
# A key whose field is to be left empty: "f with nothing shows all".
_WITH_NOTHING = "with nothing|sans rien|et rien"  # not for people
# Words of any sentence too, or no keys by themselves.
_NOT_NAMED = ("shift", "home", "end")
_SIGNS = {"^_": "ctrl+underscore", "^^": "ctrl+circumflex_accent", "/": "slash"}
# Of a frame's lower edge, right of its words: a blank, a line and a corner.
_EDGE = 3
# What a sentence says before it names a key: "data left out: m sends it".
_SENTENCE_BEFORE = re.compile(r"(?<![^.;·()])(?:(?! {2})[^.;·()])*$")


class _Patterns(NamedTuple):
    """What finds keys in texts of one language: a key alone, a clause of a sentence, a part."""

    key: re.Pattern[str]
    clause: re.Pattern[str]
    part: re.Pattern[str]


class KeyWords(NamedTuple):
    """Words of a sentence that name a key.

    Attributes:
        start, end: where they are in it.
        key: Textual's name of the key to press; "" where an action is run.
        action: of the main screen, for a character, which would be typed where a text has focus.
    """

    start: int
    end: int
    key: str = ""
    action: str = ""


def key_words(text: str) -> Iterator[KeyWords]:
    """The words of a sentence on the main screen that name a key."""
    for match in _patterns(language()).clause.finditer(text):
        shown = next(match[part] for part in ("told", "named", "further", "sign") if match[part])
        if len(shown) > 1:
            yield KeyWords(*match.span(), key=_name_of(shown))
        elif action := _action_of(shown):
            yield KeyWords(*match.span(), action=action)


def do_key_at(
    widget: Widget, text: str, x: int, event: events.Click, *, is_one: bool = False
) -> bool:
    """Do what the key does that a text of the main screen names at column `x`; False for none. A
    text that `is_one` says one thing: where it names one key, all of it means that.

    A double click does it once: by its second half other words may stand there.
    """
    found = _words_at(text, x, is_one=is_one)
    if found is None:
        return False
    if event.chain > 1:
        return True
    if found.action:
        widget.call_later(widget.screen.run_action, found.action)
    else:
        _press(widget, found.key)
    return True


def press_edge_key(screen: Screen[Any], event: events.Click) -> None:
    """Press the key of a dialog that was clicked in the lower edge of a frame."""
    # What was clicked: after a new size of the terminal nothing may be in that place.
    widget = event.widget
    if widget is None or not widget.border_subtitle:
        return
    region = widget.region
    if event.screen_y != region.bottom - 1:
        return
    text = Content.from_markup(widget.border_subtitle).plain
    x = event.screen_x - (region.right - _EDGE - cell_len(text))
    # Parts that begin with their keys, or a sentence.
    if press_part_at(screen, text, x) or _press_named(screen, text, x, is_one=True):
        event.stop()


def press_key_in_text(widget: Widget, event: events.Click) -> bool:
    """Press the key that a text of a dialog names where it was clicked; False for none.

    Characters would be typed there, where a field has focus: only other keys are pressed.
    """
    at = event.get_content_offset(widget)
    if at is None:
        return False
    # As it is drawn: a sentence may go on in the next line.
    lines = [widget.render_line(y).text.rstrip() for y in range(widget.content_size.height)]
    x = at.x + sum(cell_len(line) + 1 for line in lines[: at.y])
    text = " ".join(lines)
    if _press_named(widget, text, x):
        event.stop()
        return True
    return False


@lru_cache(maxsize=2)
def _patterns(_language: str) -> _Patterns:
    """The patterns of a language of people: its names of keys, and the English ones."""
    found = [name for name, key in names_of_keys().items() if key not in _NOT_NAMED]
    names = "|".join(
        f"[{name[0]}{name[0].upper()}]{re.escape(name[1:])}"
        for name in sorted(found, key=len, reverse=True)
    )
    shift = "|".join({"shift", written_keys("shift")})
    named = rf"(?:(?:{shift}) )?F\d{{1,2}}|\^[a-z_^]|{names}"
    # As our sentences name keys: "Press F4 to edit", "press enter", "esc closes", "r opens it",
    # "tab: its others". The words to the end of the clause belong to the key.
    clause = (
        # not for people
        rf"(?:(?:[Pp]ress|[Aa]ppuyez sur) (?P<told>{named}|\S)(?=[\s.,;:)]|$)"
        # Of the palette the command stands behind the key: "^p Recipes goes on with it".
        rf"|(?<![\w^])(?P<named>{named})"
        rf"(?=\s?:? (?:[A-Z]\w+ )?{_BEFORE_VERB}(?:[a-z]+s|{_VERBS})\b)"
        # The second of two: "Press F7 to go there, ^n for headers".
        rf"|(?<=, )(?P<further>{named})(?= (?:to|for|pour)\b)"
        rf"|(?<!\w)(?P<sign>\S)(?= {_BEFORE_VERB}(?:{_VERBS}|{_WITH_NOTHING})\b))"
        r"[^.,;·()]*"
    )
    # In the lower edge of a dialog, and above code, each part begins with its key.
    part = rf"(?:(?<=· )|(?<=, )|^)(?P<key>(?:{names})(?=[:\s])|[^\s:]+)(?=[:\s])(?:(?! · |, ).)*"
    return _Patterns(re.compile(named), re.compile(clause), re.compile(part))


def _press_named(widget: Widget, text: str, x: int, *, is_one: bool = False) -> bool:
    """Press the key that a sentence names at column `x`, where it is no character."""
    words = _words_at(text, x, is_one=is_one)
    if words is None or not words.key:
        return False
    _press(widget, words.key)
    return True


def _words_at(text: str, x: int, *, is_one: bool = False) -> KeyWords | None:
    """The words that name a key at column `x`, with what is said before it in the same sentence. A
    text that `is_one` says one thing: where it names one key, all of it means that.
    """
    found = list(key_words(text))
    if is_one and len(found) == 1:
        return found[0] if 0 <= x < cell_len(text) else None
    before = 0
    for words in found:
        said = _SENTENCE_BEFORE.search(text, before, words.start)
        start = words.start if said is None else said.start()
        if cell_len(text[:start]) <= x < cell_len(text[: words.end]):
            return words
        before = words.end
    return None


def press_part_at(widget: Widget, text: str, x: int) -> bool:
    """Press the key of the part of a text at column `x`, each of which begins with its key; False
    for none.
    """
    for match in _patterns(language()).part.finditer(text):
        key = _name_of(match["key"])
        if key and _is_at(text, KeyWords(*match.span()), x):
            _press(widget, key)
            return True
    return False


def _press(widget: Widget, key: str) -> None:
    # By the application: a key from a screen would not bubble up through it.
    widget.app.call_later(press_key, widget.app, key)


def _is_at(text: str, words: KeyWords, x: int) -> bool:
    return cell_len(text[: words.start]) <= x < cell_len(text[: words.end])


def _name_of(shown: str) -> str:
    """Textual's name of a key that people write so; "" for what is no key."""
    if name := key_named(shown) or _SIGNS.get(shown, ""):
        return name
    if _patterns(language()).key.fullmatch(shown):
        name = shown.lower().replace(f"{written_keys('shift')} ", "shift+")
        return name.replace("^", "ctrl+").replace("shift ", "shift+")
    return shown if len(shown) == 1 and shown.isascii() and shown.isalpha() else ""


def _action_of(shown: str) -> str:
    """The action of the main screen that a character stands for outside fields; "" for none."""
    for item in KEYS:
        if shown in item.shown.split() and item.action:
            if item.where == "panes":
                return item.action
            if item.where == "response":
                return f"in_response('{item.action}')"
    return ""
