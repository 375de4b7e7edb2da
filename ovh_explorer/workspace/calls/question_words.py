"""What a call does as a question in words, from its method and path: "Delete record 5210000001 of
example.com?"
"""

from collections.abc import Mapping, Sequence

from ovh_explorer.call import Call
from ovh_explorer.text import printable
from ovh_explorer.translation import _, language
from ovh_explorer.workspace.calls.path_sentences import SENTENCES, whole_sentence
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
    ACTIONS,
    VERBS,
    is_creating,
    preposition,
    said_verb,
    singular,
    with_article,
    words_of,
)

# No words for people: English is made of these; question_french.py has its own.

__all__ = ["question_about", "sentence", "words_about"]

_SEVERAL_WORDS = frozenset(("to", "as", "on", "with", "by"))


def question_about(call: Call, description: str = "", *, to: str = "") -> str:
    """What a call does, as a question; its secrets are masked.

    Args:
        description: what the schema says of the operation.
        to: where the body says that something goes.
    """
    words = words_about(call.method, call.path, dict(call.masked().path_values), description)
    if to:
        return _("{sentence} to {target}?").format(sentence=words, target=to)
    return _("{sentence}?").format(sentence=words)


def words_about(method: str, path: str, values: Mapping[str, str], description: str = "") -> str:
    """What a call does, in the user's language, as a sentence without its end: see
    :func:`sentence`.
    """
    if language() == "fr":
        # English reads neither it nor its words.
        from ovh_explorer.workspace.calls.question_french import french_sentence

        return french_sentence(method, path, values, description)
    return sentence(method, path, values, description)


def sentence(method: str, path: str, values: Mapping[str, str], description: str = "") -> str:
    """What a request does, as a sentence without its end.

    Args:
        path: the template.
        values: those of its placeholders; one that is missing is left as it is.
        description: what the schema says of the operation; its first word may be a better verb.
    """
    things = things_of(path, values)
    if not things:
        return f"{method} {printable(path)}"
    said = said_verb(description)
    if said == "remove" and " from " not in description:
        # What is in nothing else is gone.
        said = "delete"
    words = whole_sentence(SENTENCES, method, path, values_of(path, values))
    if not words and method == "POST":
        words = _ordered(things) or _posted(things, said)
    elif not words:
        words = _changed(method, things, said)
    return words[:1].upper() + words[1:]


def _owners(above: Sequence[Thing], link: str = "of") -> str:
    """What a thing belongs to: what is right above it, and what the path begins with."""
    places = [thing.value for thing in above if thing.parameter in PLACES]
    owners = [thing for thing in above if thing.parameter not in PLACES]
    place = f" in {places[-1]}" if places else ""
    if not owners:
        return place
    if len(owners) == 1:
        return f"{place} {link} {owners[0].short_name}"
    return f" {link} {owners[-1].name}{place} of {owners[0].short_name}"


def _of_account(last: Thing, link: str = "of") -> str:
    return f" {link} your account" if last.is_first and last.literals[:1] == ("me",) else ""


def _object(things: Sequence[Thing], link: str = "of") -> str:
    """The last thing with what it belongs to."""
    last, above = things[-1], things[:-1]
    if is_account(last):
        return "your account"
    if last.parameter in PLACES and above:
        return f"{_object(above)} in {last.value}"
    name = last.name if last.value else f"the {last.noun}"
    if last.is_first and last.value:
        name = last.name
    return f"{name}{_owners(above, link) or _of_account(last, link)}"


def _changed(method: str, things: Sequence[Thing], said: str) -> str:
    """What a DELETE or a PUT does."""
    last = things[-1]
    if method == "PUT" and not last.value:
        segment, target = last.literals[-1], _before(last, things[:-1])
        words = words_of(segment)
        if segment in ACTIONS:
            return _told(ACTIONS[segment], target)
        if words[0] in VERBS and (len(words) > 1 or words[0] == said):
            return _action(VERBS[words[0]], words[1:], target)
    verb = said if said in CALLED.get(method, ()) else USUAL.get(method, method.lower())
    link = "of" if verb in ("enable", "disable") else preposition(verb)
    return f"{verb} {_object(things, link)}"


def _ordered(things: Sequence[Thing]) -> str:
    """What is ordered by a path of its own; "" where it isn't one of those."""
    first, last = things[0], things[-1]
    if first.literals[:1] != ("order",):
        return ""
    if first.literals[1:2] == ("cartServiceOption",):
        service = Thing(first.literals[2:], first.value)
        return f"add an option of {service.name} to a cart"
    if first.literals[1:2] == ("cart",):
        is_product = len(things) == 2 and len(last.literals) == 1 and last.literals[0] not in VERBS
        return f"add {last.noun} to {first.name}" if is_product and not last.value else ""
    words = words_of(last.literals[-1]) if not last.value else []
    is_action = bool(words) and words[0] in VERBS
    what = f"to {_posted(things, '')}" if is_action else f"for {_object(things)}"
    return f"create an order {what}"


def _posted(things: Sequence[Thing], said: str) -> str:
    """What a POST does: an action on a thing, or a new one."""
    last, above = things[-1], things[:-1]
    if last.value:
        return f"{said or 'add'} {_object(things)}"
    segment = last.literals[-1]
    if sends_sms(things):
        return f"send an SMS from {_object(above)}"
    target = _before(last, above)
    if segment in ACTIONS:
        return _told(ACTIONS[segment], target)
    words = words_of(segment)
    is_thing = segment in EITHER and is_creating(said) and said != segment
    if words[0] in VERBS and not is_thing:
        return _action(VERBS[words[0]], words[1:], target)
    verb = said or "add"
    noun = last.noun
    if is_creating(verb):
        noun = singular(noun)
    link = preposition(verb)
    owners = _owners(above, link) or _of_account(last, link)
    return f"{verb} {with_article(noun, verb)}{owners}"


def _before(last: Thing, above: Sequence[Thing]) -> str:
    """What the last word of a path is done to."""
    rest = Thing(last.literals[:-1], is_first=last.is_first)
    if rest.literals and not is_group(rest.literals):
        return _object([*above, rest])
    return _object(above) if above else ""


def _told(action: str, target: str) -> str:
    # Not by `format`: what is in braces may be a placeholder without a value.
    return action.replace("{}", target) if "{}" in action else _with_target(action, target, "of")


def _with_target(words: str, target: str, link: str) -> str:
    return f"{words} {link} {target}" if target else words


def _action(verb: str, rest: list[str], target: str) -> str:
    if not rest:
        return f"{verb} {target}".strip()
    if rest[0] in _SEVERAL_WORDS:
        return f"{verb} {target} {' '.join(rest)}"
    return _with_target(f"{verb} {with_article(' '.join(rest), verb)}", target, preposition(verb))
