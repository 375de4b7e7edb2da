"""Programs that others wrote for the API, their source as it is on PyPI, with the sandbox as it
is.

What they do is in ``clients/``: programs that point them at the sandbox, and use them as their
documentation says.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ovh_explorer.sandbox import DEMO_KEYS
from tests import pypi, real_catalog
from tests.sandbox.scenarios import start_over
from tests.sandboxes import running

CLIENTS = Path(__file__).parent / "clients"


@pytest.fixture(scope="module")
def python(pytestconfig, whole):
    """The interpreter that has the clients."""
    return pypi.python(pytestconfig, fetch=whole)


@pytest.fixture
def use(python, tmp_path, monkeypatch, real_schemas):
    """Runs a program of ``clients/`` to its end, and gives what it wrote to stderr."""

    def run(name: str, *options: str, certificate: Path | None = None) -> str:
        url = running(real_catalog.directory(), *options)[1]
        start_over(url, certificate)
        environ = {
            **os.environ,
            "NO_PROXY": "127.0.0.1",
            "SANDBOX": url,
            "OVH_ENDPOINT": "ovh-eu",
            "OVH_APPLICATION_KEY": DEMO_KEYS.application_key,
            "OVH_APPLICATION_SECRET": DEMO_KEYS.application_secret,
            "OVH_CONSUMER_KEY": DEMO_KEYS.consumer_key,
        }
        if certificate is not None:
            environ["SSL_CERT_FILE"] = str(certificate)
        command = [str(python), str(CLIENTS / name)]
        done = subprocess.run(
            command, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, "\n".join(done.stderr.splitlines()[-15:])
        return done.stderr

    return run


def test_dns_lexicon(use):
    use("lexicon_client.py")


def test_certbot_answers_a_challenge(use):
    use("certbot_client.py")


def test_octodns_makes_a_zone_what_a_file_says(use):
    use("octodns_client.py")


@pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which makes the certificate, not found"
)
def test_libcloud_has_a_machine_with_a_disk(use, tmp_path_factory):
    # It speaks nothing but https.
    certificate = tmp_path_factory.mktemp("https") / "certificate.pem"
    use("libcloud_client.py", f"--tls={certificate}", certificate=certificate)


def test_the_examples_of_python_ovhs_readme(use):
    became = json.loads(use("readme_of_python_ovh.py").splitlines()[-1])
    assert len(became) == 13
    others = {number: error for number, error in enumerate(became) if error}
    gone = "ResourceNotFoundError: Got an invalid (or empty) URL"
    assert others == {
        7: "SystemExit: 1",  # a program that says how it is used
        10: gone,  # the API has no /v2/xdsl
        12: gone,  # and no POST /me/bills
    }
