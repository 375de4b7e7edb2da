"""Refusals, in the API's own form."""

from http import HTTPStatus

__all__ = ["ApiRefusal"]


class ApiRefusal(Exception):
    """An answer that is an error: status, class, error code and message as the API gives them.

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

    def body(self) -> dict[str, object]:
        """The fields of both forms in which the API writes errors; clients look at either."""
        fields: dict[str, object] = {"message": self.message, "class": self.error_class}
        if self.code:
            fields["errorCode"] = self.code
        fields["httpCode"] = f"{self.status} {HTTPStatus(self.status).phrase}"
        if self.details:
            fields["details"] = self.details
        return fields
