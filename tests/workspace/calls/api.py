"""A stand-in of the API that keeps what is asked of it."""

import asyncio
import json

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response


def answer(value: object, *headers: tuple[str, str], status: int = 200) -> Response:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Response(status, "", headers, content, 0.5, "GET", "https://x")


class Api:
    """Answers by cursor, or by the last part of the path; keeps what was asked."""

    def __init__(self, answers):
        self.answers = answers
        self.asked: list[Call] = []
        self.at_once = self.most_at_once = 0

    def name(self, call: Call) -> str:
        fields = dict(call.headers)
        number = (
            fields.get("X-Pagination-Cursor")
            or fields.get("X-Pagination-Number")
            or dict(call.query).get("page")
        )
        return number or dict(call.path_values)[next(reversed(dict(call.path_values)))]

    async def __call__(self, call: Call) -> Response:
        self.asked.append(call)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        found = self.answers[self.name(call)]
        found = found.pop(0) if isinstance(found, list) else found
        if isinstance(found, Exception):
            raise found
        return found
