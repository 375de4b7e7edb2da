"""What a call does as a question in French: "Supprimer l'enregistrement 5210000001
d'example.com ?" What has no French noun goes by its name in the path.
"""

# No words for people: it is French, which a catalog can't make of English words one by one.

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ovh_explorer.text import printable
from ovh_explorer.workspace.calls.path_sentences import whole_sentence
from ovh_explorer.workspace.calls.path_things import (
    CALLED,
    EITHER,
    PLACES,
    USUAL,
    Thing,
    is_account,
    is_group,
    sends_sms,
    things_of,
    values_of,
)
from ovh_explorer.workspace.calls.path_words import (
    VERBS,
    is_creating,
    said_verb,
    singular,
    words_of,
)

__all__ = ["french_sentence"]

_TABLE = Path(__file__).with_name("question_french.toml")
# What stands between the object of a verb and what it belongs to, where it isn't "de".
_LINKS = {
    "à": ("add", "append", "assign", "associate", "attach", "grant", "link"),
    "pour": ("allow", "announce", "create", "declare", "generate", "import", "order", "register",
             "request", "schedule", "send", "start", "subscribe"),
    "sur": ("install",),
    "vers": ("upload",),
}  # fmt: skip
_LINK_OF = {verb: link for link, verbs in _LINKS.items() for verb in verbs}
# What a new thing is added to, and the new things that are of what they are made in; others are
# created for it.
_CONTAINERS = ("cluster", "domaine OKMS", "dossier", "groupe", "load balancer", "projet", "réseau",
               "vRack", "zone DNS")  # fmt: skip
_OF_THEIR_OWNER = ("sauvegarde", "snapshot", "version")
# Before these an article loses its vowel; a capital H is another language's.
_ELIDED = tuple("aàâeéèêiîoôuhœAEÉIOU")
# The h of a name may be one that is heard.
_ELIDED_IN_NAMES = tuple("aàâeéèêiîoôuœAEÉIOU")


def french_sentence(method: str, path: str, values: Mapping[str, str], description: str) -> str:
    """What a request does, as a sentence without its end; as
    :func:`ovh_explorer.workspace.calls.question_words.sentence` has it in English.
    """
    things = things_of(path, values)
    if not things:
        return f"{method} {printable(path)}"
    said = said_verb(description)
    if said == "remove" and " from " not in description:
        said = "delete"
    words = whole_sentence(_words()["sentences"], method, path, values_of(path, values))
    if not words and method == "POST":
        words = _ordered(things) or _posted(things, said)
    elif not words:
        words = _changed(method, things, said)
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    import tomllib

    found: dict[str, Any] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        part: {name: text.replace("'", "’") for name, text in table.items()}
        for part, table in found.items()
    }


def _verb(english: str) -> str:
    return _words()["verbs"].get(english, "exécuter")


# Nouns


def _noun(thing: Thing) -> str:
    """The French for a thing, with "un", "une" or "des"."""
    nouns, english = _words()["nouns"], thing.noun
    if english == "IP" and "/" in thing.value and not thing.value.endswith(("/32", "/128")):
        english = "IP block"
    last = thing.literals[-1] if thing.literals else ""
    for known in (english, " ".join(words_of(last))):
        if known in nouns:
            return nouns[known]
        if singular(known) in nouns:
            plain = nouns[singular(known)]
            # Several of them: the article alone is known to be another one.
            return plain if thing.value else f"des {_plural(plain.partition(' ')[2])}"
    for end, french in ((" cluster", "un cluster"), (" license", "une licence")):
        if english.endswith(end):
            return f"{french} {english.removesuffix(end)}"
    return f"un élément {printable(last)}" if last else "un élément"


def _plural(noun: str) -> str:
    first, blank, rest = noun.partition(" ")
    if first.isupper() or first.endswith(("s", "x", "z")):
        return noun
    if first.endswith(("eau", "eu")):
        return f"{first}x{blank}{rest}"
    if first.endswith("al"):
        return f"{first[:-2]}aux{blank}{rest}"
    return f"{first}s{blank}{rest}"


def _joined(noun: str, forms: Mapping[str, str], elided: str) -> str:
    article, _blank, rest = noun.partition(" ")
    if article != "des" and rest.startswith(_ELIDED):
        return f"{elided}{rest}"
    return f"{forms[article]} {rest}"


def _the(noun: str) -> str:
    return _joined(noun, {"un": "le", "une": "la", "des": "les"}, "l’")


def _of(noun: str) -> str:
    return _joined(noun, {"un": "du", "une": "de la", "des": "des"}, "de l’")


def _to(noun: str) -> str:
    return _joined(noun, {"un": "au", "une": "à la", "des": "aux"}, "à l’")


def _name(thing: Thing) -> str:
    """A thing by its kind and its value: ``l'enregistrement 5``."""
    return f"{_the(_noun(thing))} {thing.value}".strip()


def _linked(thing: Thing, link: str) -> str:
    """The same after ``de``, ``à``, ``pour`` or the like; a host or a domain by its name alone."""
    if thing.is_host:
        is_elided = link == "de" and thing.value.startswith(_ELIDED_IN_NAMES)
        return f"d’{thing.value}" if is_elided else f"{link} {thing.value}"
    if link not in ("de", "à"):
        return f"{link} {_name(thing)}"
    words = _of(_noun(thing)) if link == "de" else _to(_noun(thing))
    return f"{words} {thing.value}".strip()


def _owners(above: Sequence[Thing], link: str = "de") -> str:
    """What a thing belongs to: what is right above it, and what the path begins with."""
    places = [thing.value for thing in above if thing.parameter in PLACES]
    owners = [thing for thing in above if thing.parameter not in PLACES]
    place = f" dans {places[-1]}" if places else ""
    if not owners:
        return place
    if len(owners) == 1:
        return f"{place} {_linked(owners[0], link)}"
    return f" {_linked(owners[-1], link)}{place} {_linked(owners[0], 'de')}"


