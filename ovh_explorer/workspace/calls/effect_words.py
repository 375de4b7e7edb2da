"""What a call does, in words, and what a user types to send it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.catalog.effects import Effect, effects_with_body, is_known
from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.calls.body_values import BodyValue, essential_values
from ovh_explorer.workspace.calls.missing_values import missing_words
from ovh_explorer.workspace.calls.question_words import question_about
from ovh_explorer.workspace.calls.word_to_send import word_to_send

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store

__all__ = ["GRAVE", "LABELS", "CallEffects", "effects_of_call", "effects_with"]

GRAVE = frozenset(
    (Effect.GIVES_AWAY, Effect.ENDS, Effect.DESTROYS, Effect.SPENDS, Effect.LOCKS_OUT)
)
"""What a yes is not enough for: a word is typed."""

# What can't be had back: the whole name is typed. For the others a part of it will do.
_LOSES = frozenset((Effect.GIVES_AWAY, Effect.ENDS, Effect.DESTROYS))

LABELS = {
    Effect.GIVES_AWAY: N_("gives away"),
    Effect.ENDS: N_("ends a service"),
    Effect.DESTROYS: N_("destroys data"),
    Effect.SPENDS: N_("spends money"),
    Effect.LOCKS_OUT: N_("may lock out"),
    Effect.INTERRUPTS: N_("interrupts"),
    Effect.REMOVES: N_("removes"),
    Effect.CHANGES: N_("changes"),
}
"""Each effect in two or three words, to be translated where they are shown."""

# What is said of an effect first, and after another.
_SENTENCES = {
    Effect.GIVES_AWAY: (
        N_(
            "This changes who owns it or who its contacts are, or gives another account rights "
            "over it."
        ),
        N_(
            "It changes who owns it or who its contacts are, or gives another account rights over "
            "it."
        ),
    ),
    Effect.ENDS: (
        N_("This ends a service or a contract, or sets when it ends."),
        N_("It ends a service or a contract, or sets when it ends."),
    ),
    Effect.DESTROYS: (
        N_("This deletes or overwrites data or a resource."),
        N_("It deletes or overwrites data or a resource."),
    ),
    Effect.SPENDS: (N_("This costs money."), N_("It costs money.")),
    Effect.LOCKS_OUT: (
        N_(
            "This changes passwords, keys, rights or allowed networks: it may lock users or "
            "programs out, or let others in."
        ),
        N_(
            "It changes passwords, keys, rights or allowed networks: it may lock users or "
            "programs out, or let others in."
        ),
    ),
    Effect.INTERRUPTS: (
        N_("This stops, restarts, moves or reroutes a running service."),
        N_("It stops, restarts, moves or reroutes a running service."),
    ),
    Effect.REMOVES: (
        N_("This removes something that one request can create again."),
        N_("It removes something that one request can create again."),
    ),
    Effect.CHANGES: (
        N_("This may change something on your account, but costs nothing and destroys nothing."),
        N_("It may change something on your account, but costs nothing and destroys nothing."),
    ),
}

# What is said of it first where several requests are asked about at once.
_OF_EACH = {
    Effect.GIVES_AWAY: N_(
        "Each request changes who owns it or who its contacts are, or gives another account "
        "rights over it."
    ),
    Effect.ENDS: N_("Each request ends a service or a contract, or sets when it ends."),
    Effect.DESTROYS: N_("Each request deletes or overwrites data or a resource."),
    Effect.SPENDS: N_("Each request costs money."),
    Effect.LOCKS_OUT: N_(
        "Each request changes passwords, keys, rights or allowed networks: it may lock users or "
        "programs out, or let others in."
    ),
    Effect.INTERRUPTS: N_("Each request stops, restarts, moves or reroutes a running service."),
    Effect.REMOVES: N_("Each request removes something that one request can create again."),
    Effect.CHANGES: N_(
        "Each request may change something on your account, but costs nothing and destroys nothing."
    ),
}

# What is said instead of what is said of the effects: of an operation whose part in them is known.
_OWN_WORDS = (
    (
        re.compile(r"POST /okms/resource/\{\}/secret/\{\}/version"),
        (Effect.CHANGES,),
        N_(
            "This adds a version. Where the secret keeps no more of them, its oldest one is "
            "deleted."
        ),
    ),
    (
        re.compile(r"POST /.*/(?:reinstall|rebuild)"),
        (Effect.DESTROYS, Effect.INTERRUPTS),
        N_("This erases all data that is there, and interrupts the service."),
    ),
    (
        re.compile(r"DELETE /me/api/(?:credential|application)/\{\}"),
        (Effect.LOCKS_OUT,),
        N_("This revokes keys: what uses them has no access any more."),
    ),
)
# Of a PUT that only changes: what becomes of the values that it leaves out isn't documented.
_PUT_CHANGES = N_("This changes values on your account, and costs nothing.")
_EACH_PUT_CHANGES = N_("Each request changes values on your account, and costs nothing.")
_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")

# The value of a body that a sentence has a place for: Move IP 192.0.2.1 to ns1.example.net.
_TO = "to"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)")


@dataclass(frozen=True, slots=True)
class CallEffects:
    """What is said and asked before a call is sent.

    Attributes:
        effects: the gravest first; empty for what only reads.
        words: the effects in sentences, and the price where the call spends.
        words_of_each: the same, said of one of several requests.
        word: what the user types to send it; "" where a yes is enough.
        question: what the call does, as a question: "Delete record 5210000001 of example.com?"
        description: what the schema says of the operation.
        values: what the body must have and the question doesn't name, in a line: "fieldType A ·
            target 192.0.2.1".
    """

    effects: tuple[Effect, ...] = ()
    words: str = ""
    word: str = ""
    question: str = ""
    description: str = ""
    values: str = ""
    words_of_each: str = ""

    @property
    def is_grave(self) -> bool:
        """Whether a yes is not enough."""
        return bool(self.word)


def effects_of_call(
    call: Call,
    price: str = "",
    description: str = "",
    values: Sequence[BodyValue] = (),
    present: Any = None,
) -> CallEffects:
    """What a call does, and what is asked before it is sent.

    Args:
        price: what it costs, where that is known.
        description: what the schema says of its operation.
        values: what its body must have.
        present: the object that it changes, as that is now; None where that isn't known.
    """
    body = _body(call)
    effects = effects_with_body(call.method, call.path, body, present)
    if not effects:
        return CallEffects()
    operation = f"{call.method} {_PLACEHOLDER.sub('{}', call.path)}"
    if is_known(call.method, call.path):
        own = _own_words(operation, effects)
        sentences = [_(_SENTENCES[effect][index > 0]) for index, effect in enumerate(effects)]
        of_each = _(_OF_EACH[effects[0]])
        if own:
            sentences = [own]
            of_each = own
        elif call.method == "PUT" and effects == (Effect.CHANGES,):
            sentences, of_each = [_(_PUT_CHANGES)], _(_EACH_PUT_CHANGES)
    else:
        sentences = [
            _("This is not known to this version: it may delete or overwrite data or a resource.")
        ]
        of_each = sentences[0]
    if Effect.SPENDS in effects:
        sentences.append(
            _("The price is {price}.").format(price=price)
            if price
            else _("The price is not known here.")
        )
    if missing := missing_words(operation, body):
        sentences.append(missing)
    target = _target(values)
    word = ""
    if GRAVE.intersection(effects):
        word = word_to_send(call, is_whole=not _LOSES.isdisjoint(effects))
    return CallEffects(
        effects,
        " ".join(sentences),
        word,
        question_about(call, description, to=target),
        " ".join(description.split()),
        " · ".join(f"{name} {value}" for name, value in values if name != _TO or not target),
        " ".join([of_each, *sentences[1:]]),
    )


def _own_words(operation: str, effects: tuple[Effect, ...]) -> str:
    """What is said of an operation instead of its effects; "" for those."""
    for pattern, its_effects, words in _OWN_WORDS:
        if effects == its_effects and pattern.fullmatch(operation):
            return _(words)
    return ""


def effects_with(store: "Store", call: Call, price: str = "", present: Any = None) -> CallEffects:
    """The same, with what the catalog says of the operation."""
    found = store.operation(call.branch, call.method, call.path)
    said = found.description if found is not None else ""
    return effects_of_call(call, price, said, essential_values(store, found, call), present)


def _body(call: Call) -> Any:
    """The body as a JSON value; None where it is none."""
    try:
        return call.json
    except ValueError:
        return None


def _target(values: Sequence[BodyValue]) -> str:
    """Where the body says that something goes; "" for none, and where "to" is when it ends."""
    target = dict(values).get(_TO, "")
    return "" if _DATE.match(target) else target
