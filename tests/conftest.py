"""What all tests share: the real catalog where it is, and the choice of how much of it is used."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="the whole real catalog instead of a sample (as in CI)")


@pytest.fixture(scope="session")
def whole(request: pytest.FixtureRequest) -> bool:
    """Whether tests over the real catalog take all of it."""
    return bool(request.config.getoption("--whole")) or bool(os.environ.get("CI"))


@pytest.fixture(scope="session")
def real_schemas() -> Path:
    """The directory of the real catalog; tests that want it are skipped where it isn't."""
    path = SHARED / "ovh-schemas"
    if not path.is_dir():
        pytest.skip("the real catalog is not beside the project")
    return path


@pytest.fixture(autouse=True)
def no_keys_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of the test's own: nothing is read from the user's configuration, nothing written to it."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("OVH_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return home
