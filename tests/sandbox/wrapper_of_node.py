"""node-ovh, the official wrapper for Node.js, driven from here."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any


class NodeOvh:
    """A client of node-ovh in a process of its own.

    Args:
        modules: where it is installed.
        certificate: what it is to trust besides the usual authorities.
        settings: its constructor's.
    """

    def __init__(self, modules: Path, certificate: Path, **settings: Any) -> None:
        self._process = subprocess.Popen(
            ["node", str(Path(__file__).with_name("node_ovh.js")), json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "NODE_PATH": str(modules), "NODE_EXTRA_CA_CERTS": str(certificate)},
        )

    def __call__(self, method: str, path: str, params: Any = None) -> tuple[Any, Any]:
        """The status and the value of a response; of a refusal only the message, which is all that
        node-ovh gives.
        """
        answer = self._say({"method": method, "path": path, "params": params})
        return answer["status"], answer["value"]

    def use(self, consumer_key: str) -> None:
        """Sign with another consumer key from now on."""
        self._say({"consumerKey": consumer_key})

    def _say(self, words: dict[str, Any]) -> Any:
        self._process.stdin.write(f"{json.dumps(words)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        """End its process."""
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()
