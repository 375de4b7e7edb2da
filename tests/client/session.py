"""A session with keys at a server of the test's own, and a check of what it signs."""

from ovh_explorer.client import Session, sign
from ovh_explorer.config import Credentials, find_endpoint

from .server import RawServer, Received
from .shown import AK, AS, CK, KEYS


def session(server: RawServer, keys: Credentials | None = KEYS, end: str = "") -> Session:
    return Session(find_endpoint(server.root + end), keys)


def check(received: Received) -> None:
    """Check the signature as the API does: over Host, target and body as they came."""
    headers = received.headers
    url = f"http://{headers['host']}{received.target}"
    assert headers["x-ovh-application"] == AK
    assert headers["x-ovh-consumer"] == CK
    stamp = int(headers["x-ovh-timestamp"])
    assert headers["x-ovh-signature"] == sign(AS, CK, received.method, url, received.body, stamp)
