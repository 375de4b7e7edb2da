"""Java snippets, compiled and run by one Java that stays; and what formats them."""

import base64
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.npm import installed

from .running import DOUBLE

__all__ = ["COMMAND", "Java", "google_java_format", "java_running", "needs_java"]

# What runs for seconds gains nothing of the compiler that makes the best of code, nor of several
# threads that collect garbage.
COMMAND = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# The last one of npm whose formatter runs on Java 17.
_FORMATTER = "2.0.1"
_EXPORTS = ("api", "code", "file", "parser", "tree", "util")
# As a machine without a locale reads files.
_LINT = ("-Xlint:all", "-Werror", "--release", "11", "-encoding", "US-ASCII", "-proc:none")


def needs_java() -> None:
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")


@dataclass(frozen=True)
class Java:
    """A process that compiles with javac, and runs what it compiled."""

    process: "subprocess.Popen[bytes]"
    home: Path

    def compile_all(self, codes: Sequence[str], directory: Path) -> None:
        """Compile each code to a class of its own, with no warning."""
        directory.mkdir(exist_ok=True)
        files = []
        for number, code in enumerate(codes):
            files.append(directory / f"OvhCall{number}.java")
            named = code.replace("\nclass OvhCall {", f"\nclass OvhCall{number} {{")
            files[-1].write_text(named, encoding="ascii")
        self.compile_files(files, directory)

    def compile_files(self, files: Sequence[Path], directory: Path, *more: str) -> None:
        """Compile files, with no warning, into a directory."""
        code, said = self._ask("compile", *_LINT, *more, "-d", str(directory), *map(str, files))
        assert (code, said) == ("0", ""), said[:3000]

    def run_all(self, codes: Sequence[str], directory: Path) -> list[tuple[str, str]]:
        """What each of the codes printed and threw."""
        self.compile_all(codes, directory)
        found = self._ask("run", str(directory), str(len(codes)))
        assert len(found) == 2 * len(codes)
        return list(zip(found[::2], found[1::2], strict=True))

    def end(self, code: str, directory: Path) -> tuple[int, str, str]:
        """How a code ends that is run as a program: its exit code, and what it wrote to its two
        streams.
        """
        assert "System.exit(" in code
        (file := directory / "OvhCall.java").write_text(
            code.replace("System.exit(", "Serve.exit("), encoding="ascii"
        )
        self.compile_files([file], directory, "-cp", str(self.home))
        number, printed, said = self._ask("main", str(directory))
        return int(number), printed, said

    def arguments(self, file: Path) -> list[str]:
        """What makes Java run a file of code in a process of its own, compiled here; given the file
        itself it compiles that each time, which takes the longest of it.
        """
        self.compile_files([file], file.parent)
        return ["-cp", str(file.parent), "OvhCall"]

    def _ask(self, *words: str) -> list[str]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        line = b" ".join(b"." + base64.b64encode(word.encode()) for word in words)
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "Java ended"
        return [base64.b64decode(word[1:]).decode() for word in answer.split()]


@contextmanager
def java_running(directory: Path) -> Iterator[Java]:
    """A Java that compiles and runs until the end; `directory` is for its own class."""
    needs_java()
    done = subprocess.run(
        ["javac", "-d", directory, DOUBLE / "java" / "Serve.java"],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[:3000]
    with subprocess.Popen(
        [*COMMAND, "-cp", directory, "Serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Java(process, directory)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0


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
    return [*COMMAND, *exports, "-jar", str(jar), "--skip-reflowing-long-strings"]
