"""Keeps the catalogs with the code: ``scripts/translations extract|check|compile``."""

import sys

from ovh_explorer.translation import LANGUAGES
from tests.translation.catalogs import (
    catalog_files,
    compile_catalogs,
    file_of,
    packages,
    translations_of,
    written,
)
from tests.translation.checks import problems_of
from tests.translation.messages import messages_of
from tests.translation.sentences import findings_of_package

_USAGE = """\
scripts/translations extract [PACKAGE ...]   write new messages into the catalogs, and remove old ones
scripts/translations check [PACKAGE ...]     say what is not translated, wrong, or not wrapped
scripts/translations compile                 make what the program reads; extract does it too

PACKAGE is the name of a catalog: tui-request, cli. Without one, all of them."""


def extract(names: list[str]) -> int:
    """Write the catalogs anew."""
    found = packages()
    for language in LANGUAGES:
        if language == "en":
            continue
        for package in names or found:
            path = file_of(language, package)
            path.parent.mkdir(exist_ok=True)
            if package not in found:
                path.unlink(missing_ok=True)
                continue
            path.write_text(written(language, package), encoding="utf-8")
            missing = len(messages_of(package)) - len(translations_of(path))
            print(f"{language}/{package}.po: {missing} to translate")
        if not names:
            for path in catalog_files():
                if path.stem not in found:
                    path.unlink()
    compile_catalogs()
    return 0


def check(names: list[str]) -> int:
    """Print what the tests would say."""
    lines: list[str] = []
    for path in catalog_files():
        if not names or path.stem in names:
            lines += [f"{path.parent.name}/{path.name}: {words}" for words in problems_of(path)]
    for package in names:
        lines += findings_of_package(package)
    print(*lines, sep="\n")
    return int(bool(lines))


def compile_all(_names: list[str]) -> int:
    """Make the files that the program reads."""
    print(*compile_catalogs(), sep="\n")
    return 0


def unknown(names: list[str]) -> str:
    """What to say of names that no catalog has; "" where there are none.

    A catalog whose package is gone has a name still: `extract` removes it.
    """
    known = sorted(set(packages()) | {path.stem for path in catalog_files()})
    wrong = [name for name in names if name not in known]
    if not wrong:
        return ""
    return f"No catalog is named {', '.join(wrong)}. There are:\n{' '.join(known)}"


def main(arguments: list[str]) -> int:
    """Run what is asked for; the exit code is 2 for what is not known."""
    commands = {"extract": extract, "check": check, "compile": compile_all}
    command = commands.get("".join(arguments[:1]))
    problem = _USAGE if command is None else unknown(arguments[1:])
    if command is None or problem:
        print(problem, file=sys.stderr)
        return 2
    return command(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
