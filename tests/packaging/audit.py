"""Runs pip-audit over an environment: ``audit.py PIP_AUDIT ENVIRONMENT``. A known vulnerability
fails.

Where its source can't be reached, that is said and passed over. pip-audit itself calls it "No known
vulnerabilities" when an index knows none of the packages, so what it says of each is read.
"""

import json
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from typing import Any

# A source that isn't reached may keep silent for long.
PATIENCE = 20
UNREACHED = (
    "ConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "Connection refused",
    "ServiceError",
    "HTTPError",
)
OURS = "ovh-explorer"


def verdict(report: Mapping[str, Any]) -> tuple[int, str]:
    """The exit code for a report of pip-audit, and what to say."""
    packages = [package for package in report["dependencies"] if package["name"] != OURS]
    audited = [package for package in packages if "skip_reason" not in package]
    skipped = sorted(package["name"] for package in packages if "skip_reason" in package)
    found = [f"{p['name']} {p['version']}: {v['id']}" for p in audited for v in p["vulns"]]
    if not packages:
        return 1, "pip-audit: there is nothing to audit"
    if found:
        return 1, "\n".join(["pip-audit found vulnerabilities", *found])
    if not audited:
        return (
            0,
            "pip-audit: its source knows nothing of our dependencies from here; NOT AUDITED, going on",
        )
    passed_over = f"; passed over: {', '.join(skipped)}" if skipped else ""
    return 0, f"pip-audit: {len(audited)} packages, no known vulnerability{passed_over}"


def audit(program: str, environment: str) -> tuple[int, str]:
    """The verdict on an environment."""
    path = sysconfig.get_path("purelib", vars={"base": environment, "platbase": environment})
    command = [
        program,
        "--path",
        path,
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--timeout",
        "5",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return 0, f"pip-audit: its source didn't answer within {PATIENCE} s; NOT AUDITED, going on"
    if done.stdout.startswith("{"):
        return verdict(json.loads(done.stdout))
    if any(word in done.stderr for word in UNREACHED):
        return 0, "pip-audit: its source can't be reached from here; NOT AUDITED, going on"
    return 1, f"pip-audit failed\n{done.stderr}"


if __name__ == "__main__":
    code, words = audit(*sys.argv[1:])
    print(words)
    sys.exit(code)
