"""The features that the ranking weighs, in words for a reader: their names are those of the file of
the weights.
"""

from typing import NamedTuple

from ovh_explorer.translation import labelled, pgettext

__all__ = ["feature_words", "kind_of_verb", "shape_words"]


class _Named(NamedTuple):
    """A part of a name, and its words in English, which are translated where they are shown."""

    name: str
    words: str


_SHAPES = (
    _Named("GET list", "GET of a list"),
    _Named("GET item", "GET of an item"),
    _Named("GET other", "other GET"),
    _Named("POST to list", "POST to a list"),
    _Named("POST other", "other POST"),
    _Named("PUT item", "PUT of an item"),
    _Named("PUT other", "other PUT"),
    _Named("DELETE item", "DELETE of an item"),
    _Named("DELETE other", "other DELETE"),
)
_VERBS = (
    _Named("a name", "a name"),
    _Named("cancel", "cancel"),
    _Named("change", "change"),
    _Named("copy", "copy"),
    _Named("create", "create"),
    _Named("delete", "delete"),
    _Named("detach", "detach"),
    _Named("disable", "disable"),
    _Named("enable", "enable"),
    _Named("install", "install"),
    _Named("list", "list"),
    _Named("move", "move"),
    _Named("none", "neither verb nor plural"),
    _Named("order", "order"),
    _Named("pay", "pay"),
    _Named("plural", "a plural"),
    _Named("refresh", "refresh"),
    _Named("restart", "restart"),
    _Named("restore", "restore"),
    _Named("send", "send"),
    _Named("show", "show"),
    _Named("start", "start"),
    _Named("stop", "stop"),
    _Named("validate", "validate"),
)
# Where a word comes from, and where it stands.
_SOURCES = (
    _Named("said", "word as typed"),
    _Named("inside", "word of a phrase"),
    _Named("meant", "word that is meant"),
    _Named("phrase", "phrase"),
    _Named("weak", "word that is perhaps meant"),
    _Named("begun", "word begun"),
    _Named("verb said", "verb as typed"),
    _Named("verb meant", "verb that is meant"),
)
_PLACES = (
    _Named("last", "the path's end"),
    _Named("path", "the path"),
    _Named("last part", "a part of the path's end"),
    _Named("path part", "a part of the path"),
    _Named("description", "the description"),
)
_OTHERS = (
    _Named("sent", "word in what is sent"),
    _Named("received", "word in what comes back"),
    _Named("placeholder", "word with a path parameter behind it"),
    _Named("deprecated", "deprecated"),
    _Named("beta", "beta"),
    _Named("v2", "branch v2"),
    _Named("order", "below /order"),
    _Named("price", "a price"),
    _Named("segments", "segments of the path"),
    _Named("placeholders", "path parameters"),
    _Named("head words", "words of the path's end"),
    _Named("one word", "path of one word"),
    _Named("coverage by path", "words found in the path"),
    _Named("coverage", "words found"),
    _Named("words missing", "words missing"),
    _Named("no word missing", "no word missing"),
    _Named("head left over", "path's end not typed"),
    _Named("path left over", "path not typed"),
    _Named("rarity left over", "rare words not typed"),
    _Named("last left over", "last word of the path not typed"),
    _Named("nothing left over", "everything typed"),
    _Named("verb in path", "verb in the path"),
    _Named("action left over", "action not typed"),
    _Named("says just that", "exactly what was typed"),
)


def shape_words(shape: str) -> str:
    """What an operation is to its collection: one of `feature_names.SHAPES`."""
    return _said(_SHAPES, shape)


def kind_of_verb(verbs: str) -> str:
    """A class of verbs, as the languages of the search have them."""
    return _said(_VERBS, verbs)


def feature_words(name: str) -> str:
    """A feature, as it is named in the file of the weights."""
    verb, arrow, shape = name.partition(" → ")
    if arrow:
        return f"{kind_of_verb(verb)} → {shape_words(shape)}"
    source, colon, place = name.partition(": ")
    if colon:
        return labelled(_said(_SOURCES, source), _said(_PLACES, place))
    return _said(_OTHERS, name)


def _said(table: tuple[_Named, ...], name: str) -> str:
    # One that is new here is said as it is.
    words = next((item.words for item in table if item.name == name), "")
    return pgettext("search", words) if words else name
