"""Why there is no answer, in plain words.

A refusal by the API is no error of this room: it comes back as a Response with an ``error``.
"""

__all__ = ["AnswerLost", "ClientError", "ClockError", "NotSent", "TimedOut", "TokenError"]


class ClientError(Exception):
    """There is no response. The message says what happened and what to do; it never holds a key.

    Attributes:
        maybe_sent: True if the request may have reached the API and been carried out. Then nothing
            but a GET may be repeated without a person's decision.
    """

    def __init__(self, message: str, *, maybe_sent: bool = False) -> None:
        super().__init__(message)
        self.maybe_sent = maybe_sent


class NotSent(ClientError):
    """The request never left: no network, no such host, refused, TLS or a proxy in the way, or not
    sendable.
    """


class TimedOut(ClientError):
    """Something took longer than its time-out: connecting (not sent), sending, or the answer (maybe
    sent).
    """


class AnswerLost(ClientError):
    """The request left, and its answer did not come, not whole, or not in a readable form."""


class TokenError(ClientError):
    """A service account got no token, so nothing could be asked in its name; the call was not sent."""


class ClockError(ClientError):
    """The API's clock could not be read, so nothing could be signed; the call was not sent."""
