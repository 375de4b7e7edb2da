"""Refusals, in the API's own form."""

from http import HTTPStatus

__all__ = ["ApiRefusal"]


class ApiRefusal(Exception):
    """A response that is an error: status, class, error code and message as the API gives them.

    `details` are texts: go-ovh loses the whole message where one of them isn't (API-FACTS 5.1).
    """

    def __init__(
        self, status: int, message: str, error_class: str, code: str = "", **details: str
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.error_class = error_class
        self.code = code
        self.details = details

    def body(self, *, old: bool = False) -> dict[str, object]:
        """The fields of the response: as the API mostly writes them since 2023, or, with `old`, as
        it did before.
        """
        if not old:
            fields: dict[str, object] = {"class": self.error_class, "message": self.message}
        else:
            phrase = f"{self.status} {HTTPStatus(self.status).phrase}"
            fields = {"httpCode": phrase, "message": self.message}
            if self.code:
                fields["errorCode"] = self.code
        if self.details:
            fields["details"] = self.details
        return fields
