"""Playbooks, run by ansible-playbook: each task in a process of its own, or all in one."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .recorder import AK, AS, CK
from .running import DOUBLE

__all__ = ["INLINE", "KEYS", "Done", "of_tasks", "run_playbook"]

Done = subprocess.CompletedProcess[str]

KEYS = {"OVH_APPLICATION_KEY": AK, "OVH_APPLICATION_SECRET": AS, "OVH_CONSUMER_KEY": CK}


INLINE = {
    "ANSIBLE_CALLBACK_PLUGINS": str(DOUBLE / "ansible"),
    "ANSIBLE_CALLBACKS_ENABLED": "inline",
}
"""What makes it run all in one process."""


def run_playbook(program: Path, code: str, directory: Path, *options: str, **environ: str) -> Done:
    """What ansible-playbook says of a playbook.

    Args:
        program: the interpreter beside which it is.
        directory: the home and the current directory.
    """
    (file := directory / "code.yml").write_text(code, encoding="utf-8")
    whole = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(directory),
        "PWD": str(directory),
        "LANG": "C.UTF-8",
        "NO_PROXY": "127.0.0.1",
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_LOCALHOST_WARNING": "0",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "0",
        **environ,
    }
    return subprocess.run(
        [program.parent / "ansible-playbook", *options, file],
        capture_output=True,
        encoding="utf-8",
        timeout=590,
        cwd=directory,
        env=whole,
    )


def of_tasks(tasks: Sequence[str], now: int) -> str:
    """A playbook of tasks alone, which know the keys and the time."""
    head = f"""\
- hosts: localhost
  gather_facts: false
  vars:
    clock: {{content: "{now}"}}
    ovh: {{application_key: {AK}, application_secret: {AS}, consumer_key: {CK}}}
  tasks:
"""
    indented = (f"    {line}" for task in tasks for line in f"{task}\n".splitlines(keepends=True))
    return head + "".join(indented)
