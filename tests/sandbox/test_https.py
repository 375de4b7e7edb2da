"""The sandbox over https."""

import json
import os
import shutil
import ssl
import stat
import subprocess
import sys
import urllib.error
import urllib.request

import ovh
import pytest

from ovh_explorer.cli import main
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.process import SandboxProcess, SandboxStartError
from tests.sandboxes import running

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which makes the certificate, not found"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Where the sandbox writes its certificate."""
    return tmp_path_factory.mktemp("https") / "certificate.pem"


@pytest.fixture
def url(certificate):
    return running(None, f"--tls={certificate}")[1]


def test_only_who_trusts_the_certificate_is_served(url, certificate):
    trusting = ssl.create_default_context(cafile=certificate)
    with urllib.request.urlopen(f"{url}/1.0/auth/time", context=trusting) as answer:
        assert int(answer.read()) > 1_700_000_000
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(f"{url}/1.0/auth/time", context=ssl.create_default_context())


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_key_of_the_certificate_is_gone_with_the_sandbox_and_nobody_elses(tmp_path):
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "ovh_explorer", "sandbox", "--tls"]
    sandbox = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert sandbox.stdout.readline().startswith("READY https://127.0.0.1:")
    (directory,) = tmp_path.iterdir()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert (directory / "key.pem").is_file()
    sandbox.terminate()
    _, words = sandbox.communicate(timeout=10)
    assert f"Clients are to trust {directory / 'certificate.pem'}" in words
    assert list(tmp_path.iterdir()) == []


def test_without_openssl_https_is_refused_in_words(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxStartError, match="--tls needs the program openssl"):
        SandboxProcess.begin(options=["--tls"]).wait_ready()


def test_try_and_python_ovh_speak_https(url, certificate, monkeypatch, capfd):
    for name in ("application_key", "application_secret", "consumer_key"):
        monkeypatch.setenv(f"OVH_{name.upper()}", getattr(DEMO_KEYS, name))
    monkeypatch.setenv("OVH_ENDPOINT", f"{url}/1.0")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert main(["try", "GET", "/me"]) == 0
    assert json.loads(capfd.readouterr().out)["nichandle"] == "xx1111-ovh"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{url}/1.0")
    assert ovh.Client(endpoint="ovh-eu").get("/me")["nichandle"] == "xx1111-ovh"
