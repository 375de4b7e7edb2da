"""Reads keys as the tools do that they are written for: run by the interpreter that has these.

A JSON object of texts by the names of their forms comes in, and what their readers make of each
goes out.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import configobj
import hcl2
import yaml
from ovh.config import ConfigurationManager


def of_shell(text: str) -> dict[str, str]:
    """What a shell has in its environment after it has read exports, or an environment file."""
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
        file.write(text)
        file.flush()
        command = 'set -a; . "$1"; env -0'
        done = subprocess.run(
            ["sh", "-c", command, "sh", file.name],
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        )
    pairs = (item.partition("=") for item in done.stdout.split("\0") if item)
    return {name: value for name, _, value in pairs if "OVH" in name}


def of_certbot(text: str) -> dict[str, str]:
    """What certbot reads: its file is read by ConfigObj."""
    return dict(configobj.ConfigObj(io.BytesIO(text.encode()), encoding="utf-8"))


def of_terraform(text: str) -> dict[str, str]:
    """The attributes of the provider block, as HCL has them."""
    block = hcl2.loads(text)["provider"][0]
    values = block.get("ovh") or block['"ovh"']

    def plain(value: str) -> str:
        return json.loads(value) if value.startswith('"') else value

    return {
        name: plain(value).replace("$${", "${").replace("%%{", "%{")
        for name, value in values.items()
        if not name.startswith("__")
    }


def of_ovh_conf(text: str) -> dict[str, str]:
    """What python-ovh reads."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "ovh.conf")
        path.write_text(text)
        config = ConfigurationManager()
        config.read(str(path))
        endpoint = config.get("default", "endpoint")
        names = [
            *("application_key", "application_secret", "consumer_key"),
            *("client_id", "client_secret"),
        ]
        found = {name: config.get(endpoint, name) for name in names}
    return {"endpoint": endpoint, **{name: text for name, text in found.items() if text}}


READERS = {
    "certbot": of_certbot,
    "lexicon": of_shell,
    "acme.sh": of_shell,
    "exports": of_shell,
    "environment": of_shell,
    "kubernetes": lambda text: yaml.safe_load(text)["stringData"],
    "cert-manager": lambda text: yaml.safe_load(text)["stringData"],
    "octodns": lambda text: yaml.safe_load(text)["providers"]["ovh"],
    "terraform": of_terraform,
    "dnscontrol": lambda text: json.loads(text)["ovh"],
    "ddns-updater": lambda text: json.loads(text)["settings"][0],
    "ovh.conf": of_ovh_conf,
}

given = json.load(sys.stdin)
json.dump({number: READERS[form](text) for number, (form, text) in given.items()}, sys.stdout)