def _of_account(last: Thing, link: str = "de") -> str:
    return f" {link} votre compte" if last.is_first and last.literals[:1] == ("me",) else ""


def _object(things: Sequence[Thing], link: str = "de") -> str:
    """The last thing with what it belongs to."""
    last, above = things[-1], things[:-1]
    if is_account(last):
        return "votre compte"
    if last.parameter in PLACES and above:
        return f"{_object(above)} dans {last.value}"
    return f"{_name(last)}{_owners(above, link) or _of_account(last, link)}"


def _target(last: Thing, above: Sequence[Thing]) -> list[Thing]:
    """What the last word of a path is done to; empty for nothing."""
    rest = Thing(last.literals[:-1], is_first=last.is_first)
    if rest.literals and not is_group(rest.literals):
        return [*above, rest]
    return list(above)


# Sentences


def _changed(method: str, things: Sequence[Thing], said: str) -> str:
    """What a DELETE or a PUT does."""
    last = things[-1]
    if method == "PUT" and not last.value:
        words = words_of(last.literals[-1])
        is_action = words[0] in VERBS and (len(words) > 1 or words[0] == said)
        if is_action or last.literals[-1] in _words()["actions"]:
            return _action(last, things[:-1])
    verb = said if said in CALLED.get(method, ()) else USUAL.get(method, "execute")
    if verb == "delete" and last.noun == "API credential":
        # Of a consumer key it is said everywhere.
        verb = "revoke"
    link = "à" if _LINK_OF.get(verb) == "à" else "de"
    return f"{_verb(verb)} {_object(things, link)}"


def _posted(things: Sequence[Thing], said: str) -> str:
    """What a POST does: an action on a thing, or a new one."""
    last, above = things[-1], things[:-1]
    if last.value:
        return f"{_verb(said or 'add')} {_object(things)}"
    segment = last.literals[-1]
    if sends_sms(things):
        return f"envoyer un SMS depuis {_object(above)}"
    is_thing = segment in EITHER and is_creating(said) and said != segment
    is_action = words_of(segment)[0] in VERBS and not is_thing
    if is_action or segment in _words()["actions"]:
        return _action(last, above)
    verb = said or "add"
    noun = _noun(last)
    if is_creating(verb):
        noun = _noun(Thing(last.literals, "-", is_first=last.is_first))
        verb, link = _creation(verb, noun, above)
        words = f"{_verb(verb)} {noun}"
    else:
        words = f"{_verb(verb)} {_the(noun)}"
        link = _LINK_OF.get(verb, "de")
    return f"{words}{_owners(above, link) or _of_account(last, link)}"


def _creation(verb: str, noun: str, above: Sequence[Thing]) -> tuple[str, str]:
    """The verb that makes a new thing, in English, and what stands before what it is made in."""
    if verb == "create" and noun.partition(" ")[2].startswith(_OF_THEIR_OWNER):
        return verb, "de"
    owners = [thing for thing in above if thing.parameter not in PLACES]
    if verb == "create" and owners:
        owner = _noun(owners[-1]).partition(" ")[2]
        if owner.startswith(_CONTAINERS):
            return "add", "à"
    return verb, _LINK_OF.get(verb, "de")


def _action(last: Thing, above: Sequence[Thing]) -> str:
    """What the last word of a path does to what is before it."""
    segment, target = last.literals[-1], _target(last, above)
    table = _words()
    if segment in table["actions"]:
        words, _blank, link = table["actions"][segment].partition(" … ")
        return f"{words}{_behind(target, link or 'de')}"
    first, *rest = words_of(segment)
    verb = _verb(VERBS[first])
    if not rest:
        return f"{verb} {_object(target)}" if target else verb
    noun = table["nouns"].get(" ".join(rest))
    if noun is None:
        on = f" sur {_object(target)}" if target else ""
        return f"exécuter {printable(segment)}{on}"
    creates = is_creating(VERBS[first])
    if target and not creates and noun.split()[1] == _noun(target[-1]).split()[1]:
        return f"{verb} {_object(target)}"  # the same thing, with its value
    link = _LINK_OF.get(VERBS[first], "de")
    behind = _behind(target, "de" if link == "pour" else link)
    return f"{verb} {noun if creates else _the(noun)}{behind}"


def _behind(target: Sequence[Thing], link: str = "de") -> str:
    if not target:
        return ""
    last = target[-1]
    if is_account(last):
        return f" {link} votre compte"
    if last.parameter in PLACES and len(target) > 1:
        return f"{_behind(target[:-1], link)} dans {last.value}"
    return f" {_linked(last, link)}{_owners(target[:-1]) or _of_account(last)}"


def _ordered(things: Sequence[Thing]) -> str:
    """What is ordered by a path of its own; "" where it isn't one of those."""
    first, last = things[0], things[-1]
    if first.literals[:1] != ("order",):
        return ""
    if first.literals[1:2] == ("cartServiceOption",):
        service = Thing(first.literals[2:], first.value)
        return f"ajouter une option {_linked(service, 'de')} à un panier"
    if first.literals[1:2] == ("cart",):
        is_product = len(things) == 2 and len(last.literals) == 1 and last.literals[0] not in VERBS
        if is_product and not last.value:
            return f"ajouter {_noun(last)} {_linked(first, 'à')}"
        return ""
    words = words_of(last.literals[-1]) if not last.value else []
    if words and words[0] in VERBS:
        return f"créer une commande pour {_posted(things, '')}"
    return f"créer une commande pour {_object(things)}"
