"""The command line against a sandbox."""

import pytest

from ovh_explorer.cli import main
from ovh_explorer.sandbox import DEMO_KEYS
from tests.sandboxes import running


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the program against a sandbox: exit code, standard output, standard error."""
    monkeypatch.setenv("OVH_ENDPOINT", f"{running()[1]}/1.0")
    monkeypatch.setenv("OVH_APPLICATION_KEY", DEMO_KEYS.application_key)
    monkeypatch.setenv("OVH_APPLICATION_SECRET", DEMO_KEYS.application_secret)
    monkeypatch.setenv("OVH_CONSUMER_KEY", DEMO_KEYS.consumer_key)

    def one(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
        out, words = capfdbinary.readouterr()
        return code, out.decode(), words.decode()

    return one
