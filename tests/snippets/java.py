"""Java snippets, compiled together and run one after the other; and what formats them."""

import base64
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.npm import installed

from .running import DOUBLE

__all__ = ["compile_all", "google_java_format", "needs_java", "run_all"]

# The last one of npm whose formatter runs on Java 17.
_FORMATTER = "2.0.1"
_EXPORTS = ("api", "code", "file", "parser", "tree", "util")
# As a machine without a locale reads files.
_LINT = ("-Xlint:all", "-Werror", "--release", "11", "-encoding", "US-ASCII", "-proc:none")


def needs_java() -> None:
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")


def compile_all(codes: Sequence[str], directory: Path) -> None:
    """Compile each code to a class of its own, with no warning."""
    needs_java()
    directory.mkdir(exist_ok=True)
    files = []
    for number, code in enumerate(codes):
        files.append(directory / f"OvhCall{number}.java")
        named = code.replace("\nclass OvhCall {", f"\nclass OvhCall{number} {{")
        files[-1].write_text(named, encoding="ascii")
    (directory / "files").write_text("\n".join(map(str, files)))
    _javac(*_LINT, "-d", str(directory), f"@{directory / 'files'}")


def run_all(codes: Sequence[str], directory: Path) -> list[tuple[str, str]]:
    """What each of the codes printed and threw."""
    compile_all(codes, directory)
    _javac("-d", str(directory), str(DOUBLE / "java" / "RunAll.java"))
    done = subprocess.run(
        ["java", "-cp", directory, "RunAll", str(len(codes))],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[:3000]
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) == len(codes)
    return [(_decoded(printed), _decoded(thrown)) for printed, thrown in lines]


def _javac(*arguments: str) -> None:
    done = subprocess.run(["javac", *arguments], capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[:3000]


def _decoded(word: str) -> str:
    return base64.b64decode(word[1:]).decode()


def google_java_format(config: pytest.Config) -> list[str]:
    """The command that formats Java; the test is skipped where it can't be installed."""
    needs_java()
    package = "google-java-format"
    modules = installed(config, f"{package}@{_FORMATTER}", f"{package}-{_FORMATTER}")
    jar = next((modules / package / "lib").glob("*.jar"))
    exports = [
        f"--add-exports=jdk.compiler/com.sun.tools.javac.{name}=ALL-UNNAMED" for name in _EXPORTS
    ]
    # A long literal stays in one piece, as in the other languages.
    return ["java", *exports, "-jar", str(jar), "--skip-reflowing-long-strings"]
