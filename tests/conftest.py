"""What all tests share: the real catalog where it is, and the choice of how much of it is used."""

import gc
import importlib.util
import itertools
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store
from ovh_explorer.translation import set_language
from ovh_explorer.translation.catalog_text import translate_catalog
from tests import real_catalog

# Checks in modules that are no tests say what they compared, as tests do.
pytest.register_assert_rewrite(
    "tests.cli.catalog_run",
    "tests.client.session",
    "tests.client.wire",
    "tests.config.lookup",
    "tests.tui.fingers",
    "tests.tui.screen_facts",
    "tests.tui.sign_in",
)

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

# Machines are shared and slow at times: how long an example takes says nothing. A developer's run
# takes other examples each time, and one that fails prints what makes it fail again. In CI they are
# the same in every run: whether a change passes is not left to luck. Elsewhere these are had with
# --hypothesis-profile same.
settings.register_profile(
    "random",
    # Hypothesis takes a profile of its own where it thinks that it is in CI.
    settings.get_profile("default"),
    max_examples=40,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("same", settings.get_profile("random"), derandomize=True)
settings.load_profile("same" if os.environ.get("CI") else "random")

# What is compiled is kept, whatever the environment says: for the other workers, which else compile
# all tests anew, and for the programs that tests start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# httpcore looks for it several times a request, through all directories where it isn't.
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--whole", action="store_true", help="the whole real catalog instead of a sample (as in CI)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """What translators wrote is what the tests read. Hardly anything of what is collected is garbage,
    and to look for it takes a tenth of that time.
    """
    gc.disable()
    if not hasattr(config, "workerinput"):
        from tests.translation.catalogs import compile_catalogs

        compile_catalogs()
        read_data_files()


def read_data_files() -> None:
    """Read the files that are written by hand: a mistake in one ends the run, and is said once.
    Hundreds of tests would fail for it.
    """
    from ovh_explorer.catalog.effects import packaged_rules
    from ovh_explorer.catalog.search.lexicon import lexicon

    for name, read in (("effects.toml", packaged_rules), ("lexicon.txt", lexicon)):
        try:
            read()
        except ValueError as error:
            raise pytest.UsageError(f"{name}: {error}") from None


def pytest_collection_finish() -> None:
    """From now on there is garbage."""
    gc.freeze()
    gc.enable()


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """A worker that has nothing left takes tests of another: nobody waits behind a long one."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long comes first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Of three processes one waits: for a socket, for a process that begins."""
    cores = os.cpu_count() or 1
    return cores + max(1, cores // 2)


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
    path = real_catalog.directory()
    if path is None:
        pytest.skip(real_catalog.MISSING)
    return path


@pytest.fixture
def figures(real_schemas: Path) -> real_catalog.Figures:
    """The figures of the real catalog; tests that are about them are skipped where the catalog is
    another one.
    """
    found = real_catalog.figures(real_schemas)
    if found is None:
        pytest.skip(real_catalog.ANOTHER)
    return found


@pytest.fixture(scope="module", autouse=True)
def put_aside() -> None:
    """What the tests so far have read and keep is not looked through again for garbage."""
    gc.collect()
    gc.freeze()


_HOMES = itertools.count()


@pytest.fixture(autouse=True)
def no_keys_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A home of the test's own: nothing is read from the user's configuration, nothing written to
    it.
    """
    # Numbered here: pytest would look through all directories that there are for the number.
    home = tmp_path_factory.mktemp(f"home-{next(_HOMES)}", numbered=False)
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


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests read English, whatever their user speaks; what a test chooses ends with it."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if not os.environ.get(name, "").startswith(("C", "POSIX", "en")):
            monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("EXPLORER_LANGUAGE", raising=False)
    yield
    set_language("en")
    translate_catalog(is_ours=False)


@pytest.fixture
def in_french(in_english: None) -> None:
    """The test reads French."""
    set_language("fr")


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
    # Workers of xdist share the directory above theirs: whoever is first makes the file, the others
    # wait for it.
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    path = shared / "real-catalog.db"
    with one_at_a_time(shared / "real-catalog.lock"):
        if not path.exists():
            made = base / "making.db"
            with Store(made) as store:
                fill(store, real_schemas)
            shutil.copyfile(made, base / "made.db")
            (base / "made.db").replace(path)
    return path


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """One process of the tests after the other; where there are no locks, all at once."""
    if fcntl is None:
        yield
        return
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def real_store(real_file: Path) -> Iterator[Store]:
    """A store with the whole real catalog; not to be written to."""
    with Store(real_file) as store:
        yield store
