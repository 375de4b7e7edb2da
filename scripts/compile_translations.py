"""Compiles the catalogs of translations: ``python scripts/compile_translations.py``.

Each language in ``ovh_explorer/translation/`` has a ``.po`` file for each package of code; gettext
reads one ``messages.mo``, made of all of them. It is no part of the repository.
"""

import io
import os
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["compile_catalogs"]

DIRECTORY = Path(__file__).parent.parent / "ovh_explorer" / "translation"


def compile_catalogs(directory: Path = DIRECTORY) -> list[Path]:
    """Write the compiled catalog of each language that has none or an older one; all of them are
    returned. Two programs may do it at the same time.
    """
    return [
        _compile(folder) for folder in sorted({path.parent for path in directory.glob("*/*.po")})
    ]


def _compile(folder: Path) -> Path:
    sources = sorted(folder.glob("*.po"))
    target = folder / "messages.mo"
    # A file that was taken away changes the time of its directory.
    newest = max(path.stat().st_mtime_ns for path in [folder, *sources])
    if target.exists() and target.stat().st_mtime_ns >= newest:
        return target
    # Only where there is something to do: each run of the tests asks.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    # The headers are alike in all.
    whole, *others = [
        read_po(io.BytesIO(path.read_bytes()), abort_invalid=True) for path in sources
    ]
    for catalog in others:
        for message in catalog:
            if message.id:
                whole.add(message.id, message.string, context=message.context, flags=message.flags)
    # The same catalogs make the same file, whenever it is made.
    whole.creation_date = whole.revision_date = datetime(1980, 1, 1, tzinfo=UTC)
    made = folder / f"messages.{os.getpid()}.tmp"
    with made.open("wb") as file:
        write_mo(file, whole)
    made.replace(target)
    # Its own making changed the directory.
    os.utime(target)
    return target


if __name__ == "__main__":
    for path in compile_catalogs():
        print(path)
