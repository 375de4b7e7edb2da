"""A throw-away certificate, for clients that speak nothing but https.

``openssl`` makes it, as a program: of those who want https here, node-ovh's users, nearly all have
it, and a library that makes certificates would be a large dependency for everybody else.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ovh_explorer.translation import _

__all__ = ["Certificate", "CertificateError", "make_certificate"]

_DAYS = 30
# Of our own, so that nothing depends on how openssl is set up on a machine.
# not for people: openssl reads it
_SETTINGS = """\
[req]
distinguished_name = name
x509_extensions = extensions
prompt = no
[name]
CN = ovh-explorer sandbox
[extensions]
subjectAltName = IP:127.0.0.1, DNS:localhost
basicConstraints = critical, CA:TRUE
keyUsage = critical, digitalSignature, keyCertSign
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
"""


class CertificateError(RuntimeError):
    """No certificate could be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files in PEM: the certificate, which clients are to trust, and its key."""

    certificate: Path
    key: Path


def make_certificate(directory: Path) -> Certificate:
    """A new certificate for 127.0.0.1 and localhost, in `directory`, which only its owner should be
    able to read.

    Raises:
        CertificateError: when there is no ``openssl``, or it fails.
    """
    program = shutil.which("openssl")
    if program is None:
        raise CertificateError(
            _(
                "--tls needs the program openssl, which was not found; install it, or do without "
                "--tls."
            )
        )
    made = Certificate(directory / "certificate.pem", directory / "key.pem")
    settings = directory / "openssl.cnf"
    settings.write_text(_SETTINGS, encoding="ascii")
    done = subprocess.run(  # noqa: S603 - the program was looked up, and nothing of it comes from outside
        [
            program, "req", "-x509", "-new", "-newkey", "rsa:2048", "-nodes", "-days", str(_DAYS),
            "-sha256", "-config", str(settings), "-keyout", str(made.key),
            "-out", str(made.certificate),
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [_("it said nothing")])[-1]
        words = _("openssl could not make a certificate: {reason}")
        raise CertificateError(words.format(reason=last))
    return made
