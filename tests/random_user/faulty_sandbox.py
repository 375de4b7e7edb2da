"""A sandbox where some calls go wrong: ``python -m tests.random_user.faulty_sandbox SEED
[SCHEMAS]``.

It ends with its standard input, as ``python -m ovh_explorer.sandbox`` does. The catalog arrives
whole.
"""

import random
import sys
from pathlib import Path
from typing import Any

from ovh_explorer.sandbox.app import Sandbox
from ovh_explorer.sandbox.faults import Faults
from ovh_explorer.sandbox.server import serve

# Of a call what goes wrong, by its share.
_SHARES = {
    "": 60,
    "latency=0.3": 10,
    "latency=3": 3,
    "429=2": 4,
    "html=502": 4,
    "truncated": 4,
    "invalid-json": 4,
    "drop": 4,
    "drip=2": 4,
    "large=6": 3,
}


def main() -> None:
    """Serve."""
    seed, *schemas = sys.argv[1:]
    chance = random.Random(int(seed))
    kinds = [Faults.parse(text) for text in _SHARES]
    asked_for = Sandbox._faults_of

    def faults_of(sandbox: Sandbox, asked: Any) -> Faults:
        # What the flags say holds for calls of the user alone.
        found = asked_for(sandbox, asked)
        return chance.choices(kinds, list(_SHARES.values()))[0] if found else found

    Sandbox._faults_of = faults_of  # type: ignore[method-assign, assignment]
    serve(
        schemas=Path(schemas[0]) if schemas else None,
        ready=lambda url: print(f"READY {url}", flush=True),
        until_input_ends=True,
        faults=Faults.parse("truncated"),
    )


if __name__ == "__main__":
    main()
