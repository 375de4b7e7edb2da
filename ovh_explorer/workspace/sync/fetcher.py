"""How the catalog's documents are fetched: the client, handed to the sync as a function."""

import re

from ovh_explorer.catalog.sync import Fetch, FetchError, FetchResult
from ovh_explorer.client.errors import ClientError
from ovh_explorer.client.session import Session
from ovh_explorer.translation import _, number
from ovh_explorer.workspace.calls.retry_after import wait_of

__all__ = ["fetcher"]

# Bytes; the largest has 4 million.
_MAX_DOCUMENT_BYTES = 64_000_000
# What can be sent back as it came.
_VALIDATOR = re.compile(r"[\x21-\x7e]{1,500}")


def fetcher(session: Session) -> Fetch:
    """A function that fetches the index (path None) or a product's document from the session's
    endpoint.
    """

    async def fetch(branch: str, path: str | None, etag: str | None) -> FetchResult:
        headers = [("If-None-Match", etag)] if etag and _VALIDATOR.fullmatch(etag) else []
        try:
            response = await session.fetch("/" if path is None else f"{path}.json", branch, headers)
        except ClientError as error:
            raise FetchError(str(error), is_reachable=False) from None
        # Unasked it would make a document known that was never here.
        if response.status == 304 and etag:
            return FetchResult(None, etag)
        # Who asked names the document, as beside any other error.
        if not response.ok:
            words = _("the API returned {status}")
            status, wait = f"{response.status} {response.reason}".rstrip(), wait_of(response)
            if wait:
                words = _("the API returned {status}: {wait}")
            raise FetchError(words.format(status=status, wait=wait))
        if response.size > _MAX_DOCUMENT_BYTES:
            words = _("{count} bytes are no document of the API")
            raise FetchError(words.format(count=number(response.size)))
        validator = response.header("ETag")
        # One that can't be sent back would end every later fetch.
        usable = validator is not None and validator.isascii() and validator.isprintable()
        return FetchResult(response.read(), validator if usable else None)

    return fetch
