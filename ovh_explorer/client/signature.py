"""The signature of a request, as the API checks it."""

import hashlib

__all__ = ["sign"]


def sign(secret: str, consumer_key: str, method: str, url: str, body: bytes, timestamp: int) -> str:
    """The value of ``X-Ovh-Signature``: ``$1$`` and the SHA-1 in hex of everything joined by ``+``.

    All official wrappers compute it so (python-ovh ``ovh/client.py``, php-ovh, go-ovh, node-ovh).

    Args:
        secret: the application secret.
        consumer_key: the consumer key.
        method: the HTTP method in upper case.
        url: the whole URL as it is requested, with branch and query.
        body: the very bytes that are sent; empty where there is no body.
        timestamp: the server's time in whole seconds since 1970, as sent in ``X-Ovh-Timestamp``.
    """
    head = "+".join((secret, consumer_key, method, url)).encode()
    return "$1$" + hashlib.sha1(b"+".join((head, body, str(timestamp).encode()))).hexdigest()
