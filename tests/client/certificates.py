"""Certificates that nobody should trust, made by openssl."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem")


def make(folder: Path, days: int = 2) -> tuple[Path, ssl.SSLContext]:
    """A self-signed certificate for 127.0.0.1, and what a server needs to use it; one of -1 days
    has expired.
    """
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n")

    def run(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    run("req", *_KEY, "-subj", "/CN=sandbox", "-out", "asked.pem")
    named = ("-extfile", "names", "-days", str(days))
    run("x509", "-req", "-in", "asked.pem", "-signkey", "key.pem", *named, "-out", "cert.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return folder / "cert.pem", context
