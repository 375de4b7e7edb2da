"""What all tests share: the real catalog where it is, and the choice of how much of it is used."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store

# Machines are shared and slow at times: how long an example takes says nothing. Every run takes
# other examples; more of them in one than this are for whoever looks for something.
settings.register_profile(
    "any-machine", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--whole", action="store_true", help="the whole real catalog instead of a sample (as in CI)"
    )


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Of two processes a core one waits: for the screen, for a socket, for a process that begins."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def whole(request: pytest.FixtureRequest) -> bool:
    """Whether tests over the real catalog take all of it."""
    return bool(request.config.getoption("--whole")) or bool(os.environ.get("CI"))


@pytest.fixture(scope="session")
def tries(request: pytest.FixtureRequest) -> int:
    """How many random examples the widest tests take: 2,000 with ``--whole``, 500 in CI, 100 else."""
    if request.config.getoption("--whole"):
        return 2000
    return 500 if os.environ.get("CI") else 100


@pytest.fixture(scope="session")
def real_schemas() -> Path:
    """The directory of the real catalog; tests that want it are skipped where it isn't."""
    path = SHARED / "ovh-schemas"
    if not path.is_dir():
        pytest.skip("the real catalog is not beside the project")
    return path


@pytest.fixture(autouse=True)
def no_keys_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A home of the test's own: nothing is read from the user's configuration, nothing written to
    it.
    """
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("OVH_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in (
        "TMUX",
        "STY",
        "SSH_CONNECTION",
        "SSH_TTY",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    return home


def fill(store: Store, directory: Path) -> None:
    """Put a catalog in the layout ``v1/index.json``, ``v1/domain.json`` into a store."""
    for branch in ("v1", "v2"):
        entries = parse_index((directory / branch / "index.json").read_bytes())
        store.put_index(branch, entries)
        for entry in entries:
            store.put_document(
                branch, entry.path, (directory / branch / f"{entry.path[1:]}.json").read_bytes()
            )


@pytest.fixture(scope="session")
def real_file(real_schemas: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store that holds the whole real catalog; not to be written to."""
    base = tmp_path_factory.getbasetemp()
    # Workers of xdist share the directory above theirs. Whoever is first makes the file under a
    # name of its own and moves it; a second one's is the same.
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    path = shared / "real-catalog.db"
    if not path.exists():
        made = base / "making.db"
        with Store(made) as store:
            fill(store, real_schemas)
        shutil.copyfile(made, base / "made.db")
        (base / "made.db").replace(path)
    return path


@pytest.fixture(scope="session")
def real_store(real_file: Path) -> Iterator[Store]:
    """A store with the whole real catalog; not to be written to."""
    with Store(real_file) as store:
        yield store
