"""What may stand in the place of the word that is completed."""

from ovh_explorer.cli.completion.command_line import CommandLine
from ovh_explorer.cli.completion.command_table import COMMANDS, ENDPOINTS
from ovh_explorer.translation import _

TYPE_CHECKING = False  # as in typing, whose import takes a tenth of what TAB may take
if TYPE_CHECKING:
    from ovh_explorer.cli.completion.account_lists import AccountLists
    from ovh_explorer.cli.completion.context import Context
    from ovh_explorer.cli.completion.operations import Operations

__all__ = ["FILES", "Candidate", "candidates_of"]

METHODS = ("GET", "POST", "PUT", "DELETE")
# not for people: kinds of the table
_LOCATIONS = {"path value": ("path", "-p"), "query": ("query", "-q"), "header": ("header", "-H")}


class Candidate:
    """A word that may stand there.

    Attributes:
        value: the word itself.
        words: what it is, for users.
        is_whole: it may be the whole word; else more follows in the same word.
    """

    def __init__(self, value: str, words: str = "", *, is_whole: bool = True) -> None:
        self.value = value
        self.words = words
        self.is_whole = is_whole


FILES = [Candidate("")]
"""In place of candidates: the shell completes the name of a file."""


def candidates_of(words: list[str]) -> list[Candidate]:
    """The candidates for the last of `words`, which are those after the program's name."""
    line = CommandLine(words)
    found = _of_kind(line)
    if found is FILES:
        return found
    return [
        Candidate(line.before + item.value, item.words, is_whole=item.is_whole)
        for item in found
        if item.value.startswith(line.word)
    ]


def _of_kind(line: CommandLine) -> list[Candidate]:
    kind = line.kind
    if kind.startswith("choice "):
        return [Candidate(word) for word in kind.split()[1:]]
    if kind == "option":
        return [Candidate(name, _(parts[1])) for name, parts in line.option_words.items()]
    if kind == "endpoint":
        return [Candidate(name, words) for name, words in ENDPOINTS.items()]
    if kind == "file" or (kind == "body" and line.word.startswith("@")):
        return FILES
    if kind == "body":
        return [
            Candidate("@", _("the content of a file"), is_whole=False),
            Candidate("-", _("standard input")),
        ]
    if kind == "method":
        return [Candidate(method) for method in METHODS]
    if kind.startswith("recipe"):
        return _of_recipes(line, kind)
    if kind == "target" and _begins_target(line):
        return _first_words(line)
    if kind in ("profile", "path", "target", *_LOCATIONS):
        return _of_settings(line, kind)
    return []


def _of_recipes(line: CommandLine, kind: str) -> list[Candidate]:
    """The names of recipes, or the parameters of the one that is named."""
    from ovh_explorer.cli.completion import recipe_words

    if kind == "recipe":
        if recipe_words.is_recipe_file(line.word):
            return FILES
        return [Candidate(name) for name in recipe_words.recipe_names()]
    if not line.arguments or "=" in line.word:
        return []
    given = {pair.partition("=")[0] for pair in line.options.get("-p", [])}
    return [
        Candidate(f"{name}=", _(words), is_whole=False)
        for name, words in recipe_words.recipe_parameters(line.arguments[0])
        if name not in given
    ]


def _of_settings(line: CommandLine, kind: str) -> list[Candidate]:
    """The candidates that the user's settings tell, or the catalog of the endpoint."""
    from ovh_explorer.cli.completion.context import find_context

    context = find_context(line.options)
    if kind == "profile":
        return [Candidate(name) for name in context.profiles]
    from ovh_explorer.cli.completion.account_lists import AccountLists
    from ovh_explorer.cli.completion.operations import Operations

    is_demo = "--demo" in line.options
    operations = Operations(_catalog(context, is_demo=is_demo))
    lists = AccountLists(None if is_demo else context.values, line.options)
    if kind == "target":
        return _targets(line, operations, lists)
    method = line.arguments[0].upper() if line.arguments else ""
    if kind == "path":
        return _paths(line.word, method, operations, lists)
    return _parameters(line, kind, method, operations, lists)


def _catalog(context: "Context", *, is_demo: bool) -> str | None:
    if not is_demo:
        return context.catalog
    from ovh_explorer.cli.completion.demo_catalog import demo_catalog

    return demo_catalog()


