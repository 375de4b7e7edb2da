"""The examples of python-ovh's README, as they are in the package, one after the other.

It writes what became of each: the name of its exception, or nothing. Whoever an example asks to
visit a page and press Enter does so by accepting the key there.
"""

import builtins
import importlib.metadata
import json
import os
import re
import sys
import textwrap
import urllib.parse
import urllib.request

import ovh

ovh.client.ENDPOINTS["ovh-eu"] = os.environ["SANDBOX"] + "/1.0"


def accept(_question: str) -> str:
    """Accept the consumer key that the example asked for."""
    link = space["validation"]["validationUrl"]
    with urllib.request.urlopen(link) as page:
        token = re.search(r'name="credentialToken" value="([0-9a-f]+)"', page.read().decode())[1]
    form = {"credentialToken": token, "validity": "86400", "decision": "accept"}
    request = urllib.request.Request(link.partition("?")[0], urllib.parse.urlencode(form).encode())
    urllib.request.urlopen(request).close()
    return ""


builtins.input = accept
text = importlib.metadata.metadata("ovh").get_payload()
blocks = re.findall(r"\.\. code:: python\n\n((?:[ \t]+\S.*\n|\s*\n)+)", text)
became: list[str] = []
space: dict = {}
for block in blocks:
    example = textwrap.dedent(block)
    for name in ("application key", "application secret", "consumer key"):
        value = os.environ["OVH_" + name.upper().replace(" ", "_")]
        example = example.replace(f"<{name}>", value)
    if "import " in example:
        space.clear()
    space.setdefault("ovh", ovh)
    try:
        exec(compile(example, f"example {len(became)}", "exec"), space)
    except (SystemExit, Exception) as error:  # noqa: BLE001 - what became of it is the question
        became.append(f"{type(error).__name__}: {error}".splitlines()[0].strip())
    else:
        became.append("")
print(json.dumps(became), file=sys.stderr)
