"""No private name of ours hides one of a library by mistake."""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from functools import cache
from pathlib import Path

import ovh_explorer

# Private methods and properties of libraries that our classes replace on purpose.
REPLACED = {
    "ExplorerApp._handle_exception",
    "BaseScreen._compositor_refresh",
    "BaseScreen._invoke_and_clear_callbacks",
    "FormView._on_key",
    "JsonView._on_key",
    "NoMatchPalette._action_command_list",
    "NoMatchPalette._start_no_matches_countdown",
    "PlainInput._position_to_cell",
    "PlainInput._value",
    "ResultScreen._on_message",
    "SparingStylesheet._process_component_classes",
    "SteadyDriver._disable_mouse_support",
    "SteadyDriver._get_terminal_size",
    "SteadyDriver._run_input_thread",
    "SteadyDriver._sigcont_application",
    "SteadyDriver._sigtstp_application",
    "TableView._on_click",
    "FieldLine._on_key",
    "FieldLine._on_paste",
    "_EditorArea._on_paste",
    "ToastApp._refresh_notifications",
    "Parser._check_value",
    "Parser._print_message",
    "RawFormatter._fill_text",
    "_Formatter._fill_text",
}


def our_classes() -> list[type]:
    """Every class of the program that has a library's class as a base."""
    found = []
    for module in pkgutil.walk_packages(ovh_explorer.__path__, "ovh_explorer."):
        if module.name.endswith("__main__"):
            continue
        for item in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(item) and item.__module__ == module.name:
                found.append(item)
    if sys.platform != "win32":
        from textual.drivers.linux_driver import LinuxDriver

        from ovh_explorer.tui.terminal.driver import steady

        found.append(steady(LinuxDriver))
    return found


@cache
def classes_of(file: str) -> dict[str, str]:
    """The source of each class of a file, by its qualified name, the last of a name.

    :func:`inspect.getsource` reads the file anew for each of them.
    """
    source = Path(file).read_text(encoding="utf-8")
    lines, found = source.splitlines(keepends=True), {}

    def look(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner = prefix
            if isinstance(child, ast.ClassDef):
                found[prefix + child.name] = "".join(lines[child.lineno - 1 : child.end_lineno])
                inner = f"{prefix}{child.name}."
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = f"{prefix}{child.name}.<locals>."
            look(child, inner)

    look(ast.parse(source), "")
    return found


@cache
def private_names(item: type) -> set[str]:
    """Private names of a class, and those that its methods set on `self`."""
    names = {name for name in vars(item) if re.match("_[a-z]", name)}
    try:
        source = classes_of(inspect.getfile(item))[item.__qualname__]
    except (OSError, TypeError, KeyError, UnicodeDecodeError):  # of C, or made by a function
        return names
    return names | set(re.findall(r"self\.(_[a-z]\w*)\b[^=\n]*=[^=]", source))


def test_no_private_name_of_ours_hides_one_of_a_library():
    hidden = set()
    for item in our_classes():
        theirs = [base for base in item.__mro__ if not base.__module__.startswith("ovh_explorer")]
        names = {name for name in vars(item) if re.match("_[a-z]", name)}
        for name in names & set().union(*map(private_names, theirs)):
            function = getattr(vars(item)[name], "fget", vars(item)[name])
            # Not what a metaclass puts into every class.
            if inspect.isfunction(function) and function.__module__ == item.__module__:
                hidden.add(f"{item.__name__}.{name}")
    assert hidden - REPLACED == set(), "choose another name"
    assert REPLACED - hidden - _of_windows() == set(), "the library has no such name any more"


def _of_windows() -> set[str]:
    if sys.platform != "win32":
        return set()
    return {name for name in REPLACED if name.startswith("SteadyDriver")}
