"""Checks what a built wheel and sdist hold: ``contents.py WHEEL SDIST WHEEL_OF_THE_SDIST``.

Each is compared with the files that git knows, so that neither a missing file nor one too many
passes.
"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
METADATA = ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
MANUAL = "ovh-explorer.1"
IN_THE_SDIST = (
    "ovh_explorer",
    "tests",
    "screenshots",
    "README.md",
    "LICENSE",
    "SECURITY.md",
    MANUAL,
    "pyproject.toml",
    ".gitignore",
    "scripts/build_hook.py",
    "scripts/compile_translations.py",
)
# What translators write; the wheel has what is compiled of it.
OF_TRANSLATORS = (".po", "GLOSSARY.fr.md")
COMPILED = "messages.mo"


def tracked(*paths: str) -> dict[str, bytes]:
    """The files below `paths` that git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *paths], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name: (ROOT / name).read_bytes() for name in listed.stdout.split("\0") if name}


def wheel(path: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def sdist(path: Path) -> dict[str, bytes]:
    """The files of an sdist, without the folder they are in."""
    with tarfile.open(path) as file:
        found = ((member.name, file.extractfile(member)) for member in file.getmembers())
        return {
            name.partition("/")[2]: content.read() for name, content in found if content is not None
        }


def differences(what: str, found: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    """A line for each file that is missing, too many, or other than wanted."""
    return [
        *(f"{what} lacks {name}" for name in sorted(wanted.keys() - found.keys())),
        *(f"{what} should not hold {name}" for name in sorted(found.keys() - wanted.keys())),
        *(
            f"{what} has another {name}"
            for name in sorted(found.keys() & wanted.keys())
            if found[name] != wanted[name]
        ),
    ]


def check(
    built: dict[str, bytes], source: dict[str, bytes], rebuilt: dict[str, bytes]
) -> list[str]:
    """What is wrong with the three."""
    info = next(
        (name.partition("/")[0] for name in built if ".dist-info/" in name), "no .dist-info"
    )
    # What the builder wrote is taken as it is; what it copied is compared.
    made = {f"{info}/{name}": built.get(f"{info}/{name}", b"") for name in METADATA}
    made[f"{info}/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    data = info.removesuffix(".dist-info") + ".data/data"
    made[f"{data}/share/man/man1/{MANUAL}"] = (ROOT / MANUAL).read_bytes()
    package = tracked("ovh_explorer")
    for name in [name for name in package if name.endswith(OF_TRANSLATORS)]:
        del package[name]
        if name.endswith(".po"):
            compiled = f"{name.rpartition('/')[0]}/{COMPILED}"
            made[compiled] = built.get(compiled, b"")
    about = source.get("PKG-INFO", b"")
    return [
        *differences("the wheel", built, package | made),
        *differences(
            "the sdist", source, tracked(*IN_THE_SDIST) | {"PKG-INFO": made[f"{info}/METADATA"]}
        ),
        *differences("the sdist's wheel", rebuilt, built),
        *([f"the metadata names {ROOT}"] if str(ROOT).encode() in about else []),
    ]


if __name__ == "__main__":
    files = [Path(argument) for argument in sys.argv[1:]]
    wrong = check(wheel(files[0]), sdist(files[1]), wheel(files[2]))
    print(
        *wrong or ["wheel and sdist hold what they should, and the sdist builds the same wheel"],
        sep="\n",
    )
    sys.exit(bool(wrong))
