"""What can be wrong with a translation, and how French is typeset."""

import re
import string
from collections import Counter
from pathlib import Path

from ovh_explorer.tui.key_bindings import KEY_NAMES
from tests.translation.catalogs import read, translations_of, written
from tests.translation.messages import Message, messages_of

__all__ = ["french_problems", "problems_of", "translation_problems", "word_problems"]

NARROW = "\u202f"
# Words that are the English name of a key and nothing else: `home`, `end` are words of English too.
_KEY_NAMES = re.compile(
    rf"\b(?:{'|'.join({item.english for item in KEY_NAMES} - {'tab', 'home', 'end', 'ins', 'y/n'})})\b",
    re.IGNORECASE,
)
# What is the same in every language: commands, keys, markup, addresses.
_CODE = re.compile(r"`[^`]*`")
_KEYS = re.compile(r"(?<!\w)(?:\^[a-z]|F\d{1,2})(?!\w)")
# `[profile:NAME]` is a section of a file: the name in it is a word.
_MARKUP = re.compile(r"\\?\[/?(?!profile:)[a-z$@#][^\]]*\]")
_PERCENT = re.compile(r"%(?:\(\w+\)[sd]|%)?")
_UNSET = re.compile(r"`[^`]*`|\w+://\S+|\{[^{}]*\}")
_SIGNS = ":;!?"
_OTHER_UNDO = re.compile(r"\b(?:dé|re)(?:faire|fait|faits|faite|faites|fais)\b", re.IGNORECASE)


def problems_of(path: Path) -> list[str]:
    """What is wrong with a catalog."""
    language, package = path.parent.name, path.stem
    found = []
    wanted, there = set(messages_of(package)), translations_of(path)
    found += [f"not translated: {item.text!r}" for item in sorted(wanted - there.keys())]
    found += [f"no longer in the code: {item.text!r}" for item in sorted(there.keys() - wanted)]
    found += [f"fuzzy: {item.id!r}" for item in read(path) if item.id and item.fuzzy]
    if path.read_text(encoding="utf-8") != written(language, package):
        found.append(f"not as it is written: run scripts/translations extract {package}")
    for item, forms in there.items():
        found += [f"{item.text!r}: {words}" for words in translation_problems(item, forms)]
        if language != "fr":
            continue
        for form in forms:
            found += [f"{form!r}: {words}" for words in french_problems(form, item.text)]
            # What finds a command may be any word for it.
            if item.context != "synonyms":
                found += [f"{form!r}: {words}" for words in word_problems(form)]
    return found


def translation_problems(item: Message, forms: tuple[str, ...]) -> list[str]:
    """What a translation has other than its message: values, commands, keys, markup, blanks."""
    found = []
    source = item.plural or item.text
    for form in forms:
        for what, parts in (
            ("values", _fields),
            ("what is in backticks", _CODE.findall),
            ("keys", lambda text: set(_KEYS.findall(text))),
            ("markup", _MARKUP.findall),
            ("signs of %", _PERCENT.findall),
            ("blanks at its ends", _ends),
        ):
            wanted, has = parts(source), parts(form)
            if _counted(wanted) != _counted(has):
                found.append(f"other {what}: {wanted} and {has}")
    return found


def french_problems(text: str, english: str = "") -> list[str]:
    """What is not set as French is, in words; code is left out."""
    found = []
    plain = _UNSET.sub("\0", text)
    for match in re.finditer(rf"(.)([{_SIGNS}]+)(?=[\s)»]|$)", plain):
        # A sign that is a key has a blank before it in English too.
        is_key = match[1] == " " and f" {match[2]}" in english
        if match[1] not in f"{NARROW}(" and not is_key:
            found.append(f"a narrow blank (U+202F) goes before {match[2]}")
    for match in re.finditer(r"«(.)|(.)»", plain):
        if (match[1] or match[2]) != NARROW:
            found.append("narrow blanks (U+202F) go inside of « »")
    if re.search("[“”]", plain):
        found.append("quotes are « »")
    if "..." in plain:
        found.append("… is one sign")
    if re.search(r"[^\W\d_]'[^\W\d_]", plain):
        found.append("the apostrophe is ’")
    if name := _KEY_NAMES.search(plain):
        found.append(f"{name[0]} is the English name of a key: see those of `KeyName`")
    if re.search(f"[{NARROW}\u00a0] | [{NARROW}\u00a0]", plain):
        found.append("two blanks")
    return found


def word_problems(text: str) -> list[str]:
    """The words of a French text that are others than those of the glossary."""
    return [
        f"{found[0]}: undo is annuler, redo is rétablir" for found in _OTHER_UNDO.finditer(text)
    ]


def _fields(text: str) -> list[str]:
    try:
        return [
            f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            for _, name, spec, conversion in string.Formatter().parse(text)
            if name is not None
        ]
    except ValueError:  # braces that are no fields
        return re.findall("[{}]", text)


def _ends(text: str) -> list[str]:
    return [text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]]


def _counted(parts: object) -> object:
    return Counter(parts) if isinstance(parts, list) else parts
