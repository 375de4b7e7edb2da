"""The catalogs as translators write them: one file for each package of code, in one form."""

import io
import re
import runpy
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ovh_explorer.translation import LANGUAGES
from tests.translation.messages import ROOT, Message, messages_of, package_of, sources

__all__ = [
    "catalog_files",
    "compile_catalogs",
    "file_of",
    "packages",
    "read",
    "text_of",
    "translations_of",
    "typeset_french",
    "written",
]

# Code and addresses.
_AS_TYPED = re.compile(r"(`[^`]*`|\w+://\S+)")

# The script that builds use; it is no package.
compile_catalogs: Callable[..., list[Path]] = runpy.run_path(
    str(ROOT.parent / "scripts" / "compile_translations.py")
)["compile_catalogs"]

Translations = dict[Message, tuple[str, ...]]


def packages() -> list[str]:
    """The packages of code that have a catalog."""
    names = {package_of(path) for path in sources()}
    return sorted(name for name in names if messages_of(name))


def catalog_files() -> list[Path]:
    """The files of all languages."""
    return sorted((ROOT / "translation").glob("*/*.po"))


def file_of(language: str, package: str) -> Path:
    return ROOT / "translation" / language / f"{package}.po"


def read(path: Path) -> Catalog:
    """A file, by Babel. One that is none raises an error with its line."""
    return read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)


def translations_of(path: Path) -> Translations:
    """The translations of a file that there are and that nobody doubts."""
    return _translations_in(path, path.stat().st_mtime_ns)


# Every check of a file looks into all others.
@lru_cache(maxsize=200)
def _translations_in(path: Path, _changed: int) -> Translations:
    found: Translations = {}
    for item in read(path):
        if not item.id or item.fuzzy:
            continue
        one, plural = item.id if isinstance(item.id, tuple) else (str(item.id), "")
        forms = item.string if isinstance(item.string, tuple) else (item.string,)
        if all(forms):
            context = str(item.context or "")
            found[Message(one, plural, context)] = tuple(map(str, forms))
    return found


def written(language: str, package: str) -> str:
    """The text that the file of a package should have: every message of the code and no other, with
    the translations that are there, in this file or, for one that is new, in another.
    """
    known: Translations = {}
    for path in sorted((ROOT / "translation" / language).glob("*.po")):
        known.update(translations_of(path))
    own = file_of(language, package)
    if own.exists():
        known.update(translations_of(own))
    return text_of(language, {item: known.get(item, ()) for item in messages_of(package)})


def text_of(language: str, translations: Translations) -> str:
    """Messages as a file: sorted, without places and dates, one line for each text, so that a change
    is seen as what it is.
    """
    plural_forms = LANGUAGES[language].plural_forms
    count = int(plural_forms.removeprefix("nplurals=")[0])
    lines = [
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Plural-Forms: {plural_forms}\\n"',
    ]
    for item in sorted(translations):
        forms = translations[item]
        if language == "fr":
            forms = tuple(map(typeset_french, forms))
        lines.append("")
        if item.context:
            lines.append(f"msgctxt {_quoted(item.context)}")
        lines.append(f"msgid {_quoted(item.text)}")
        if item.plural:
            lines.append(f"msgid_plural {_quoted(item.plural)}")
            there = forms if len(forms) == count else ("",) * count
            lines += [f"msgstr[{at}] {_quoted(form)}" for at, form in enumerate(there)]
        else:
            lines.append(f"msgstr {_quoted(forms[0] if forms else '')}")
    return "\n".join(lines) + "\n"


def typeset_french(text: str) -> str:
    """French as it was typed, with ordinary blanks and apostrophes, as it is set: narrow blanks
    (U+202F) before ``: ; ! ?`` and inside of quotes. Code, fields and addresses stay.
    """
    parts = _AS_TYPED.split(text)
    for at in range(0, len(parts), 2):
        part = re.sub("[ \u00a0]+(?=[:;!?]+(?:[\\s)»]|$))", "\u202f", parts[at])
        part = re.sub("(?<=«)[ \u00a0]?|[ \u00a0]?(?=»)", "\u202f", part)
        part = re.sub("\u202f+", "\u202f", part)
        part = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_]|$)", "’", part)
        parts[at] = part.replace("...", "…")
    return "".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'
