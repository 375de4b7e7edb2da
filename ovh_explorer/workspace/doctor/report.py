"""The doctor's report, as lines for a reader and as JSON for a program."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.config.findings import Finding
from ovh_explorer.text import printable, printable_lines
from ovh_explorer.translation import _, ngettext, number, pgettext

__all__ = ["Fact", "Part", "Report"]

COLUMNS = 80
"""Columns of the widest line, where no word is longer."""

# Columns of the labels, where none is longer; what stands between a label and its value.
_LABEL_COLUMNS = 20
_GAP = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing that is so.

    Attributes:
        key: its name in JSON.
        value: what it is there: JSON, with no secret in it.
        label: its name for a reader, in English: it is translated where it is shown.
        words: what it is for a reader, one or more lines; "" for what only programs are told.
    """

    key: str
    value: Any
    label: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Facts that go together, under a title, which is translated where it is shown; `key` is their
    object's name in JSON.
    """

    key: str
    title: str
    facts: tuple[Fact, ...]


@dataclass
class Report:
    """Everything that was found out.

    Attributes:
        parts: the facts.
        problems: what is wrong, sentences.
        notes: what is worth a look and not wrong, sentences.
        findings: lines of files that are of no use; those that are wrong are not repeated among the
            problems.
    """

    parts: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self._wrong

    @property
    def _wrong(self) -> list[str]:
        found = [str(finding) for finding in self.findings if finding.is_wrong]
        return list(dict.fromkeys([*self.problems, *found]))

    @property
    def _notes(self) -> list[str]:
        found = [str(finding) for finding in self.findings if not finding.is_wrong]
        return list(dict.fromkeys([*self.notes, *found]))

    def lines(self) -> Iterator[str]:
        """The report for a reader, what is wrong last, where it is still in sight."""
        labels = [_label(fact) for part in self.parts for fact in part.facts if fact.words]
        columns = max([_LABEL_COLUMNS, *(len(label) + _GAP for label in labels)])
        for part in self.parts:
            yield pgettext("doctor", part.title)
            for fact in part.facts:
                yield from _fact_lines(fact, columns)
            yield ""
        notes, wrong = self._notes, self._wrong
        title = ngettext("{count} note:", "{count} notes:", len(notes))
        yield from _list(notes, title.format(count=number(len(notes))))
        title = ngettext("{count} thing is wrong:", "{count} things are wrong:", len(wrong))
        yield from _list(wrong, title.format(count=number(len(wrong))))
        if not wrong:
            yield _("Nothing is wrong.")

    def json(self) -> dict[str, Any]:
        """The report for a program; README says what is in it."""
        return {
            "well": self.is_well,
            "problems": self._wrong,
            "notes": self._notes,
            **{part.key: {fact.key: fact.value for fact in part.facts} for part in self.parts},
            "findings": [
                {
                    "file": finding.file,
                    "line": finding.line or None,
                    "what": finding.what,
                    "advice": finding.advice,
                    "wrong": finding.is_wrong,
                }
                for finding in self.findings
            ],
        }


def _label(fact: Fact) -> str:
    label = pgettext("doctor", fact.label) if fact.label else ""
    return f"  {label}"


def _fact_lines(fact: Fact, columns: int) -> Iterator[str]:
    if not fact.words:
        return
    label = _label(fact)
    for line in printable_lines(fact.words):
        yield from _wrapped(line, label.ljust(columns), " " * columns)
        label = ""


def _list(items: list[str], title: str) -> Iterator[str]:
    if not items:
        return
    yield title
    for item in items:
        yield from _wrapped(" ".join(printable_lines(item)), "- ", "  ")
    yield ""


def _wrapped(text: str, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