def _targets(line: CommandLine, operations: "Operations", lists: "AccountLists") -> list[Candidate]:
    """The paths of what the explorer opens: alone, or behind a method, as two words or as one."""
    if line.arguments:
        return _paths(line.word, line.arguments[0].upper(), operations, lists)
    method, blank, path = line.word.partition(" ")
    if not blank:
        return _paths(line.word, "", operations, lists)
    found = _paths(path, method.upper(), operations, lists)
    return [
        Candidate(f"{method} {item.value}", item.words, is_whole=item.is_whole) for item in found
    ]


def _begins_target(line: CommandLine) -> bool:
    """Whether a word is the first, and no path yet."""
    method, blank, _path = line.word.partition(" ")
    is_path = line.word.startswith("/") or (blank and method.upper() in METHODS)
    return not line.arguments and not is_path


def _first_words(line: CommandLine) -> list[Candidate]:
    """What the first word may be: settings and catalog, which take longer to read than all of this,
    tell nothing of it.
    """
    commands = [] if line.options.keys() - {"--demo"} else list(COMMANDS)[1:]
    return [
        *(Candidate(name, _(COMMANDS[name].words)) for name in commands),
        *(Candidate(method) for method in METHODS),
        Candidate("/", _("a path"), is_whole=False),
    ]


def _paths(
    word: str, method: str, operations: "Operations", lists: "AccountLists"
) -> list[Candidate]:
    """The paths that are one segment longer than what is there of `word`."""
    branch, start, path = _branch(word)
    segments = path.split("/")[1:-1]
    before = start + "".join(f"/{segment}" for segment in segments)
    found = []
    if not start and not segments:
        found.append(Candidate("/v2/", _("branch v2"), is_whole=False))
    for name, words, has_more in operations.below(branch, method, segments):
        texts = [(name, words or "")]
        if name.startswith("{"):
            from ovh_explorer.cli.completion.account_lists import in_path

            known = lists.values(operations, branch, f"{path.rpartition('/')[0]}/{name}", {})
            texts = [(in_path(text), label) for text, label in known] + texts
        for text, label in texts:
            if words is not None:
                found.append(Candidate(f"{before}/{text}", label))
            if has_more:
                found.append(Candidate(f"{before}/{text}/", is_whole=False))
    return found


def _parameters(
    line: CommandLine, kind: str, method: str, operations: "Operations", lists: "AccountLists"
) -> list[Candidate]:
    """The names of parameters, or the values of one."""
    if len(line.arguments) < 2:
        return []
    location, option = _LOCATIONS[kind]
    branch, _, typed = _branch(line.arguments[1].partition("?")[0])
    template = operations.template(branch, method, typed)
    if not template:
        return []
    given = dict(pair.partition("=")[::2] for pair in line.options.get(option, []))
    name, equals, _ = line.word.partition("=")
    parameters = operations.parameters(branch, method, template, location)
    if not equals:
        from ovh_explorer.text import plain_line

        in_path = _values_in(template, typed) if location == "path" else {}
        free = [item for item in parameters if location == "query" or item.name not in given]
        return [
            Candidate(f"{item.name}=", plain_line(item.description), is_whole=False)
            for item in free
            if item.name not in in_path
        ]
    values: list[tuple[str, str]] = []
    for item in parameters:
        same = item.name.lower() == name.lower() if location == "header" else item.name == name
        if same:
            values = [(choice, "") for choice in item.choices]
    if not values and location == "path":
        given |= _values_in(template, typed)
        before = template.partition(f"/{{{name}}}")[0]
        values = lists.values(operations, branch, f"{before}/{{{name}}}", given)
    return [Candidate(f"{name}={value}", words) for value, words in values]


def _values_in(template: str, path: str) -> dict[str, str]:
    from ovh_explorer.cli.completion.operations import with_values

    return with_values(template, path)


def _branch(path: str) -> tuple[str, str, str]:
    """The branch of a path as it is written, what says so, and the path in it."""
    for branch in ("v1", "v2"):
        if path.startswith(f"/{branch}/") or (path == f"/{branch}" and branch == "v2"):
            return branch, f"/{branch}", path[len(branch) + 1 :]
    return "v1", "", path
